import { expect, it } from 'vitest'
import type { Desk } from '../../../src/programme/desk.ts'
import { saveProfile } from '../../../src/programme/profile/profile.ts'
import { openRegistration } from '../../../src/programme/rounds/plan.ts'
import { deskOn, joinedIn, programmeOn } from '../../support/desk.ts'
import { BEGINNING } from '../../support/time.ts'
import { useDatabase } from '../../support/world.ts'

const database = useDatabase()

it('says a list with `set`, without which each other list is a statement of its own', async () => {
  const asked: unknown[] = []
  const prisma = { person: { update: async ({ data }: { data: unknown }) => void asked.push(data) } }
  const desk = { ...deskOn(database, { at: BEGINNING }), prisma } as unknown as Desk
  await saveProfile(desk, 'p1', { languages: ['el', 'en'], interests: [], role: 'Librarian' })
  const profileAt = new Date(BEGINNING)
  const lists = { languages: { set: ['el', 'en'] }, interests: { set: [] } }
  expect(asked).toEqual([{ ...lists, role: 'Librarian', profileAt }])
})

it('keeps what was said, and leaves what was not', async () => {
  const desk = deskOn(database, { at: BEGINNING })
  const { programme, workspace, by } = await programmeOn(desk, 'TSAVING')
  await openRegistration(desk, programme, by)
  const { id, country } = await joinedIn(desk, workspace, 'U1', 'NZ')
  await saveProfile(desk, id, { languages: ['mi', 'en'], canTell: ['data'] })
  expect(await saveProfile(desk, id, { canTell: [] })).toMatchObject({
    languages: ['mi', 'en'],
    canTell: [],
    country,
  })
})
