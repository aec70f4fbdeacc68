import { expect, it } from 'vitest'
import { transaction } from '../../src/database/transaction.ts'
import { keepChannel, PURPOSES } from '../../src/programme/channels.ts'
import { tellOnceReady } from '../../src/programme/notices.ts'
import { checkSetUp } from '../../src/programme/setup.ts'
import { deskOn, programmeOn } from '../support/desk.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

it('asks three questions, and keeps the answers to all where one cannot be taken', () => {
  const filled = { name: 'Librarians', zone: 'Mountain Time (MT)', country: 'no' }
  const read = (values: Record<string, string>) => checkSetUp(values, 'en', BEGINNING)
  expect(read(filled)).toEqual({
    wanted: { name: 'Librarians', zone: 'America/Denver', differentCountry: false },
  })
  expect(read({ ...filled, zone: 'nowhere at all' })).toMatchObject({
    problems: [{ field: 'zone' }],
    typed: { name: 'Librarians', zone: 'nowhere at all', differentCountry: false },
  })
  expect(read({ name: 'Librarians', zone: 'Denver' })).toMatchObject({ wanted: { differentCountry: true } })
})

it('says to organisers that all is there once all is, and not again when a channel is made anew', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { workspace } = await programmeOn(desk)
  const { id } = workspace
  await database.prisma.workspace.update({
    where: { id },
    data: { announcementsRef: null, forumRef: null, organisersRef: null },
  })
  const made = (purpose: (typeof PURPOSES)[number], ref: string) =>
    transaction(database.prisma, async (tx) => {
      await keepChannel(tx, desk, id, purpose, { ref, kind: 'text' })
      await tellOnceReady(tx, desk, id)
    })
  const told = () => database.prisma.effect.count({ where: { kind: 'notice', workspaceId: id } })
  for (const [at, purpose] of PURPOSES.entries()) {
    expect(await told()).toBe(0)
    await made(purpose, `C${at}`)
  }
  expect(await told()).toBe(1)
  await database.prisma.workspace.update({ where: { id }, data: { forumRef: null } })
  await made('forum', 'C9')
  expect(await told()).toBe(1)
})
