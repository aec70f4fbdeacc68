import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinTheRound, startAProgramme } from '../support/acts.ts'
import type { Somebody } from '../support/somebody.ts'
import { DAY_MS } from '../support/time.ts'
import { discordPlace, type Place, slackPlace } from './places.ts'

/** What becomes of a programme whose channels are deleted or archived, as people see it. */
describe.each([
  ['slack', slackPlace],
  ['discord', discordPlace],
] as const)('a channel that is removed on %s', (_platform, open) => {
  let place: Place
  let owner: Somebody

  beforeAll(async () => {
    place = await open()
    owner = place.owner
    await startAProgramme(owner)
    await place.quiet()
  })
  afterAll(() => place.close())

  /** All that is said in channels of a name, wherever they are by now. */
  async function said(start: string): Promise<string[]> {
    const all = Object.entries(await owner.channels())
    return all.filter(([name]) => name.startsWith(start)).flatMap(([, messages]) => messages)
  }
  const named = async (start: string) =>
    Object.keys(await owner.channels()).filter((name) => name.startsWith(start))
  /** What organisers were told since all was there. */
  const heard = async () =>
    (await said('mentoring-organisers')).filter((one) => !one.includes('is ready in this'))
  const effects = (state: 'failed' | 'dropped') =>
    place.bot.database.prisma.effect.count({ where: { state } })

  it('is said to the organisers as soon as the platform tells, and in the panel', async () => {
    expect(await owner.command('programme')).not.toContain('somebody deleted or archived it')
    await place.removesChannel('mentoring-news', 'archive')
    await expect
      .poll(() => heard(), { timeout: 20_000 })
      .toEqual([expect.stringMatching(/^The announcement channel of “Librarians” is gone/)])
    const panel = await owner.command('programme')
    expect(panel).toContain('The announcement channel of “Librarians” is gone')
    expect(panel).toContain('Make it anew')
  })

  it('is made anew by a press, twice is once, and what was to come goes there', async () => {
    const before = await named('mentoring-news')
    // Nobody can be told before there is a place for it.
    expect(await owner.command('round', 'open')).toMatch(/There is no announcement channel yet/)
    await owner.command('programme')
    expect(await owner.click('Make it anew')).toContain('I am making a new one')
    await owner.click('Make it anew')
    await place.quiet()
    const fresh = (await named('mentoring-news')).filter((name) => !before.includes(name))
    expect(fresh.length + before.length).toBeLessThanOrEqual(2)
    expect(await owner.command('programme')).not.toContain('is gone')
    expect(await owner.click('Make it anew').catch(() => 'no such button')).toMatch(
      /no such button|there by now/,
    )
    expect(await owner.command('round', 'open')).toMatch(/Round 1 is open/)
    await place.quiet()
    expect((await said('mentoring-news')).filter((one) => one.includes('Round 1 is open'))).toHaveLength(1)
    expect(await heard()).toHaveLength(1)
  })

  it('that a post finds gone keeps what was to come, and gets it once it is chosen', async () => {
    const aroha = await place.person('Aroha')
    const kofi = await place.person('Kofi')
    await joinTheRound(aroha, { name: 'Aroha', country: 'New Zealand', town: 'Auckland' })
    await joinTheRound(kofi, { name: 'Kofi', country: 'Ghana', town: 'Accra' })
    await place.quiet()
    await place.removesChannel('mentoring-topics')
    await expect.poll(() => heard(), { timeout: 20_000 }).toHaveLength(2)
    // As where nobody told: the post itself finds out.
    const { prisma } = place.bot.database
    const lost = await prisma.lostChannel.findFirstOrThrow()
    await prisma.lostChannel.deleteMany()
    await prisma.workspace.updateMany({ data: { forumRef: lost.ref } })
    await owner.command('round', 'close')
    await owner.command('round', 'match')
    await owner.click('Publish')
    await owner.click('Publish now')
    await place.quiet()
    expect(await effects('failed')).toBe(1)
    expect(await heard()).toHaveLength(3)
    const panel = await owner.command('programme')
    expect(panel).toContain('The forum of “Librarians” is gone')

    await owner.click('Choose another')
    await owner.openForm('Choose another')
    await owner.fill({ 'Name of the channel': '#nowhere' })
    expect(await owner.submit()).toMatch(/I see no such channel that everybody can see/)
    if (place.name === 'discord') await owner.click('Correct')
    await owner.fill({ 'Name of the channel': '#general' })
    expect(await owner.submit()).toContain('From now on I use that channel')
    await place.quiet()
    expect(await effects('failed')).toBe(0)
    const topics = (await said('general')).filter((one) => one.includes('What do you hope to get out of'))
    expect(topics).toHaveLength(1)
    expect(await owner.command('programme')).not.toContain('is gone')
  })

  it('gets the next topic where the forum is now, once', async () => {
    for (let day = 0; day < 37; day += 1) {
      place.clock.aheadMs += DAY_MS
      await place.bot.tick()
    }
    await place.quiet()
    await place.quiet()
    const topics = (await said('general')).filter((one) => one.includes('The question for everybody'))
    expect(topics).toHaveLength(2)
    expect(await effects('failed')).toBe(0)
  })

  it('of the organisers themselves is told to each of them alone, and is seen when the panel is opened', async () => {
    const { prisma } = place.bot.database
    const { organisersRef } = await prisma.workspace.findFirstOrThrow()
    await prisma.workspace.updateMany({ data: { organisersRef: null } })
    await place.removesChannel((await named('mentoring-organisers'))[0] ?? '')
    // The platform told of a channel that was nobody's; the panel looks for itself.
    await new Promise((resolve) => setTimeout(resolve, 500))
    await prisma.workspace.updateMany({ data: { organisersRef } })
    await owner.command('programme')
    await expect
      .poll(async () =>
        (await owner.command('programme')).includes('organisers’ channel of “Librarians” is gone'),
      )
      .toBe(true)
    await place.quiet()
    const all = Object.values(await owner.channels()).flat()
    expect(all.filter((one) => one.includes('The organisers’ channel of “Librarians” is gone'))).toHaveLength(
      1,
    )
    await owner.command('programme')
    await owner.click('Make it anew')
    await place.quiet()
    expect(await owner.command('programme')).not.toContain('is gone')
  })

  it('with the bot itself is noted at once; where the platform tells that it is back, all goes on', async () => {
    const { installation } = place.bot.database.prisma
    const gone = async () => (await installation.findFirstOrThrow()).gone
    await place.throwsOut()
    await expect.poll(gone, { timeout: 20_000 }).not.toBeNull()
    await place.letsIn()
    // Slack's new token comes with a new start, of which its adapter tells.
    if (place.name === 'slack') return
    await expect.poll(gone, { timeout: 20_000 }).toBeNull()
    await place.quiet()
    expect((await heard()).at(-1)).toMatch(/^I am in “Librarians” again/)
  })
})
