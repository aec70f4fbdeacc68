import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { projectRoot } from '../../src/database/root.ts'
import { setupReference } from '../../src/tools/docs.ts'

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')

/** The names in the one object that says what a setting may be. */
const SETTINGS = [...read('src/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? '')

describe('the settings', () => {
  test('are found in the code', () => expect(SETTINGS).toContain('DATABASE_URL'))

  const example = read('.env.example')
  const settingsTable = read('README.md').split('\n## Settings')[1]?.split('\n## ')[0] ?? ''

  it.each(SETTINGS)('%s is explained in .env.example and in the README', (name) => {
    expect(example).toMatch(new RegExp(`^# ${name}=`, 'm'))
    expect(settingsTable).toContain(`| \`${name}\` |`)
  })

  test('no other settings are explained', () => {
    const explained = [...example.matchAll(/^# ?([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(explained.sort()).toEqual([...SETTINGS].sort())
    const listed = [...settingsTable.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name)
    expect(listed.sort()).toEqual([...SETTINGS].sort())
  })

  test('the example can be used as it is, and what it gives as a value is the default', () => {
    const values = Object.fromEntries([...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, k, v]) => [k, v]))
    expect(readConfig(values)).toEqual({ ...readConfig({}), logLevel: 'info' })
  })
})

test('docs/setup-reference.md is what the code says (else: npm run docs -- --write)', () => {
  expect(read('docs/setup-reference.md')).toBe(setupReference())
})

test('the README shows commands that exist', () => {
  const reference = setupReference()
  const shown = [...read('README.md').matchAll(/`(\/[a-z-]+)[ `]/g)].map(([, name]) => name)
  const planned = ['/pause', '/mydata', '/people', '/healthz', '/readyz', '/metrics']
  for (const name of shown.filter((one) => !planned.includes(one ?? ''))) {
    expect(reference).toMatch(new RegExp(`\`${name}[ \`]`))
  }
  expect(shown.length).toBeGreaterThan(10)
})

test.each(['Slack', 'Discord'])(
  'setting up %s is ten things to do at most, and as many as it says',
  (platform) => {
    const NUMBERS = ['seven', 'eight', 'nine', 'ten']
    const [, said = '', steps = ''] =
      new RegExp(`\n## ${platform}: (\\w+) things to do\n([\\s\\S]*?)\n## `).exec(read('docs/set-up.md')) ??
      []
    const numbered = [...steps.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))
    expect(numbered).toEqual(numbered.map((_, index) => index + 1))
    expect(numbered).toHaveLength(NUMBERS.indexOf(said) + 7)
  },
)
