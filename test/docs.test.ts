import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { setupReference } from '../src/docs.ts'
import { check } from '../src/matching/certificate/check.ts'
import { edgeRows } from '../src/matching/certificate/edge-rows.ts'
import { solve } from '../src/matching/solve.ts'
import { projectRoot } from '../src/root.ts'

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
  const planned = ['/pause', '/mydata', '/people', '/healthz', '/readyz']
  for (const name of shown.filter((one) => !planned.includes(one ?? ''))) {
    expect(reference).toMatch(new RegExp(`\`${name}[ \`]`))
  }
  expect(shown.length).toBeGreaterThan(10)
})

describe('docs/matching.md', () => {
  const doc = read('docs/matching.md')
  const [example, certificate] = [...doc.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) =>
    JSON.parse(json ?? ''),
  )

  test('has an example that the solver answers as it says, with that very proof', () => {
    const { mate, parts } = solve(example.n, example.edges)
    expect(mate).toEqual(certificate.mate)
    const proof = parts[0]?.certificate()
    const inOrder = (members: readonly number[]) => [...members].sort((one, other) => one - other)
    const blossoms = proof?.blossoms.map((each) => ({ ...each, members: inOrder(each.members) }))
    expect({ ...proof, blossoms }).toEqual(certificate)
    expect(check(certificate, edgeRows(example.edges), true)).toEqual({ valid: true, gap: 0 })
  })

  test('links to what exists', () => {
    const links = [...doc.matchAll(/\]\(([^)#]+)\)/g)].map(([, link]) => join('docs', link ?? ''))
    expect(links.length).toBeGreaterThan(25)
    expect(links.filter((link) => !existsSync(join(projectRoot, link)))).toEqual([])
  })
})
