import { beforeEach, describe, expect, it } from 'vitest'
import type { Programme, Workspace } from '../../src/database/generated/client.ts'
import type { Guest } from '../../src/port/platform.ts'
import type { Actor } from '../../src/programme/audit.ts'
import { askToJoin, joinRound, requireRoom } from '../../src/programme/joining.ts'
import { type KnownAccount, meet } from '../../src/programme/people.ts'
import { begun, fillIn, keepPrefilled } from '../../src/programme/profile/fill-in.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { useWorld } from '../support/world.ts'

const { database, desk, begin } = useWorld()
let programme: Programme
let workspace: Workspace
let by: Actor
let somebody: KnownAccount

beforeEach(async () => {
  ;({ programme, workspace, by } = await begin())
  somebody = await meet(desk, workspace, { user: 'U1', name: 'Aroha' })
})

const PAGE_ONE = { name: 'Aroha', country: 'Kenya', zone: '', languages: 'English', sector: '' }

/** The round is over, and the next one open. */
async function nextRound(id: string): Promise<string> {
  await database.prisma.round.update({ where: { id }, data: { state: 'closed' } })
  return (await openRegistration(desk, programme, by)).id
}

describe('whoever could not be let in where a partner waits', () => {
  it.each([
    ['single-channel', 'guest-single-channel'],
    ['stranger', 'guest-stranger'],
  ] satisfies [Guest, string][])('is told so: %s', (guest, code) => {
    expect(() => requireRoom(guest)).toThrow(expect.objectContaining({ code }))
  })

  it.each<Guest | undefined>(['multi-channel', undefined])('is nobody else: %s', (guest) => {
    expect(() => requireRoom(guest)).not.toThrow()
  })
})

describe('wanting to join', () => {
  it('comes to a note, a form, a question, and one’s place, one after the other', async () => {
    expect(await askToJoin(desk, somebody)).toEqual({ kind: 'noted' })
    const round = await openRegistration(desk, programme, by)
    expect(await askToJoin(desk, somebody)).toMatchObject({ kind: 'profile-first', round: { id: round.id } })
    const filled = await fillIn(desk, somebody, [0], PAGE_ONE, 'en')
    if (!('person' in filled)) throw new Error('not taken')
    const whole = { ...somebody, person: filled.person }
    expect(await askToJoin(desk, whole, round.id)).toMatchObject({ kind: 'confirm', round: { id: round.id } })
    await joinRound(desk, somebody, round.id)
    expect(await askToJoin(desk, whole)).toMatchObject({ kind: 'in-already', round: { id: round.id } })
  })

  it('means the round that was announced, not whichever is open by now', async () => {
    const first = await openRegistration(desk, programme, by)
    const second = await nextRound(first.id)
    await expect(askToJoin(desk, somebody, first.id)).rejects.toMatchObject({
      code: 'registration-closed',
      facts: { number: 1 },
    })
    await expect(joinRound(desk, somebody, first.id)).rejects.toMatchObject({ code: 'registration-closed' })
    expect(await database.prisma.enrolment.count({ where: { personId: somebody.personId } })).toBe(0)
    expect(await joinRound(desk, somebody, second)).toMatchObject({ number: 2 })
  })

  it('never reaches another programme’s round', async () => {
    const other = await begin()
    const { id } = await openRegistration(desk, other.programme, other.by)
    await expect(joinRound(desk, somebody, id)).rejects.toMatchObject({ code: 'stale' })
    await expect(askToJoin(desk, somebody, id)).rejects.toMatchObject({ code: 'stale' })
  })
})

describe('a profile that was begun', () => {
  it('keeps what was filled in beside what a command brought along', async () => {
    await fillIn(desk, somebody, [0], { ...PAGE_ONE, country: 'nowhere at all' }, 'en')
    await keepPrefilled(desk, somebody.id, { country: 'New Zealand', zone: '' })
    expect(await begun(desk, somebody.id)).toEqual({ ...PAGE_ONE, country: 'New Zealand' })
  })

  it('is let go of once it is saved', async () => {
    await keepPrefilled(desk, somebody.id, { country: 'Kenya', zone: '' })
    expect(await fillIn(desk, somebody, [0], PAGE_ONE, 'en')).toHaveProperty('person')
    expect(await begun(desk, somebody.id)).toBeUndefined()
  })

  it('is not begun by a command that brought nothing', async () => {
    await keepPrefilled(desk, somebody.id, { country: '', zone: '' })
    expect(await begun(desk, somebody.id)).toBeUndefined()
  })
})
