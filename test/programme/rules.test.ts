import { expect, it } from 'vitest'
import { checkProfile } from '../../src/programme/profile/check.ts'
import { saveProfile } from '../../src/programme/profile/profile.ts'
import { availabilityOf } from '../../src/programme/profile/values.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { changeRules } from '../../src/programme/rules.ts'
import { deskOn, joinedIn, programmeOn } from '../support/desk.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

const desk = () => deskOn(database, { at: BEGINNING })

it('changes the rules that are named, or none where a number is out of bounds', async () => {
  const { programme, by } = await programmeOn(desk(), 'TRULES')
  expect(programme).toMatchObject({ roles: 'peers', leastHours: 0, countryCap: 20, cadence: 'monthly' })
  const first = await changeRules(
    desk(),
    programme,
    { cap: ' 35', country: 'no', cadence: 'fortnightly' },
    by,
  )
  expect(first).toMatchObject({
    countryCap: 35,
    differentCountry: false,
    cadence: 'fortnightly',
    roles: 'peers',
  })
  const second = await changeRules(desk(), programme, { roles: 'mentors', hours: '3' }, by)
  expect(second).toMatchObject({ countryCap: 35, differentCountry: false, roles: 'mentors', leastHours: 3 })
  const wrong = { cap: '0', count: '13', hours: '41', country: 'yes' }
  expect(await changeRules(desk(), programme, wrong, by)).toEqual({ wrong: ['cap', 'count', 'hours'] })
  expect(await changeRules(desk(), programme, { cap: 'ten' }, by)).toEqual({ wrong: ['cap'] })
  const now = await database.prisma.programme.findUniqueOrThrow({ where: { id: programme.id } })
  expect(now).toMatchObject({ countryCap: 35, differentCountry: false, topicsPerRound: 6 })
})

it('matches mentors with mentees, who have enough hours in common', async () => {
  const here = desk()
  const { programme, workspace, by } = await programmeOn(here, 'TROLES')
  await openRegistration(here, programme, by)
  const evenings = availabilityOf(['mon'], ['evening'])
  const mornings = availabilityOf(['mon'], ['morning'])
  const said = [
    ['NZ', 'mentor', evenings],
    ['PE', 'mentor', mornings],
    ['GH', 'mentee', mornings],
    ['JP', 'mentee', evenings],
    ['SE', 'mentor', 0],
  ] as const
  const ids: string[] = []
  for (const [index, [country, mentoring, availability]] of said.entries()) {
    const { id } = await joinedIn(here, workspace, `U${index}`, country)
    await saveProfile(here, id, { mentoring, availability })
    ids.push(id)
  }
  await closeRegistration(here, programme, by)
  const [a, b, c, d, e] = ids as [string, string, string, string, string]
  const mentors = await changeRules(here, programme, { roles: 'mentors', hours: '4' }, by)
  if ('wrong' in mentors) throw new Error('refused')
  const { result } = await computeDraft(here, mentors, by)
  expect(result.pairs.map((pair) => [pair.a, pair.b].sort())).toEqual(
    expect.arrayContaining([[a, d].sort(), [b, c].sort()]),
  )
  expect(result.unmatched).toMatchObject([{ id: e, why: 'odd-one-out' }])

  // Without a mentee the mentors are told what is in their way.
  await database.prisma.enrolment.deleteMany({ where: { personId: { in: [c, d] } } })
  const alone = (await computeDraft(here, mentors, by)).result
  expect(alone.pairs).toEqual([])
  expect(new Set(alone.unmatched.map(({ why, wayOut }) => `${why} ${wayOut}`))).toEqual(
    new Set(['same-role same-role']),
  )
})

it('takes what one would be to a partner from the profile', () => {
  const context = { locale: 'en', now: 0, country: null }
  expect(checkProfile({ mentoring: 'mentor' }, context).change).toEqual({ mentoring: 'mentor' })
  expect(checkProfile({ mentoring: '' }, context).change).toEqual({ mentoring: 'either' })
  expect(checkProfile({ mentoring: 'boss' }, context).problems).toMatchObject([{ code: 'not-offered' }])
})
