import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UNDER_WAY } from '../../src/outbox/effect.ts'
import { joinTheRound } from '../support/acts.ts'
import { DAY_MS } from '../support/time.ts'
import { type Both, bothPlaces, programmeIn, type Side, saidIn, toOrganisers } from './both.ts'

const HOMES = [
  { country: 'New Zealand', town: 'Auckland' },
  { country: 'Ghana', town: 'Accra' },
]

/** What becomes of a programme in two places when the bot is removed from one of them in the middle of a round. */
describe.each([
  ['slack', 'discord'],
  ['discord', 'slack'],
] as const)('the bot that is removed on %s', (from, stays) => {
  let both: Both
  let there: Side
  let here: Side

  beforeAll(async () => {
    both = await bothPlaces()
    there = both[from]
    here = both[stays]
    await programmeIn(both, here, there)
  })
  afterAll(() => both.close())

  const workspace = () =>
    both.bot.database.prisma.workspace.findFirstOrThrow({
      where: { name: there.named },
      include: { installation: true },
    })
  /** Waits until nothing is left to be carried out where the bot is. */
  async function settled(): Promise<void> {
    const where = { state: { in: UNDER_WAY }, workspace: { installation: { gone: null } } }
    for (let turn = 0; turn < 2; turn += 1) {
      await both.bot.tick()
      await expect.poll(() => both.bot.database.prisma.effect.count({ where }), { timeout: 30_000 }).toBe(0)
    }
  }
  const pairs = (all: Record<string, readonly string[]>) =>
    Object.entries(all).filter(([name]) => name.startsWith('pair-'))
  let before: Record<string, readonly string[]>

  it('has a pair there and one elsewhere in a round that runs', async () => {
    await here.owner.command('round', 'open')
    await both.quiet()
    for (const [at, somebody] of [...there.people, ...here.people].entries())
      await joinTheRound(somebody, { name: `Somebody ${at}`, ...HOMES[at % 2]! })
    await here.owner.command('round', 'close')
    await here.owner.command('round', 'match')
    await here.owner.click('Publish')
    await here.owner.click('Publish now')
    await both.quiet()
    for (const side of [there, here]) expect(pairs(await saidIn(side))).toHaveLength(1)
  })

  it('is said at once to organisers elsewhere, and once', async () => {
    before = await saidIn(there)
    await there.throwsOut()
    await expect
      .poll(async () => (await toOrganisers(here)).at(-1), { timeout: 20_000 })
      .toMatch(
        new RegExp(
          `^I was removed from “${there.named}”\\. Its people keep their places until .*all goes on`,
        ),
      )
    await settled()
    const told = (await toOrganisers(here)).filter((one) => one.startsWith('I was removed'))
    expect(told).toHaveLength(1)
  })

  it('keeps their places: the round goes on elsewhere, and nothing is said or lost there', async () => {
    const topics = Object.values(await saidIn(here)).flat().length
    both.clock.aheadMs += 32 * DAY_MS
    await settled()
    expect(Object.values(await saidIn(here)).flat().length).toBeGreaterThan(topics)
    expect(await saidIn(there)).toEqual(before)
    expect(await workspace()).toMatchObject({ disconnectedAt: null })
    expect(await here.owner.command('round')).toMatch(/Round 1: running/)
    const { prisma } = both.bot.database
    expect(await prisma.enrolment.count({ where: { state: 'matched' } })).toBe(4)
    // A partner elsewhere hears nothing of it.
    expect(JSON.stringify(await saidIn(here))).not.toMatch(/partner (has )?left/i)
  })

  it('keeps nobody elsewhere from the bot, when that starts again meanwhile', async () => {
    await both.restarts()
    await settled()
    expect(await here.people[0].command('partner')).toContain('Somebody 3')
    expect((await toOrganisers(here)).filter((one) => one.startsWith('I was removed'))).toHaveLength(1)
    expect(await workspace()).toMatchObject({ disconnectedAt: null })
  })

  it('goes on with all that was to come when it is let in again, and does nothing twice', async () => {
    await there.letsIn()
    await expect
      .poll(async () => (await toOrganisers(there)).at(-1), { timeout: 20_000 })
      .toBe(`I am in “${there.named}” again. What was to come there goes on.`)
    await settled()
    const after = await saidIn(there)
    for (const [name, texts] of Object.entries(before))
      expect(after[name]?.slice(0, texts.length)).toEqual(texts)
    const all = Object.values(after).flat()
    expect(new Set(all).size).toBe(all.length)
    // The second topic opens in the forum: on Discord, that is a channel of its own.
    expect(all.filter((one) => one.includes('The question for everybody'))).toHaveLength(2)
    for (const [name, texts] of pairs(after)) expect(texts.length).toBe(before[name]!.length + 1)
    expect(pairs(after)).toHaveLength(1)
    expect((await toOrganisers(here)).filter((one) => one.startsWith('I am in'))).toHaveLength(1)
    expect((await workspace()).installation.gone).toBeNull()
    const { prisma } = both.bot.database
    expect(await prisma.effect.count({ where: { state: { in: ['failed', 'ready', 'unknown'] } } })).toBe(0)
    expect(await there.people[0].command('partner')).toContain('Somebody 1')
    expect(await there.owner.command('programme')).toContain('Pen pals')
  })

  it('leaves the programme by itself where it stays away, and nobody there is told anything false', async () => {
    before = await saidIn(there)
    const elsewhere = await saidIn(here)
    await there.throwsOut()
    await expect.poll(async () => (await workspace()).installation.gone, { timeout: 20_000 }).not.toBeNull()
    await settled()
    const { prisma } = both.bot.database
    const gone = new Date(Date.now() - 14 * DAY_MS)
    const { platform, externalId } = await workspace()
    await prisma.installation.update({
      where: { platform_externalId: { platform, externalId } },
      data: { gone },
    })
    await settled()
    expect((await workspace()).disconnectedAt).not.toBeNull()
    await both.restarts()
    expect((await toOrganisers(here)).at(-1)).toMatch(
      new RegExp(`^“${there.named}” no longer takes part in “Pen pals”`),
    )
    expect(await here.owner.command('programme')).not.toContain(there.named)
    expect(await saidIn(there)).toEqual(before)
    // Those who take part elsewhere hear nothing: they lost nobody.
    const now = await saidIn(here)
    for (const [name, texts] of Object.entries(elsewhere))
      if (!name.startsWith('mentoring-organisers')) expect(now[name]).toEqual(texts)
    expect(await here.people[0].command('partner')).toContain('Somebody 3')
    both.clock.aheadMs += 32 * DAY_MS
    await settled()
    expect(await saidIn(there)).toEqual(before)
  })

  it('and comes back later to a place of no programme, where it does nothing unasked', async () => {
    await there.letsIn()
    await settled()
    await expect
      .poll(() => there.people[0].command('partner').catch(String), { timeout: 20_000 })
      .toMatch(/No mentoring programme has been set up here yet/)
    expect(await saidIn(there)).toEqual(before)
    expect(await there.owner.command('programme')).toContain('Start a programme')
  })
})
