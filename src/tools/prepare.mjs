// Makes ready what `start`, `test` and `check` need: the database client generated from
// prisma/schema.prisma, the files in which places are looked up, and, with `--compile`, the compiled code in
// dist/. Plain JavaScript, since it runs before anything is compiled. When nothing changed it costs a few
// milliseconds. Where what it takes is not installed (`npm ci --omit=dev`), what is there is taken as it is.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { prepareGazetteer } from './gazetteer/prepare.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const require = createRequire(import.meta.url)

function run(name, args, env = {}) {
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  })
  if (result.status !== 0) {
    process.stderr.write(`${result.stdout}${result.stderr}\n${name} failed; see above.\n`)
    process.exit(1)
  }
}

/** Runs `work` unless `output` came from a run with the same digest, which stands beside it. */
function unlessUnchanged(name, digest, output, work) {
  const stamp = join(dirname(output), `.${name}.digest`)
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  work()
  writeFileSync(stamp, digest)
}

// Under names of their own: under those that they have they would be optional peers of what runs, and so be installed
// with it.
const PRISMA = 'prisma-cli'
const TYPESCRIPT = 'typescript-compiler'

function installed(name) {
  return existsSync(join(root, 'node_modules', name, 'package.json'))
}

function version(name) {
  return JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version
}

function generateClient() {
  const schema = readFileSync(join(root, 'prisma/schema.prisma'), 'utf8')
  const digest = createHash('sha256')
    .update(schema)
    .update(version(PRISMA))
    .update(String(lightenClient))
    .digest('hex')
  const output = join(root, 'src/database/generated')
  unlessUnchanged('client', digest, join(output, 'client.ts'), () => {
    // The CLI looks for a schema engine binary even to generate, and would download one. Naming any
    // existing executable stops that; generating never runs it.
    run('Generating the database client', [require.resolve(`${PRISMA}/build/index.js`), 'generate'], {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    })
    lightenClient(join(output, 'internal/class.ts'))
  })
}

/**
 * The client imports its query compiler as a module that is one string, which stays in memory twice, as the module's
 * source and as its value: 4.6 MB. Here it is read from the same file, and let go of once it is compiled.
 */
function lightenClient(path) {
  const made = readFileSync(path, 'utf8')
  const lighter = made.replace(
    /const \{ wasm \} = await import\("(@prisma\/client\/runtime\/query_compiler_small_bg\.postgresql\.wasm-base64)\.mjs"\)/,
    (_, module) => `const { createRequire } = await import('node:module')
    const { readFile } = await import('node:fs/promises')
    const source = await readFile(createRequire(import.meta.url).resolve("${module}.js"), 'latin1')
    const from = source.indexOf('"AGFzb') + 1
    const wasm = source.slice(from, source.indexOf('"', from))`,
  )
  if (lighter === made) throw new Error(`${path} loads its query compiler in an unknown way`)
  writeFileSync(path, lighter)
}

function sources() {
  return ['src', 'commands', 'test/bench', 'test/crash']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((file) => join(root, folder, file)),
    )
    .filter((file) => /\.(ts|json)$/.test(file))
    .sort()
}

function compile() {
  const hash = createHash('sha256').update(version(TYPESCRIPT))
  for (const file of [...sources(), join(root, 'tsconfig.json'), join(root, 'src', 'tsconfig.json')]) {
    const { size, mtimeMs } = statSync(file)
    hash.update(`${file}:${size}:${mtimeMs}\n`)
  }
  unlessUnchanged('compile', hash.digest('hex'), join(root, 'dist/src/main.js'), () => {
    rmSync(join(root, 'dist'), { recursive: true, force: true })
    // What runs, and not the tests: `check` sees to those.
    run('Compiling', [join(root, 'node_modules', TYPESCRIPT, 'bin/tsc'), '-p', join(root, 'src')])
  })
}

if (installed(PRISMA) && installed(TYPESCRIPT)) {
  const gazetteer = prepareGazetteer()
  generateClient()
  if (process.argv.includes('--compile')) compile()
  await gazetteer
} else if (!existsSync(join(root, 'dist/src/main.js'))) {
  process.stderr.write(
    'There is no dist/, and what makes it is not installed. Run: npm ci && npm run build. Then, to keep only what runs: npm prune --omit=dev\n',
  )
  process.exit(1)
}
