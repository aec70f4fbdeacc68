import { expect, it } from 'vitest'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { draftNameOf, latestDraft } from '../../src/programme/rounds/latest-draft.ts'
import { otherPartners } from '../../src/programme/rounds/others.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { decidePair, reviewDraft } from '../../src/programme/rounds/review.ts'
import { changeWhatCounts, whatCounts } from '../../src/programme/rounds/what-counts.ts'
import { deskOn, joinedIn, programmeOn } from '../support/desk.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

it('keeps together and apart what an organiser decided, and publishes no draft from before', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { programme, workspace, by } = await programmeOn(desk, 'TREVIEW')
  await openRegistration(desk, programme, by)
  const ids: string[] = []
  for (const [index, country] of ['NZ', 'PE', 'GH', 'JP', 'SE', 'KE'].entries()) {
    ids.push((await joinedIn(desk, workspace, `U${index}`, country)).id)
  }
  await closeRegistration(desk, programme, by)
  const first = await computeDraft(desk, programme, by)
  const page = await reviewDraft(desk, programme, 9)
  expect(page).toMatchObject({ page: 0, pages: 1 })
  expect(page.pairs.map(({ pair }) => pair.score)).toEqual(
    first.result.pairs.map(({ score }) => score).sort((one, other) => one - other),
  )

  const [apart] = first.result.pairs
  if (!apart) throw new Error('no pair')
  await decidePair(desk, programme, [apart.b, apart.a], 'forbid', by)
  expect((await reviewDraft(desk, programme, 0)).pairs.find(({ pair }) => pair.a === apart.a)?.decided).toBe(
    'forbid',
  )
  await expect(publishRound(desk, programme, undefined, by)).rejects.toMatchObject({ code: 'draft-outdated' })
  const second = (await computeDraft(desk, programme, by)).result
  expect(second.pairs).toHaveLength(3)
  expect(second.pairs.some(({ a, b }) => a === apart.a && b === apart.b)).toBe(false)

  const [one] = second.pairs
  if (!one) throw new Error('no pair')
  const { people: offered } = await otherPartners(desk, programme, [one.a, one.b])
  expect(offered.map(({ id }) => id)).toEqual([one.a, one.b])
  for (const { id, others } of offered) {
    expect(others).toHaveLength(3)
    for (const other of others) {
      expect([one.a, one.b]).not.toContain(other.id)
      expect([id, other.id].sort()).not.toEqual([apart.a, apart.b].sort())
      expect(other.cost.pairs).toBeLessThanOrEqual(1)
    }
  }

  // Kept with one person and then with another: the later decision holds.
  const [a, b, c] = [...ids].sort() as [string, string, string]
  await decidePair(desk, programme, [a, b], 'lock', by)
  await decidePair(desk, programme, [a, c], 'lock', by)
  const third = (await computeDraft(desk, programme, by)).result
  expect(third.pairs).toContainEqual(expect.objectContaining({ a, b: c }))
  await decidePair(desk, programme, [a, c], undefined, by)
  const rules = await database.prisma.pairRule.findMany({ where: { round: { programmeId: programme.id } } })
  expect(rules.filter(({ kind }) => kind === 'lock')).toEqual([])

  await expect(decidePair(desk, programme, [a, 'nobody'], 'lock', by)).rejects.toMatchObject({
    code: 'stale',
  })
})

it('remembers how much each part counts, and knows what is usual', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { programme, by } = await programmeOn(desk, 'TWEIGHTS')
  expect(whatCounts(programme).interests).toBe('much')
  const changed = await changeWhatCounts(
    desk,
    programme,
    {
      interests: 'none',
      career: 'huge',
      other: 'much',
    },
    by,
  )
  const again = await changeWhatCounts(desk, changed, { hours: 'decisive' }, by)
  expect(whatCounts(again)).toMatchObject({ interests: 'none', hours: 'decisive', career: 'little' })
  expect(Object.keys(whatCounts(again))).toHaveLength(8)
})

it('knows of the draft that a round has, and whether it still fits', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { programme, workspace, by } = await programmeOn(desk, 'TLATEST')
  const { id } = await openRegistration(desk, programme, by)
  for (const [index, country] of ['NZ', 'PE', 'GH'].entries())
    await joinedIn(desk, workspace, `U${index}`, country)
  await closeRegistration(desk, programme, by)
  const now = () => database.prisma.round.findUniqueOrThrow({ where: { id } })
  expect(await latestDraft(desk, programme, await now())).toBeUndefined()
  const { result } = await computeDraft(desk, programme, by)
  expect(await latestDraft(desk, programme, await now())).toEqual({
    name: draftNameOf(result.inputsHash),
    madeAt: BEGINNING,
    partnerships: 1,
    left: 1,
    changed: undefined,
  })
  await database.prisma.account.updateMany({
    where: { workspaceId: workspace.id, externalId: 'U0' },
    data: { leftAt: new Date(BEGINNING) },
  })
  expect((await latestDraft(desk, programme, await now()))?.changed).toEqual({ came: 0, went: 1 })
})
