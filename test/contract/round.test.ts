import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { joinTheRound, LABEL, profileOf, startAProgramme } from '../support/acts.ts'
import type { Somebody } from '../support/somebody.ts'
import { undescribed, unheardOnSlack } from './described.ts'
import { discordPlace, type Place, slackPlace } from './places.ts'
import { createTranscript } from './transcript.ts'

const AROHA = { name: 'Aroha', country: 'Neuseeland', town: 'Auckland' }
const KOFI = { name: 'Kofi *bold* @everyone <!channel>', country: 'Ghana', town: 'Accra' }

/** One suite for every platform: what people type, press and read, from set-up to farewell. */
describe.each([
  ['slack', slackPlace],
  ['discord', discordPlace],
] as const)('a round on %s', (platform, open) => {
  let place: Place
  let aroha: Somebody
  let kofi: Somebody
  let third: Somebody
  let owner: Somebody
  const transcript = createTranscript(`A round on ${platform}, as people read it`)

  beforeAll(async () => {
    place = await open()
    owner = transcript.of('The organiser', place.owner)
    aroha = transcript.of('Aroha', await place.person('Aroha'))
    kofi = transcript.of('Kofi', await place.person('Kofi'))
    third = transcript.of('Somebody else', await place.person('Third'))
  })
  beforeEach(({ task }) => transcript.heading(task.name))

  /** What somebody reads in their pair's channel. */
  async function pairOf(somebody: Somebody): Promise<readonly string[]> {
    const channels = Object.entries(await somebody.channels())
    return channels.find(([name]) => name.startsWith('pair-'))?.[1] ?? []
  }

  /** Pairs are told of in the order of ids, which are drawn by chance: here it is that of names. */
  async function nameInOrder() {
    const { person } = place.bot.database.prisma
    for (const { id, name } of await person.findMany()) {
      await person.update({ where: { id }, data: { id: `${name.slice(0, 1)}-${id}` } })
    }
  }
  afterAll(() => place.close())

  it('tells people who come too early what is missing, and lets only managers begin', async () => {
    expect(await aroha.command('join')).toMatch(/No mentoring programme has been set up here yet/)
    expect(await aroha.command('programme')).toMatch(/Only somebody who manages this (workspace|server)/)
  })

  it('is set up in a minute by somebody who manages the workspace', async () => {
    expect(await owner.command('programme')).toContain('Start a programme')
    expect(await startAProgramme(owner)).toMatch(/“Librarians” is set up, and you are its first organiser/)
    await place.quiet()
    expect(await owner.command('programme')).toContain('All its channels are there.')
    const names = Object.keys(await owner.channels())
    expect(names).toEqual(expect.arrayContaining(['mentoring-news', 'mentoring-topics']))
    expect(Object.keys(await aroha.channels()).some((name) => name.includes('organisers'))).toBe(false)
  })

  it('lets the organiser say in words what counts', async () => {
    const interests = 'Interests that both have'
    await owner.command('programme', 'weights')
    await owner.openForm('Change what counts')
    await owner.fill({ [interests]: 'decisive' })
    expect(await owner.submit()).toContain('That is how much each counts from the next match on.')
    const programme = await place.bot.database.prisma.programme.findFirstOrThrow()
    expect(programme.weights).toMatchObject({ interests: 'decisive' })
  })

  it('refuses organisers’ commands to others, by name', async () => {
    expect(await aroha.command('round', 'open')).toMatch(/Please ask .*Olive.*: only organisers can do this/)
    expect(await aroha.command('topics')).toMatch(/only organisers/)
  })

  it('notes an interest before a round is open, and tells those people when it opens', async () => {
    expect(await third.command('join')).toMatch(/I have noted your interest/)
    expect(await owner.command('round', 'close')).toMatch(/There is no round at the moment/)
    expect(await owner.command('round', 'open')).toMatch(/Round 1 is open/)
    await place.quiet()
    const news = (await third.channels())['mentoring-news']?.join('\n') ?? ''
    expect(news).toContain('Round 1 is open')
    expect(news).not.toContain('Third')
    // On Discord the announcement is what tells them.
    const all = Object.values(await third.channels())
      .flat()
      .join('\n')
    expect(all.includes('You asked to be told')).toBe(platform === 'slack')
    expect(await owner.command('round', 'open')).toMatch(
      /Round 1 is open for registration\. Close registration first/,
    )
  })

  it('asks about what is ambiguous, keeps what was filled in, and enrols', async () => {
    await aroha.command('join')
    await aroha.openForm('Fill in and join')
    if (platform === 'slack') {
      // A search-as-you-type field offers what can be meant: nothing ambiguous can be sent.
      await aroha.fill(profileOf(AROHA))
      expect(await aroha.submit()).toMatch(/You are in Round 1, Aroha/)
    } else {
      await aroha.fill(profileOf({ ...AROHA, town: '', language: 'English and te reo Māori' }))
      const asked = await aroha.submit()
      expect(asked).toMatch(/Your country has more than one time zone/)
      expect(asked).toContain('Chatham')
      await aroha.click('Correct')
      await aroha.fill({ [LABEL.town]: 'Auckland' })
      expect(await aroha.submit()).toMatch(/You are in Round 1, Aroha/)
    }
    expect(await aroha.command('join')).toMatch(/You are in Round 1 already/)
  })

  it('shows a profile as the partner will see it', async () => {
    const shown = await aroha.command('profile')
    expect(shown).toContain('Auckland, New Zealand')
    expect(shown).toContain('You and your partner')
  })

  it('pairs, after the organiser looked it over, and opens a private channel with introduction and topic', async () => {
    expect(await joinTheRound(kofi, KOFI)).toMatch(/You are in Round 1/)
    await nameInOrder()
    expect(await owner.command('round', 'close')).toMatch(/2 people take part/)
    expect(await aroha.command('partner')).toMatch(/You have no partner at the moment/)
    const draft = await owner.command('round', 'match')
    expect(draft).toContain('There is one pair.')
    // Whoever opens the panel anew finds the draft there.
    const kept = /A draft was made on \S+ \d+, \d{4}, \d\d:\d\d: one partnership\. All have a partner\./
    const panel = await owner.command('round')
    expect(panel).toMatch(kept)
    for (const button of ['Publish', 'Look over the pairs', 'Match again', 'Open registration again'])
      expect(panel).toContain(button)
    const review = await owner.click('Look over the pairs')
    expect(review).toContain('The pairs of the draft, the weakest first (1 of 1)')
    expect(review).toMatch(/They live in/)
    const others = await owner.click('Other partners')
    expect(others).toMatch(/Other partners for (Aroha and Kofi|Kofi .* and Aroha)/)
    expect(others).toContain('The rules allow nobody else for Aroha.')
    expect(await owner.click('Back')).toContain('the weakest first (1 of 1)')
    expect(await owner.click('Keep together')).toMatch(/stay together. It counts when you match again/)
    expect(await owner.command('round', 'publish')).toMatch(
      /Since then a profile, a rule or what you decided .* Match again/,
    )
    const outdated = await owner.command('round')
    expect(outdated).toContain('It no longer fits, and is not published. Since then a profile, a rule')
    expect(outdated).not.toMatch(/^Publish$/m)
    expect(await owner.click('Match again')).toContain('There is one pair.')
    expect(await owner.command('round')).toMatch(kept)
    expect(await owner.click('Publish')).toMatch(/Publish Round 1\? .* This cannot be taken back/)
    expect(await owner.click('Publish now')).toMatch(/Round 1 is being published/)
    await place.quiet()
    const channels = await aroha.channels()
    const pair = Object.entries(channels).find(([name]) => name.startsWith('pair-r1'))
    expect(pair?.[1]).toHaveLength(2)
    expect(pair?.[1][0]).toContain('Kofi *bold* @everyone <!channel>')
    expect(pair?.[1][0]).toContain('Aroha, in Auckland, New Zealand')
    expect(pair?.[1][0]).toContain('You both speak English.')
    expect(pair?.[1][1]).toContain('Getting to know each other')
    expect(Object.keys(await third.channels()).some((name) => name.startsWith('pair-'))).toBe(false)
    expect((await third.channels())['mentoring-news']?.join()).toContain('Round 1 has begun')
  })

  it('tells who one’s partner is, this month’s topic, and where one stands', async () => {
    expect(await kofi.command('partner')).toMatch(/It is \w+ \d\d:\d\d for Aroha now/)
    expect(await kofi.command('topic')).toContain('What do you hope to get out of this programme?')
    expect(await kofi.command('guide')).toContain('You have a partner in Round 1')
    expect(await owner.command('round')).toContain('Round 1: running')
  })

  it('brings the next topic on its day, to the pair and to the forum, once', async () => {
    const before = Object.entries(await aroha.channels())
    const count = (all: [string, readonly string[]][]) =>
      all.find(([name]) => name.startsWith('pair-'))?.[1].length
    for (let day = 0; day < 37; day += 1) {
      place.clock.aheadMs += 86_400_000
      await place.bot.tick()
    }
    await place.quiet()
    await place.quiet()
    const after = Object.entries(await aroha.channels())
    expect(count(after)).toBe((count(before) ?? 0) + 1)
    expect(await kofi.command('topic')).not.toContain('Getting to know each other')
  })

  it('lets somebody leave kindly, after asking, and says where it leaves the partner', async () => {
    const asked = await kofi.command('leave')
    expect(asked).toContain('Aroha stays behind alone')
    expect(asked).toContain('Your channel is closed to you then')
    expect(await kofi.click('Leave the round')).toMatch(
      /You have left Round 1\. Aroha is told in your channel, and then it is closed to you/,
    )
    await place.quiet()
    expect((await pairOf(aroha)).at(-1)).toMatch(/had to leave the round/)
    expect(Object.keys(await kofi.channels()).filter((name) => name.startsWith('pair-'))).toEqual([])
    expect(await kofi.command('guide')).toContain('You have left Round 1')
    expect(await aroha.command('guide')).toContain('Your partner in Round 1 had to leave')
  })

  it('measures what it did, and names nobody', async () => {
    const answer = await fetch(`http://127.0.0.1:${place.bot.health.port}/metrics`)
    const text = await answer.text()
    expect(text).toContain(`counterpart_platform_call_seconds_count{platform="${place.name}"`)
    expect(text).toContain(
      `counterpart_answer_seconds_count{platform="${place.name}",what="/join",outcome="answered"}`,
    )
    expect(text).not.toMatch(/Aroha|Kofi|xox|="[^"]*\d{6,}/)
  })

  it('ends with thanks, and a farewell to whoever was left alone', async () => {
    expect(await owner.command('round', 'end')).toContain('End Round 1?')
    expect(await owner.click('Yes, end the round')).toMatch(/Round 1 is coming to its end/)
    await place.quiet()
    expect((await pairOf(aroha)).at(-1)).toMatch(/Round 1 has come to its end/)
    expect(await place.bot.database.prisma.space.count({ where: { closedAt: null } })).toBe(0)
    expect((await third.channels())['mentoring-news']?.join()).toContain('Round 1 has ended')
    expect(await owner.command('round')).toContain('There is no round at the moment')
  })

  it('reads, all in all, as it is kept here', async () => {
    await expect(transcript.text()).toMatchFileSnapshot(`golden/round.${platform}.md`)
  })

  it('is heard as well as seen where what is read out is sent beside what is shown', () => {
    if (platform === 'slack') expect(unheardOnSlack(place)).toEqual([])
    else expect(place.asked.join('\n')).toContain('"description":"A map of the world')
  })

  it('sent nothing all along but what those who make the platform describe', () => {
    expect(place.asked.length).toBeGreaterThan(50)
    expect(undescribed(place)).toEqual([])
  })
})
