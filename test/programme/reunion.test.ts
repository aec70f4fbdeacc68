import { beforeEach, describe, expect, it } from 'vitest'
import type { Account, Person, Programme } from '../../src/database/generated/client.ts'
import { joinRound } from '../../src/programme/joining.ts'
import { avoidPair } from '../../src/programme/past-pairs/past-pairs.ts'
import { reunions } from '../../src/programme/past-pairs/reunion.ts'
import { callOffRound } from '../../src/programme/rounds/call-off.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { changeRules } from '../../src/programme/rules.ts'
import { published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const { database, desk, team } = useWorld()
let programme: Programme
let by: Account
let persons: readonly Person[]

beforeEach(async () => {
  ;({ programme, by, persons } = await published(desk, team()))
})

/** The next round of the two people, up to its draft. */
async function nextDraft() {
  await database.prisma.round.updateMany({
    where: { programmeId: programme.id, state: { not: 'closed' } },
    data: { state: 'closed', endedAt: new Date(0) },
  })
  const round = await openRegistration(desk, programme, by)
  for (const { id } of persons) {
    const account = await database.prisma.account.findFirstOrThrow({ where: { personId: id } })
    await joinRound(desk, account, round.id)
  }
  await closeRegistration(desk, programme, by)
  return (await computeDraft(desk, programme, by)).result
}
const rule = async (reunion: string, between = '1') => {
  const changed = await changeRules(desk, programme, { reunion, between }, by)
  if ('wrong' in changed) throw new Error('refused')
  programme = changed
}

describe('earlier partners', () => {
  it('do not meet again unless the programme says so; a draft of nobody is not published', async () => {
    expect((await nextDraft()).pairs).toEqual([])
    await expect(publishRound(desk, programme, undefined, by)).rejects.toMatchObject({
      code: 'nobody-paired',
      facts: { number: 2 },
    })
    const rounds = await database.prisma.round.findMany({ where: { programmeId: programme.id, number: 2 } })
    expect(rounds).toMatchObject([{ state: 'matching', publishedAt: null }])
    expect(
      await database.prisma.effect.count({
        where: { roundId: rounds[0]!.id, kind: 'announcement', key: { startsWith: 'kick-off' } },
      }),
    ).toBe(0)
  })

  it('meet rather than nobody, and are told that they were partners', async () => {
    await rule('rather_than_nobody')
    const { pairs } = await nextDraft()
    expect(pairs).toHaveLength(1)
    expect(pairs[0]?.reasons[0]?.kind).toBe('partners-before')
    const { partnerships } = await publishRound(desk, programme, undefined, by)
    expect(partnerships).toBe(1)
  })

  it('meet after so many rounds that took place, and not after others', async () => {
    await rule('after', '1')
    expect((await nextDraft()).pairs).toEqual([])
    await callOffRound(desk, programme, by)
    expect((await nextDraft()).pairs).toEqual([])
    // It takes place with others.
    await database.prisma.round.updateMany({
      where: { programmeId: programme.id, number: 3 },
      data: { publishedAt: new Date(0) },
    })
    expect((await nextDraft()).pairs).toHaveLength(1)
  })

  it('never meet again where one of them wants that, and nobody else learns of it where nobody meets again', async () => {
    await avoidPair(desk, programme.id, persons[0]!.id, persons[1]!.id)
    expect((await nextDraft()).unmatched.map(({ why }) => why)).toEqual([
      'earlier-partners',
      'earlier-partners',
    ])
    await rule('rather_than_nobody')
    const { pairs, unmatched } = (await computeDraft(desk, programme, by)).result
    expect(pairs).toEqual([])
    expect(unmatched.map(({ why }) => why)).toEqual(['kept-apart', 'kept-apart'])
    await callOffRound(desk, programme, by)
  })

  it('are no longer in a draft once the rule is changed', async () => {
    await rule('rather_than_nobody')
    await nextDraft()
    await rule('never')
    await expect(publishRound(desk, programme, undefined, by)).rejects.toMatchObject({
      code: 'draft-outdated',
    })
  })
})

it.each([
  ['never', 1, [1], 'never'],
  ['after', 1, [2, 1], 'again'],
  ['after', 1, [1], 'never'],
  ['after', 2, [2, 1], 'never'],
  ['after', 2, [3, 2, 1], 'again'],
  ['rather_than_nobody', 1, [1], 'again'],
] as const)(
  '%s, %i: partners of round 1, before whom %j took place',
  (reunion, reunionAfter, before, where) => {
    const past = [
      { people: ['a', 'b'] as const, kind: 'partners' as const, round: 1 },
      { people: ['a', 'c'] as const, kind: 'avoid' as const, round: null },
    ]
    const { never, again, apart } = reunions({ reunion, reunionAfter }, past, before)
    expect(again.pairs.length > 0 ? 'again' : 'never').toBe(where)
    expect([...never, ...apart]).toContainEqual(['a', 'c'])
    expect(again.pairs).not.toContainEqual(['a', 'c'])
  },
)
