import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/database/open.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { connectWorkspace, makeConnectCode, startProgramme } from '../../src/programme/setup.ts'
import { freshDatabase } from '../support/database.ts'
import { deskOn, TOPICS } from '../support/desk.ts'

const MANAGER = { user: 'UORG', name: 'Organiser' }
const WANTED = { name: 'A programme', zone: 'Europe/London' }
const at = (externalId: string) => ({ platform: 'slack', externalId, name: 'A workspace' }) as const

let database: Database
let desk: Desk
let open: Desk

beforeAll(async () => {
  database = await freshDatabase()
  open = deskOn(database, { at: Date.UTC(2026, 10, 17, 10) })
  desk = { ...open, allowed: new Set(['TOURS', 'TALSO']) }
})
afterAll(() => database.close())

it('lets only the workspaces that are named start a programme or connect to one', async () => {
  const start = (where: string) => startProgramme(desk, at(where), MANAGER, WANTED, TOPICS)
  const stranger = { code: 'workspace-not-allowed', facts: { workspace: 'TSTRANGER' } }
  await expect(start('TSTRANGER')).rejects.toMatchObject(stranger)
  expect(await database.prisma.programme.count()).toBe(0)

  const { programme, workspace } = await start('TOURS')
  const by = await database.prisma.account.findFirstOrThrow({ where: { workspaceId: workspace.id } })
  const code = await makeConnectCode(desk, programme.id, by)
  await expect(connectWorkspace(desk, at('TSTRANGER'), MANAGER, code)).rejects.toMatchObject(stranger)
  // The code was not used up by that.
  await connectWorkspace(desk, at('TALSO'), MANAGER, code)
  expect(await database.prisma.workspace.count({ where: { programmeId: programme.id } })).toBe(2)
})

it('lets every workspace where none is named', async () => {
  await startProgramme(open, at('TSTRANGER'), MANAGER, WANTED, TOPICS)
  expect(await database.prisma.workspace.count({ where: { externalId: 'TSTRANGER' } })).toBe(1)
})
