import { expect, it } from 'vitest'
import { settingsChanged, settingsForm } from '../../src/messages/programme-settings.ts'
import { createVoice, LANGUAGES } from '../../src/messages/voice.ts'
import { runDue } from '../../src/programme/due.ts'
import { changeSettings } from '../../src/programme/settings.ts'
import { published } from '../support/published.ts'
import { DAY_MS } from '../support/time.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()
const { desk } = world
const voice = createVoice({
  locale: 'en',
  platform: 'slack',
  typed: (name) => `/${name}`,
  press: (action) => action,
  form: (name) => name,
})

it('a topic that waits for its morning waits for that of the new clocks, and it is said when that is', async () => {
  const { programme, workspace, by } = await published(desk, world.team())
  const { prisma } = desk
  await prisma.round.updateMany({ where: { programmeId: programme.id }, data: { state: 'running' } })
  const next = await prisma.roundTopic.findFirstOrThrow({
    where: { round: { programmeId: programme.id }, index: 1 },
  })
  // Its prompts and posts are worked out a day ahead.
  await runDue(desk, next.date.getTime() - DAY_MS / 2)
  const dueAt = async () =>
    (
      await prisma.forumPost.findFirstOrThrow({
        where: { roundTopicId: next.id, workspaceId: workspace.id },
      })
    ).dueAt.toISOString()
  const day = next.date.toISOString().slice(0, 10)
  expect(await dueAt()).toBe(`${day}T09:00:00.000Z`)
  const wanted = { name: programme.name, zone: 'Asia/Tokyo', locale: 'en' }
  const changed = await changeSettings(desk, programme, wanted, by)
  expect(await dueAt()).toBe(`${day}T00:00:00.000Z`)
  const told = JSON.stringify(settingsChanged(changed, world.clock.at, voice))
  expect(told).toMatch(/The next topic opens in the forum on .\w+ \d+, \d{4}. at .09:00. there\./)
  expect(told).not.toContain('is called')
  const entry = await prisma.auditEntry.findFirstOrThrow({ where: { what: 'programme-changed' } })
  expect(entry).toMatchObject({ actorAccountId: by.id, facts: { zone: 'Asia/Tokyo' } })
})

it('what was asked for at once is not put off', async () => {
  const { programme, workspace, by } = await published(desk, world.team())
  const { prisma } = desk
  const next = await prisma.roundTopic.findFirstOrThrow({
    where: { round: { programmeId: programme.id }, index: 1 },
  })
  const dueAt = new Date(world.clock.at)
  await prisma.forumPost.create({
    data: { programmeId: programme.id, roundTopicId: next.id, workspaceId: workspace.id, dueAt },
  })
  await changeSettings(desk, programme, { name: 'Other', zone: 'Asia/Tokyo', locale: 'en' }, by)
  const post = await prisma.forumPost.findFirstOrThrow({ where: { roundTopicId: next.id } })
  expect(post.dueAt).toEqual(dueAt)
})

it('nothing that stays is said to have changed, nor kept as an act', async () => {
  const { programme, by } = await world.begin()
  const { name, zone, locale } = programme
  const changed = await changeSettings(desk, programme, { name, zone, locale }, by)
  expect(JSON.stringify(settingsChanged(changed, world.clock.at, voice))).toContain('Nothing was changed.')
  const acts = await desk.prisma.auditEntry.count({
    where: { programmeId: programme.id, what: 'programme-changed' },
  })
  expect(acts).toBe(0)
})

it('a language is asked for only where there is a choice, among those that there are', () => {
  const settings = { name: 'Librarians', zone: 'UTC', locale: 'en' }
  const fieldsOf = (languages?: readonly string[]) =>
    settingsForm('id', settings, voice, languages).pages.flatMap(({ fields }) => fields)
  expect(LANGUAGES).toEqual(['en'])
  expect(fieldsOf().map(({ name }) => name)).toEqual(['name', 'zone'])
  const language = fieldsOf(['en', 'fr']).find(({ name }) => name === 'language')
  expect(language).toMatchObject({
    kind: 'choice',
    value: 'en',
    options: [
      { value: 'en', label: 'English' },
      { value: 'fr', label: 'français' },
    ],
  })
})
