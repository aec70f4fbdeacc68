// How strong the walks are: each of the things in `test/walks/broken.ts` is broken by itself, and walks are taken until one notices
// it. Words choose some of them; WALKS (200) says how many walks are taken at most.
import { spawn } from 'node:child_process'
import { BROKEN } from '../walks/broken.ts'

const { WALKS = '200', WALK_SEED = '1' } = process.env
const words = process.argv.slice(2).join(' ')

/** The number of the walk that noticed it, the first being 1; undefined where none did. */
function noticedBy(broken: string): Promise<number | undefined> {
  const args = ['run', '--config', 'vitest.walk.config.ts', '--bail', '1', 'test/walks/walks.test.ts']
  const env = { ...process.env, NO_COLOR: '1', WALKS, WALK_SEED, WALK_BROKEN: broken }
  const child = spawn(process.execPath, ['node_modules/vitest/vitest.mjs', ...args], { env })
  process.once('SIGTERM', () => child.kill())
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (some) => (said += some))
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => {
      const [line, seed] = /Error: walk (\d+): .*/.exec(said) ?? []
      if (line) process.stdout.write(`  ${line.slice(0, 150)}\n`)
      if (code === 0 || seed) resolve(seed === undefined ? undefined : Number(seed) - Number(WALK_SEED) + 1)
      else reject(new Error(said))
    })
  })
}

for (const broken of Object.keys(BROKEN).filter((name) => name.includes(words))) {
  const walk = await noticedBy(broken)
  process.stdout.write(`${broken} | ${walk ?? `by none of ${WALKS}`}\n`)
}
