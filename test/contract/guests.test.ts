import { afterAll, beforeAll, expect, it } from 'vitest'
import { joinTheRound, startAProgramme } from '../support/acts.ts'
import { type SlackPlace, slackPlace } from './places.ts'

let place: SlackPlace

beforeAll(async () => {
  place = await slackPlace()
  const { owner } = place
  await startAProgramme(owner)
  await place.quiet()
  await owner.command('round', 'plan')
  await owner.command('round', 'open')
  await place.quiet()
})
afterAll(() => place.close())

async function joined(name: string, country: string, town: string) {
  const somebody = await place.person(name)
  expect(await joinTheRound(somebody, { name, country, town })).toContain('You are in Round 1')
  return somebody
}

it('tells a guest of a single channel, and a stranger, what they can do instead of joining', async () => {
  const guest = await place.person('Gina', { guest: 'single-channel' })
  expect(await guest.command('join')).toMatch(
    /^You are a guest of one channel here.*Then join again\.\nJoin again$/s,
  )
  const stranger = await place.person('Stan', { home: 'TELSEWHERE' })
  await place.control.invite('T1', 'mentoring-news', [stranger.mention.replace(/[<@>]/g, '')])
  expect(await stranger.click('Join Round 1')).toMatch(/^You are here from another organisation/)
  const several = await place.person('Sol', { guest: 'multi-channel' })
  expect(await several.command('join')).toContain('Country you live in')
})

it('keeps a partnership going where one of two is kept out: both sides hear of it, and it can be mended', async () => {
  const { owner, control } = place
  const aroha = await joined('Aroha', 'New Zealand', 'Auckland')
  const kofi = await joined('Kofi', 'Ghana', 'Accra')
  const id = kofi.mention.replace(/[<@>]/g, '')
  await control.changeUser('T1', id, { guest: 'single-channel' })
  await owner.command('round', 'close')
  await owner.command('round', 'match')
  await owner.command('round', 'publish')
  await owner.click('Publish now')
  await place.quiet()

  const ofAroha = async () =>
    Object.entries(await aroha.channels()).find(([name]) => name.startsWith('pair-'))?.[1]
  expect(await ofAroha()).toEqual([expect.stringMatching(/^Kofi could not be let into this channel\./)])
  const panel = await owner.command('round')
  expect(panel).toContain('Kofi could not be let in: a guest of a single channel can be in no other.')
  expect(panel).not.toContain('Nothing is sent to')

  // Tried again before anything is mended it says the same, once.
  await owner.click('Try the failed ones again')
  await place.quiet()
  expect(await ofAroha()).toHaveLength(1)

  await control.changeUser('T1', id, { guest: 'multi-channel' })
  await owner.command('round')
  await owner.click('Try the failed ones again')
  await place.quiet()
  expect((await ofAroha())?.length).toBeGreaterThan(2)
  const ofKofi = Object.keys(await kofi.channels()).filter((name) => name.startsWith('pair-'))
  expect(ofKofi).toHaveLength(1)
  expect(await owner.command('round')).not.toContain('Kofi')
})
