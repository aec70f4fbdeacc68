import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinTheRound, startAProgramme } from '../support/acts.ts'
import type { Somebody } from '../support/somebody.ts'
import { discordPlace, type Place, slackPlace } from './places.ts'

const AROHA = { name: 'Aroha', country: 'Neuseeland', town: 'Auckland' }

/** What leads out of each state of a round, by the buttons and the words that an organiser is given. */
describe.each([
  ['slack', slackPlace],
  ['discord', discordPlace],
] as const)('an organiser on %s', (platform, open) => {
  let place: Place
  let owner: Somebody
  let aroha: Somebody

  beforeAll(async () => {
    place = await open()
    owner = place.owner
    aroha = await place.person('Aroha')
    await startAProgramme(owner)
    await place.quiet()
    // On Slack, whoever asks to be told is let into the channel for news.
    await aroha.command('join')
    await place.quiet()
  })
  afterAll(() => place.close())

  const news = async () => {
    await place.quiet()
    return (await aroha.channels())['mentoring-news'] ?? []
  }

  it('calls off a round that nobody has joined, by its panel’s button, once it is said what that does', async () => {
    // The button under what was said when all was set up.
    expect(await owner.click('Plan the next round')).toContain('Call off the round')
    expect(await owner.click('Open registration')).toContain('Call off the round')
    expect(await owner.click('Close registration')).toMatch(/nobody takes part/)
    expect(await owner.command('round', 'match')).toContain('Nobody has joined Round 1')
    const look = await owner.command('round', 'call-off')
    expect(look).toContain('Call off Round 1? It will not take place')
    expect(look).toContain('Nobody has joined it.')
    expect(await owner.click('Yes, call it off')).toMatch(
      /Round 1 is called off\. There is no round at the moment\.[\s\S]*Plan the next round/,
    )
    expect((await news()).at(-1)).toContain('Round 1 will not take place')
  })

  it('finds what leads on with each refusal', async () => {
    expect(await owner.command('round', 'end')).toMatch(/There is no round[\s\S]*Plan the next round/)
    expect(await owner.click('Plan the next round')).toContain('Round 2 is planned')
    expect(await owner.command('round', 'close')).toMatch(
      /is planned but not open yet[\s\S]*Open registration/,
    )
    expect(await owner.click('Open registration')).toContain('Round 2 is open')
    expect(await owner.command('round', 'plan')).toMatch(
      /is still open for registration[\s\S]*Close registration/,
    )
  })

  it('opens a closed registration again', async () => {
    expect(await owner.click('Close registration')).toContain('Open registration again')
    const look = await owner.click('Open registration again')
    expect(look).toContain('Open registration for Round 2 again?')
    expect(await owner.click('Yes, open it again')).toContain('Registration for Round 2 is open again')
    expect((await news()).at(-1)).toContain('Round 2 is open again')
    expect(await joinTheRound(aroha, AROHA)).toContain('You are in Round 2')
  })

  it('is told what could be changed where a draft pairs nobody, which is not published', async () => {
    const kofi = await place.person('Kofi')
    expect(await joinTheRound(kofi, { ...AROHA, name: 'Kofi' })).toContain('You are in Round 2')
    await owner.command('round', 'close')
    const draft = await owner.command('round', 'match')
    expect(draft).toMatch(/Nobody could be paired\. It cannot be published\./)
    expect(draft).toContain('They would have a partner if people of one country could be partners.')
    for (const button of ['Change the rules', 'Open registration again', 'Call off the round'])
      expect(draft).toContain(button)
    expect(draft).not.toMatch(/Publish$/m)
    const panel = await owner.command('round')
    expect(panel).toMatch(/A draft was made on .*: nobody could be paired\. 2 people are without a partner\./)
    expect(panel).toContain('Change the rules')
    expect(panel).not.toMatch(/Publish$/m)
    const refused = await owner.command('round', 'publish')
    expect(refused).toContain('Nothing was published: the draft for Round 2 pairs nobody.')
    expect(refused).toContain('Change the rules')
  })

  it('lets earlier partners meet again by a rule', async () => {
    await owner.command('programme', 'rules')
    await owner.openForm('Change the rules')
    if (platform === 'discord') {
      await owner.submit()
      await owner.click('Continue (2/2)')
    }
    await owner.fill({ 'Earlier partners may be matched again': 'rather than have nobody' })
    expect(await owner.submit()).toContain('The rules are saved.')
    expect(await owner.command('programme')).toContain('Earlier partners are matched again only where')
  })

  it('does not touch the next round with a button of one before', async () => {
    expect(await owner.command('round', 'call-off')).toContain('2 people have joined it.')
    expect(await owner.click('Yes, call it off')).toContain('2 people had joined.')
    await place.quiet()
    const private_ = Object.values(await aroha.channels())
      .flat()
      .join('\n')
    // On Discord the announcement is what tells them.
    expect(private_.includes('Round 2, which you had joined')).toBe(platform === 'slack')
    expect(await aroha.command('guide')).toContain('You will be told when the next round opens.')
    expect(await owner.command('round', 'open')).toContain('Round 3 is open')
    const look = await owner.command('round', 'call-off')
    expect(look).toContain('Call off Round 3?')
    const { prisma } = place.bot.database
    // Somebody else calls it off meanwhile, and opens the next one.
    await prisma.round.updateMany({
      where: { number: 3 },
      data: { state: 'closed', endedAt: new Date(), calledOffAt: new Date() },
    })
    const third = await prisma.round.findFirstOrThrow({ where: { number: 3 } })
    const { id: _, ...facts } = third
    await prisma.round.create({
      data: { ...facts, number: 4, state: 'open', endedAt: null, calledOffAt: null },
    })
    expect(await owner.click('Yes, call it off')).toContain('This button is too old to work.')
    expect(await prisma.round.findFirstOrThrow({ where: { number: 4 } })).toMatchObject({ state: 'open' })
  })

  it('reads who did what, and when, page by page', async () => {
    const latest = await owner.command('programme', 'history')
    expect(latest).toMatch(/Who did what \(1 of \d\)/)
    expect(latest).toContain('Olive opened registration for Round 3.')
    expect(latest).toContain('Olive called off Round 2, which 2 people had joined.')
    expect(await owner.click('Older')).toMatch(/Who did what \(2 of \d\)[\s\S]*Olive called off Round 1/)
    expect(await owner.command('programme')).toContain('History')
    expect(await aroha.command('programme', 'history')).toContain('only organisers')
  })

  it('ends a round that is still being published', async () => {
    const { prisma } = place.bot.database
    const { id } = await prisma.round.findFirstOrThrow({ where: { number: 4 } })
    await prisma.round.update({ where: { id }, data: { state: 'publishing', publishedAt: new Date() } })
    // Nothing of it is under way, but for what keeps it from being taken for published.
    const { programmeId } = await prisma.round.findFirstOrThrow({ where: { id } })
    const { id: workspaceId } = await prisma.workspace.findFirstOrThrow()
    const later = new Date(Date.now() + 3_600_000)
    const about = { programmeId, workspaceId, roundId: id, payload: { spaceId: 'none' } }
    await prisma.effect.create({
      data: { ...about, kind: 'introduction', key: 'none', notBefore: later, createdAt: new Date() },
    })
    expect(await owner.command('round')).toContain('End the round')
    expect(await owner.click('End the round')).toContain('End Round 4?')
    expect(await owner.click('Yes, end the round')).toMatch(
      /Round 4 is coming to its end[\s\S]*One thing that was still to be sent is left out/,
    )
    expect((await news()).at(-1)).toContain('Round 4 has ended')
    expect(await owner.command('round')).toContain('There is no round at the moment')
  })
})
