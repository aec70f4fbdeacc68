import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { buttons, heading, type Message, paragraph, text } from '../../../src/chat/message.ts'
import { kickOff } from '../../../src/messages/announcements.ts'
import { othersCard } from '../../../src/messages/others.ts'
import { reviewCard } from '../../../src/messages/review.ts'
import { render } from '../../../src/platforms/slack/render.ts'
import { voiceOn } from '../../messages/said.ts'
import { unheard } from './heard.ts'

const voice = voiceOn('slack')
const nameOf = (id: string) => `The person called ${id} who has a long name`
const reasons = [{ kind: 'shared-languages', languages: ['en'] }] as const
const pair = (a: string, b: string) => ({ a, b, score: 400, reasons })

describe('is heard whole, with a label of its own on each button:', () => {
  it('a review of several pairs', () => {
    const pairs = [
      { pair: pair('p1', 'p2'), decided: undefined, cost: { pairs: 0, points: 0 } },
      { pair: pair('p3', 'p4'), decided: 'lock' as const, cost: undefined },
      { pair: pair('p5', 'p6'), decided: 'lock' as const, cost: undefined },
    ]
    const card = reviewCard({ draft: 'abcdef0123', page: 0, pages: 2, pairs } as never, nameOf, voice)
    expect(unheard(render(card))).toEqual([])
    expect(JSON.stringify(render(card).blocks)).toContain(
      '"accessibility_label":"Keep together: The person called p1',
    )
  })

  it('other partners of two people', () => {
    const other = (id: string) => ({ id, score: 300, reasons, cost: { pairs: 1, points: 0 } })
    const people = [
      { id: 'p1', others: [other('p3'), other('p4')] },
      { id: 'p2', others: [other('p3')] },
    ]
    expect(unheard(render(othersCard(people as never, { roundId: 'r1', page: 0 }, nameOf, voice)))).toEqual(
      [],
    )
  })

  it('a kick-off with its map', () => {
    const numbers = { number: 1, people: 4, countries: 3, partnerships: 2, topic: 'A topic' }
    const message = kickOff({ ...numbers, forum: undefined, map: new Uint8Array([1]) }, voice)
    const shown = render(message, { files: new Map([['round.png', 'F1']]) })
    expect(unheard(shown)).toEqual([])
    expect(shown.text).toContain('A map of the world with 3 countries')
  })
})

it('keeps within what Slack takes, with what matters first, whatever is to be said', () => {
  const message: Message = {
    summary: 'What matters & more',
    blocks: [heading('What matters & more'), paragraph(text('<&>'.repeat(2_000)))],
  }
  const shown = render(message)
  expect(shown.text.startsWith('What matters &amp; more\n&lt;')).toBe(true)
  expect(shown.text.length).toBeLessThanOrEqual(4_000)
  expect(shown.text.endsWith('…')).toBe(true)
})

it('would be noticed', () => {
  const twice = { label: 'Keep', id: 'a' }
  const message = {
    summary: 'Hello',
    blocks: [paragraph(text('More')), buttons(twice, { ...twice, id: 'b' })],
  }
  const { blocks } = render(message)
  expect(unheard({ text: 'Hello', blocks })).toEqual([
    'unheard: More',
    'Keep, more than once',
    'Keep, more than once',
  ])
  const picture = { type: 'image', alt_text: 'round.png' }
  expect(unheard({ text: 'round.png', blocks: [picture] })).toEqual(['a picture without words'])
})

const golden = new URL('golden/', import.meta.url)
const messages = readdirSync(golden).filter((file) => /^(introduction|hostile-names)/.test(file))

it.each(messages)('the kept message %s is heard whole', (file) => {
  expect(unheard(JSON.parse(readFileSync(new URL(file, golden), 'utf8')))).toEqual([])
})
