// Makes a folder that holds what runs, and nothing else: `npm run production -- FOLDER`. The container's image, a service
// of systemd and whatever else runs the bot without changing it take it from there. What is installed here stays as it is.
// Plain JavaScript, since it is about what is there after compiling.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Of the project itself. The last three let `npm start`, `npm run backup` and the like work as they do elsewhere. */
const OURS = [
  'dist/src',
  'dist/commands',
  'prisma',
  'topics',
  'src/programme/lookup/generated',
  'src/sandbox/page/assets',
  'LICENSE',
  'package.json',
  'src/tools/prepare.mjs',
  'src/tools/gazetteer',
]

/** What no package needs to run: types, maps to sources that are not there, explanations. Licences stay. */
const FOR_READERS = /\.d\.[cm]?ts$|\.map$|\.(md|markdown|flow)$/i
const LICENCE = /licen[cs]e|notice|copying/i

/** Packages that hold nothing but types. */
const TYPES_ALONE = /^(@types\/.*|undici-types|temporal-spec)$/

/** What of single packages is for somebody else: other databases, other module systems, their own tests. */
const FOR_OTHERS = {
  // The generated client loads the small compiler for PostgreSQL, from the file that `prepare.mjs` has it read.
  '@prisma/client':
    /^runtime\/(query_compiler_(?!small_bg\.postgresql\.(?!wasm-base64\.mjs))|wasm-compiler-edge|index-browser)|^scripts\//,
  // Extensions that the schema does not use, and what is for browsers.
  '@electric-sql/pglite':
    /^dist\/([\w-]+\.tar\.gz|.*\.cjs|contrib\/.*|worker\/.*|live\/.*|node-postgres\/.*)$/,
  bintrees: /^test\//,
}

/** Whether a file of a package, by its path in there, is needed to run. */
export function runs(name, path) {
  if (TYPES_ALONE.test(name)) return false
  if (FOR_READERS.test(path) && !LICENCE.test(path)) return false
  return !FOR_OTHERS[name]?.test(path)
}

/** Where the packages lie that are not for development, as package-lock.json has them. */
function packages() {
  const { packages: all } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  return Object.entries(all)
    .filter(([place, { dev, link }]) => place !== '' && !dev && !link)
    .map(([place]) => place)
    .filter((place) => existsSync(join(root, place)))
}

/**
 * Copies what runs.
 *
 * @param {string} folder where to; not there yet, or empty
 */
export function copyWhatRuns(folder) {
  for (const path of OURS) cpSync(join(root, path), join(folder, path), { recursive: true })
  for (const place of packages()) {
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const from = join(root, place)
    cpSync(from, join(folder, place), {
      recursive: true,
      filter: (source) => {
        const path = relative(from, source).split(sep).join('/')
        // Packages that lie in a package are entries of their own.
        return path !== 'node_modules' && (path === '' ? runs(name, 'package.json') : runs(name, path))
      },
    })
  }
}

function main([folder]) {
  if (folder === undefined) return complain('Say where to: npm run production -- FOLDER')
  const to = resolve(folder)
  if (existsSync(to) && readdirSync(to).length > 0)
    return complain(`${to} is not empty. Name another folder.`)
  mkdirSync(to, { recursive: true })
  copyWhatRuns(to)
  process.stdout.write(`What runs is in ${to}. There: npm start\n`)
}

function complain(words) {
  process.stderr.write(`${words}\n`)
  process.exitCode = 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2))
