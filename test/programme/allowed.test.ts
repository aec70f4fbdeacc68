import { beforeAll, expect, it } from 'vitest'
import type { Desk } from '../../src/programme/desk.ts'
import { connectWorkspace, makeConnectCode, startProgramme } from '../../src/programme/setup.ts'
import { deskOn, TOPICS } from '../support/desk.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

const MANAGER = { user: 'UORG', name: 'Organiser' }
const WANTED = { name: 'A programme', zone: 'Europe/London' }
const at = (externalId: string) => ({ platform: 'slack', externalId, name: 'A workspace' }) as const

const database = useDatabase()
let desk: Desk
let open: Desk

beforeAll(async () => {
  open = deskOn(database, { at: BEGINNING })
  desk = { ...open, allowed: new Set(['TOURS', 'TALSO']) }
})

it('lets only the workspaces that are named start a programme or connect to one', async () => {
  const start = (where: string) => startProgramme(desk, at(where), MANAGER, WANTED, TOPICS)
  const stranger = { code: 'workspace-not-allowed', facts: { id: 'TSTRANGER' } }
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
