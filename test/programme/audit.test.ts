import { expect, it } from 'vitest'
import { ACTS } from '../../src/programme/audit.ts'
import { disconnectWorkspace } from '../../src/programme/disconnect.ts'
import { chooseChannel, noteLostChannel, remakeChannel } from '../../src/programme/lost-channels.ts'
import { addOrganiser, removeOrganiser, takeOver } from '../../src/programme/organisers.ts'
import { meet } from '../../src/programme/people.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { planRound } from '../../src/programme/rounds/plan.ts'
import { decidePair } from '../../src/programme/rounds/review.ts'
import { retryFailures } from '../../src/programme/rounds/status.ts'
import { changeWhatCounts } from '../../src/programme/rounds/what-counts.ts'
import { changeRules } from '../../src/programme/rules.ts'
import { changeSettings } from '../../src/programme/settings.ts'
import { connectWorkspace, makeConnectCode } from '../../src/programme/setup.ts'
import { postNextTopicNow } from '../../src/programme/topics/issue.ts'
import { deskOn } from '../support/desk.ts'
import { published } from '../support/published.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

it('each act of an organiser is kept, by whom and of what, in ids and numbers, and none that was refused', async () => {
  const clock = { at: BEGINNING }
  const desk = deskOn(database, clock)
  const { programme, workspace, by } = await published(desk, 'T1')
  const { prisma } = database
  await prisma.round.updateMany({ where: { programmeId: programme.id }, data: { state: 'running' } })
  await postNextTopicNow(desk, programme.id, by)
  await retryFailures(desk, programme.id, by)
  await endRound(desk, programme, by)
  await expect(endRound(desk, programme, by)).rejects.toThrow()
  await prisma.round.updateMany({ where: { programmeId: programme.id }, data: { state: 'closed' } })
  await planRound(desk, programme, by)
  const people = await prisma.person.findMany({ where: { enrolments: { some: {} } }, orderBy: { id: 'asc' } })
  const round = await prisma.round.findFirstOrThrow({ where: { programmeId: programme.id, number: 2 } })
  await prisma.round.update({ where: { id: round.id }, data: { state: 'matching' } })
  await prisma.enrolment.updateMany({ data: { roundId: round.id, state: 'joined' } })
  await decidePair(desk, programme, [people[0]!.id, people[1]!.id], 'lock', by)
  await computeDraft(desk, programme, by)
  await changeRules(desk, programme, { cap: '30', cadence: 'fortnightly' }, by)
  expect(await changeRules(desk, programme, { cap: '300' }, by)).toEqual({ wrong: ['cap'] })
  await changeWhatCounts(desk, programme, { interests: 'decisive' }, by)
  const other = await meet(desk, workspace, { user: 'U9', name: 'Secret Name' })
  await addOrganiser(desk, by, other.personId)
  await removeOrganiser(desk, by, other.person)
  await expect(removeOrganiser(desk, by, other.person)).rejects.toThrow('not-an-organiser')
  await noteLostChannel(desk, workspace.id, 'forum', 'CFORUM')
  await remakeChannel(desk, by, workspace.id, 'forum')
  await chooseChannel(desk, by, { workspaceId: workspace.id, purpose: 'forum' }, { ref: 'C9', kind: 'text' })
  const { zone, locale } = programme
  await changeSettings(desk, programme, { name: 'A secret name', zone, locale }, by)
  const code = await makeConnectCode(desk, programme.id, by)
  const elsewhere = { platform: 'discord', externalId: 'G1', name: 'Elsewhere' } as const
  const connected = await connectWorkspace(desk, elsewhere, { user: 'D1', name: 'Oskar' }, code)
  const oskar = await prisma.account.findFirstOrThrow({ where: { externalId: 'D1' } })
  await disconnectWorkspace(desk, by, connected.workspace.id)
  await prisma.account.updateMany({ data: { leftAt: new Date(clock.at) } })
  await takeOver(desk, other)

  const entries = await prisma.auditEntry.findMany({ where: { programmeId: programme.id } })
  expect(new Set(entries.map(({ what }) => what))).toEqual(new Set(ACTS))
  // Two rounds were planned, and two drafted.
  expect(entries).toHaveLength(ACTS.length + 2)
  const of = (what: string) => entries.find((entry) => entry.what === what)
  expect(of('organiser-added')).toMatchObject({
    actorAccountId: by.id,
    actorPersonId: by.personId,
    subjects: [other.personId],
    at: new Date(clock.at),
  })
  expect(of('pair-decided')).toMatchObject({ facts: { decision: 'lock' } })
  expect(of('rules-changed')).toMatchObject({ facts: { countryCap: 30, cadence: 'fortnightly' } })
  expect(of('round-published')).toMatchObject({ facts: { partnerships: 1 } })
  expect(of('workspace-connected')).toMatchObject({ actorAccountId: oskar.id })
  expect(JSON.stringify(entries)).not.toMatch(/Secret|Oskar|Elsewhere|secret|Person U|Organiser|A programme/)
  expect(JSON.stringify(entries)).not.toContain(code)
})
