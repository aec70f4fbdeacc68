import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../src/database/root.ts'
// @ts-expect-error plain JavaScript, since it is about what is there after compiling
import { runs } from '../../src/tools/production.mjs'
import { startFlags } from '../support/start-flags.ts'
import { compileProgram, start } from './program.ts'

const SLOW = 300_000
/** What runs, and is not to be larger: 90 MB when it was written, of which PostgreSQL is 16. */
const MOST = 100_000_000
const folder = mkdtempSync(join(tmpdir(), 'counterpart-production-'))
const inFolder = (name: string) => join(folder, name)

beforeAll(() => {
  compileProgram()
  execFileSync(process.execPath, [join(projectRoot, 'src/tools/production.mjs'), folder])
}, SLOW)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const files = () =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(inFolder(name)).isFile(),
  )

describe('the folder of what runs', () => {
  it('is enough for the bot, its database and both platforms’ SDKs, by the command that is typed elsewhere', async () => {
    const script = relative(join(projectRoot, 'dist/src'), inFolder('dist/src/main.js'))
    const sandbox = start({ script })
    await sandbox.says('See it happen')
    sandbox.signal('SIGTERM')
    expect(await sandbox.ended).toMatchObject({ code: 0, err: '' })
    const log = readFileSync(join(sandbox.folder, 'data/sandbox/bot.log'), 'utf8')
    for (const said of ['connected to Slack', '"msg":"started"']) expect(log).toContain(said)
    // What `npm start` and `npm run backup` do first finds all there that it wants.
    execFileSync(process.execPath, [inFolder('src/tools/prepare.mjs'), '--compile'])
    const backup = join(sandbox.folder, 'backup.gz')
    const made = spawnSync(process.execPath, [inFolder('dist/src/operate/backup.js'), 'backup', backup], {
      env: { PATH: process.env.PATH, DATA_DIR: join(sandbox.folder, 'data/sandbox/bot') },
      encoding: 'utf8',
    })
    expect(made.stderr).toBe('')
    expect(existsSync(backup)).toBe(true)
  })

  it('can load all that it holds of ours, the drawing of maps too', () => {
    const ours = ['dist/src/bot.js', 'dist/src/messages/map/draw.js', 'dist/src/tools/manifest.js'].filter(
      (name) => existsSync(inFolder(name)),
    )
    expect(ours.length).toBeGreaterThan(1)
    for (const name of ours)
      execFileSync(process.execPath, [
        '-e',
        `await import(${JSON.stringify(inFolder(name))})`,
        '--input-type=module',
      ])
  })

  it('holds no compiler, no types, no maps to sources and no other database’s compiler of queries', () => {
    const all = files()
    expect(all.filter((name) => /\.d\.[cm]?ts$|\.map$/.test(name))).toEqual([])
    const compilers = all.filter((name) => /query_compiler/.test(name))
    expect(compilers.filter((name) => !/small_bg\.postgresql/.test(name))).toEqual([])
    // As one file that is read, not as a module, which would be kept in memory as a string.
    const asText = compilers.filter((name) => name.includes('base64'))
    expect(asText).toEqual([expect.stringMatching(/wasm-base64\.js$/)])
    const packages = readdirSync(inFolder('node_modules'))
    for (const name of ['typescript-compiler', 'prisma-cli', 'vitest', '@types'])
      expect(packages).not.toContain(name)
    expect(all.filter((name) => name.startsWith('dist/test'))).toEqual([])
    expect(all.reduce((sum, name) => sum + statSync(inFolder(name)).size, 0)).toBeLessThan(MOST)
  })

  it('keeps every licence', () => {
    const kept = new Set(files())
    const packages = [...kept].filter((name) => /^node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(name))
    const licences = packages.flatMap((name) => {
      const at = name.slice(0, -'package.json'.length)
      return readdirSync(join(projectRoot, at))
        .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
        .map((file) => at + file)
    })
    expect(licences.length).toBeGreaterThan(100)
    expect(licences.filter((name) => !kept.has(name))).toEqual([])
  })

  it('is not written over another', () => {
    const again = spawnSync(process.execPath, [join(projectRoot, 'src/tools/production.mjs'), folder], {
      encoding: 'utf8',
    })
    expect([again.status, again.stderr]).toEqual([1, `${folder} is not empty. Name another folder.\n`])
  })
})

it.each([
  ['@prisma/client', 'runtime/client.mjs', true],
  ['@prisma/client', 'runtime/query_compiler_small_bg.postgresql.wasm-base64.js', true],
  ['@prisma/client', 'runtime/query_compiler_small_bg.postgresql.wasm-base64.mjs', false],
  ['@prisma/client', 'runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs', false],
  ['@prisma/client', 'runtime/query_compiler_small_bg.mysql.mjs', false],
  ['@electric-sql/pglite', 'dist/pglite.wasm', true],
  ['@electric-sql/pglite', 'dist/pgcrypto.tar.gz', false],
  ['zod', 'LICENSE.md', true],
  ['zod', 'README.md', false],
  ['zod', 'index.d.cts', false],
  ['@types/node', 'package.json', false],
])('of %s, %s: %s', (name, path, kept) => expect(runs(name, path)).toBe(kept))

describe('what else starts the bot', () => {
  const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
  const command = ['node', ...startFlags(), 'dist/src/main.js']

  it('does it as npm start does', () => {
    expect(JSON.parse(/^CMD (\[.*\])$/m.exec(read('Dockerfile'))?.[1] ?? '')).toEqual(command)
    expect(read('docs/hosting/counterpart.service')).toContain(`\nExecStart=/usr/bin/${command.join(' ')}\n`)
  })

  it('lets nothing secret, and nothing that is made there, into the image', () => {
    expect(read('.dockerignore').split('\n')).toEqual(
      expect.arrayContaining(['.env', '.env.*', 'data', 'dist', '**/node_modules', '**/.git', '*.gz']),
    )
  })
})
