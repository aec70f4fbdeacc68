// The crash drills: a part that the seed chooses, or with `--all` each of them. Whatever else is given
// goes to vitest. CRASH_SEED repeats a run; CRASH_ONLY='prompt in-flight' kills at what these words name alone.
import { spawn } from 'node:child_process'

const args = process.argv.slice(2)
const whole = args.includes('--all')
const child = spawn(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'vitest.crash.config.ts',
    ...args.filter((arg) => arg !== '--all'),
  ],
  { stdio: 'inherit', env: { ...process.env, ...(whole ? { CRASH_ALL: '1' } : {}) } },
)
child.once('exit', (code) => process.exit(code ?? 1))
