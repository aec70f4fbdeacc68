import { expect, it } from 'vitest'
import { cleanTyped } from '../../src/port/clean.ts'
import { cleaned } from '../../src/port/cleaned.ts'
import type { Actor, Inbound } from '../../src/port/platform.ts'

const answer = { kind: 'say', message: { summary: '', blocks: [] } } as const

/** An inbound that keeps what it was given. */
function listening(): { inbound: Inbound; heard: unknown[] } {
  const heard: unknown[] = []
  const hear = async (...given: unknown[]) => {
    heard.push(given)
    return answer
  }
  return {
    heard,
    inbound: {
      command: hear,
      action: hear,
      form: hear,
      reopen: hear,
      suggest: async (...given) => {
        heard.push(given)
        return []
      },
      home: async (...given) => {
        heard.push(given)
        return undefined
      },
      left: async () => {},
      happened: async () => {},
    },
  }
}

it.each([
  ['Ana\u0000 María', 'Ana María'],
  ['half \ud83d of a pair', 'half  of a pair'],
  ['\u202eevil', 'evil'],
  ['A\u200bn\u00ada', 'Ana'],
  ['e\u0301', 'é'],
  ['می\u200cخواهم', 'می\u200cخواهم'],
  ['👩🏽‍🏫 of 🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👩🏽‍🏫 of 🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ['one\r\ntwo', 'one\ntwo'],
])('keeps of %j what can be seen and stored', (typed, kept) => {
  expect(cleanTyped(typed)).toBe(kept)
})

it('cleans all that people typed and are called, whatever they do, and leaves ids alone', async () => {
  const { inbound, heard } = listening()
  const clean = cleaned(inbound)
  const actor: Actor = { workspace: 'W', workspaceName: 'Li\u0000brary', user: 'U', name: '\u200b\u2060' }
  const plain = { workspace: 'W', workspaceName: 'Library', user: 'U', name: 'U' }
  await clean.command(actor, 'join', { zone: 'Gda\u0000ńsk' })
  await clean.form(actor, 'id\u0000', [0], { name: 'A\ud800', languages: ['en\u0000', 'de'] })
  await clean.action(actor, 'id', ['chosen'])
  await clean.reopen(actor, 'id', 1)
  await clean.home(actor)
  await clean.suggest(actor, 'zone', 'Gda\ud83d', 5)
  expect(heard).toEqual([
    [plain, 'join', { zone: 'Gdańsk' }],
    [plain, 'id\u0000', [0], { name: 'A', languages: ['en', 'de'] }],
    [plain, 'id', ['chosen']],
    [plain, 'id', 1],
    [plain],
    [plain, 'zone', 'Gda', 5],
  ])
})
