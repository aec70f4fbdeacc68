import { expect, it } from 'vitest'
import { ConfigError } from '../../src/config.ts'
import { readFlags, refuseSandboxFlags, USAGE } from '../../src/operate/command-line.ts'

const none = { help: false, exit: false, months: undefined }

it.each([
  [[], none],
  [['--help'], { ...none, help: true }],
  [['-h', '--exit'], { ...none, help: true, exit: true }],
  [['--months', '3'], { ...none, months: 3 }],
  [['--months=0', '--exit'], { ...none, months: 0, exit: true }],
])('%o is understood', (args, flags) => {
  expect(readFlags(args)).toEqual(flags)
})

it.each([
  [['--nonsense'], /^Unknown option '--nonsense'\. npm start -- --help lists what there is\.$/],
  [['sandbox'], /^Unexpected argument 'sandbox'/],
  [['--months'], /--months/],
  [['--months', 'many'], /^--months takes a whole number from 0 to 5/],
  [['--months', '6'], /^--months takes/],
  [['--months', ''], /^--months takes/],
  [['--exit=no'], /--exit/],
])('%o is refused in one line', (args, words) => {
  expect(() => readFlags(args)).toThrow(ConfigError)
  expect(() => readFlags(args)).toThrow(words)
})

it('takes what is for the sandbox in the sandbox alone', () => {
  expect(() => refuseSandboxFlags(readFlags([]))).not.toThrow()
  for (const args of [['--exit'], ['--months', '0']]) {
    expect(() => refuseSandboxFlags(readFlags(args))).toThrow(/for the sandbox/)
  }
})

it('tells every flag in how it is used', () => {
  for (const flag of ['--exit', '--months', '-h, --help']) expect(USAGE).toContain(flag)
})
