import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { compileProgram, start } from './program.ts'

const SLOW = 300_000
beforeAll(compileProgram, SLOW)

const mode = (path: string) => statSync(path).mode & 0o777
/** What others could read under a folder, with its mode. PostgreSQL's own files have their folder's for protection. */
function openToOthers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/postgres\//.test(name))
    .filter((name) => !statSync(join(folder, name)).isSocket())
    .filter((name) => (mode(join(folder, name)) & 0o077) !== 0)
    .map((name) => `${name} ${mode(join(folder, name)).toString(8)}`)
}

it.skipIf(process.platform === 'win32')(
  'keeps every file of the data directory its owner’s alone, whatever the shell is set to',
  async () => {
    const sandbox = start({ umask: 0 })
    await sandbox.says('See it happen')
    sandbox.signal('SIGTERM')
    expect(await sandbox.ended).toMatchObject({ code: 0, err: '' })
    const data = join(sandbox.folder, 'data')
    const names = readdirSync(join(data, 'sandbox'), { recursive: true, encoding: 'utf8' })
    for (const name of ['bot.log', 'story.json', 'platforms/slack.jsonl', 'bot/postgres/PG_VERSION'])
      expect(names).toContain(name)
    expect(mode(data)).toBe(0o700)
    expect(openToOthers(data)).toEqual([])
  },
  SLOW,
)

it.skipIf(process.platform === 'win32').each([
  [0o644, true],
  [0o640, false],
  [0o600, false],
])('says at start whether everybody can read the tokens in .env (mode %o: %s)', async (wide, said) => {
  const taken = createServer().listen(0)
  await new Promise((resolve) => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  const prepare = (folder: string) => {
    writeFileSync(join(folder, '.env'), 'DISCORD_TOKEN=a-token-that-is-long-enough\n')
    chmodSync(join(folder, '.env'), wide)
  }
  const { out } = await start({ prepare, settings: { PORT: String(port) } }).ended
  taken.close()
  const lines = out.split('\n').filter((line) => line !== '')
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(
    said ? ['everybody on this machine can read .env, and the tokens in it: chmod 600 .env'] : [],
  )
})
