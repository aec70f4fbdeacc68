import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinTheRound, LABEL, startAProgramme } from '../support/acts.ts'
import { discordPlace, type Place, slackPlace } from './places.ts'

/** Nobody is taken to live where their two answers contradict each other, and both ways lead on. */
describe.each([
  ['slack', slackPlace],
  ['discord', discordPlace],
] as const)('on %s', (platform, open) => {
  let place: Place

  beforeAll(async () => {
    place = await open()
    await startAProgramme(place.owner)
    await place.quiet()
    await place.owner.command('round', 'plan')
    await place.owner.command('round', 'open')
    await place.quiet()
  })
  afterAll(() => place.close())

  const asked = async (name: string) => {
    const somebody = await place.person(name)
    const said = await joinTheRound(somebody, { name, country: 'Namibia', town: 'Springfield, Illinois' })
    expect(said).toContain('I don’t know a place called “Springfield')
    expect(said).toContain('in Namibia. Which of these is yours? You can also change the country.')
    expect(said).toMatch(/Springfield[^\n]*, United States/)
    expect(said).toContain('Windhoek')
    return somebody
  }

  it('asks whoever names a town in another country than theirs, and takes that country when they choose it', async () => {
    const somebody = await asked('Ama')
    if (platform === 'slack') await somebody.fill({ [LABEL.country]: 'United States' })
    const said =
      platform === 'slack'
        ? await somebody.submit()
        : await somebody.choose('', 'Springfield, Illinois / Chicago, United States (UTC-06:00)')
    expect(said).toContain('You are in Round 1')
    expect(said).toMatch(/Springfield, Illinois, United States: it is \d+:\d\d.* there now/)
  })

  it('keeps the country where a place in it is chosen instead', async () => {
    const somebody = await asked('Ben')
    if (platform === 'slack') await somebody.fill({ [LABEL.town]: 'Windhoek' })
    const said =
      platform === 'slack' ? await somebody.submit() : await somebody.choose('', 'Windhoek (UTC+02:00)')
    expect(said).toContain('You are in Round 1')
    expect(said).toMatch(/Namibia: it is \d+:\d\d.* there now/)
  })
})
