import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Both, bothPlaces, programmeIn, type Side, toOrganisers } from './both.ts'

/** A programme in two places, whose only organiser is in one of them and leaves. */
describe.each([
  ['slack', 'discord'],
  ['discord', 'slack'],
] as const)('the only organiser, who leaves %s', (from, to) => {
  let both: Both
  let here: Side
  let there: Side

  beforeAll(async () => {
    both = await bothPlaces()
    here = both[from]
    there = both[to]
    await programmeIn(both, here, there)
    await here.people[0].command('guide')
    await here.owner.command('programme', 'add', here.people[0].mention)
    // Whoever connected a place organises, too.
    const ownerOf = { slack: 'Olive', discord: 'Dora' }
    for (const name of [ownerOf[to], ownerOf[from]]) {
      await here.people[0].command('programme', 'remove')
      expect(await here.people[0].choose('Choose a name', name)).toContain('is no longer an organiser')
    }
    await both.quiet()
  })
  afterAll(() => both.close())

  it('is asked for by whoever was removed, while they are there', async () => {
    for (const { owner } of [here, there])
      expect(await owner.command('programme')).toMatch(/only organisers can do this/)
  })

  it('is succeeded by whoever manages the other place, though they were removed before', async () => {
    const { prisma } = both.bot.database
    await here.firstLeaves()
    // Slack tells; Discord does not, and is asked a day later.
    await prisma.account.updateMany({ data: { lookedAt: null } })
    await both.bot.tick()
    await expect
      .poll(() => there.owner.command('programme'), { timeout: 20_000 })
      .toMatch(/Nobody who organises “Pen pals” is here any more.*you can take over/s)
    expect(await there.people[0].command('round')).toMatch(/Nobody who organises this programme is here/)
    expect(await there.people[0].command('programme')).not.toContain('you can take over')
    expect(await there.owner.click('Take over')).toContain('You are the organiser of “Pen pals” now')
    await both.quiet()
    expect((await toOrganisers(there)).at(-1)).toMatch(/organises “Pen pals” now: no organiser was left/)
    const { organisersRef } = await prisma.workspace.findFirstOrThrow({ where: { name: here.named } })
    const told = await prisma.effect.findMany({
      where: { kind: 'notice', key: { startsWith: 'organiser-took-over' }, state: 'done' },
      include: { workspace: true },
    })
    expect(organisersRef).not.toBeNull()
    expect(told.map(({ workspace }) => workspace.name).sort()).toEqual(['Archivists', 'Librarians'])
  })

  it('was succeeded by one: whoever manages the first place is told who it is, and all goes on', async () => {
    expect(await here.owner.command('programme')).toMatch(/only organisers can do this/)
    expect(await here.owner.click('Take over').catch(() => 'no such button')).toBe('no such button')
    expect(await there.owner.command('round', 'open')).toMatch(/Round 1 is open/)
    await there.owner.command('programme', 'add', there.people[0].mention)
    expect(await there.people[0].command('round')).toMatch(/Round 1: open/)
  })
})
