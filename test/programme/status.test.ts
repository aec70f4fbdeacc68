import { expect, it } from 'vitest'
import { roundPanel } from '../../src/messages/round.ts'
import { createVoice } from '../../src/messages/voice.ts'
import { UNKNOWN_KIND } from '../../src/outbox/effect.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { roundStatus } from '../../src/programme/rounds/status.ts'
import { changeSettings } from '../../src/programme/settings.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { published } from '../support/published.ts'
import { BEGINNING, HOUR_MS } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const voice = createVoice({
  locale: 'en',
  platform: 'slack',
  typed: (name) => `/${name}`,
  press: () => '',
  form: () => '',
})

const database = useDatabase()

it('names what has been tried for over an hour, and nothing that only waits', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { programme, workspace, by } = await programmeOn(desk)
  await openRegistration(desk, programme, by)
  const other = await programmeOn(desk, 'T2')
  const tried = (key: string, hoursAgo: number, more: object) =>
    database.prisma.effect.create({
      data: {
        programmeId: programme.id,
        workspaceId: workspace.id,
        kind: 'space',
        key,
        payload: {},
        notBefore: new Date(),
        attempt: 20,
        createdAt: new Date(Date.now() - hoursAgo * HOUR_MS),
        ...more,
      },
    })
  const words = async () => {
    const status = await roundStatus(desk, programme.id)
    return status && JSON.stringify(roundPanel(status, () => 'slack', voice))
  }
  await tried('recent', 0.5, { error: 'HTTP 502' })
  await tried('not often', 2, { attempt: 2, error: 'HTTP 502' })
  await tried('never', 2, { error: null })
  await tried('of a newer version', 2, { error: UNKNOWN_KIND })
  await tried('done', 2, { state: 'done', error: 'HTTP 502' })
  await tried('theirs', 2, {
    programmeId: other.programme.id,
    workspaceId: other.workspace.id,
    error: 'HTTP 502',
  })
  expect(await words()).not.toContain('for over an hour')

  const { id } = await tried('stuck', 3, { state: 'unknown', error: 'not_in_region' })
  await tried('also', 2, { error: 'HTTP 502' })
  const said = await words()
  expect(said).toContain('2 things have been tried for over an hour')
  expect(said).toContain('not_in_region')
  expect(said).toContain(id)

  await database.prisma.workspace.update({ where: { id: workspace.id }, data: { haltedAt: new Date() } })
  expect(await words()).not.toContain('for over an hour')
})

it('promises no further topic once the round has been ended', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { programme, by } = await published(desk, 'T3')
  const next = async (zone: string) => [
    (await roundStatus(desk, programme.id))?.nextTopic,
    (await changeSettings(desk, programme, { name: programme.name, zone, locale: 'en' }, by)).nextTopicAt,
  ]
  expect(await next('Asia/Tokyo')).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), expect.any(Number)])
  await endRound(desk, programme, by)
  expect(await next('Africa/Nairobi')).toEqual([undefined, undefined])
})
