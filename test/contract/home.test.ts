import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import { LABELS } from '../../src/sandbox/labels.ts'
import type { SlackPerson } from '../../src/sandbox/slack/client.ts'
import { read } from '../../src/sandbox/slack/labels.ts'
import { joinTheRound, profileOf, startAProgramme } from '../support/acts.ts'
import type { Somebody } from '../support/somebody.ts'
import { type SlackPlace, slackPlace } from './places.ts'

const APP = 'A1'
const AROHA = { name: 'Aroha', country: 'Neuseeland', town: 'Auckland' }

/** What somebody reads in their home tab on Slack, through a whole round. */
describe('the home tab', () => {
  let place: SlackPlace
  let owner: Somebody
  let aroha: SlackPerson
  let kofi: Somebody

  beforeAll(async () => {
    place = await slackPlace()
    owner = place.owner
    await place.person('Aroha')
    aroha = place.control.person('T1', 'U1')
    kofi = await place.person('Kofi')
  })
  afterAll(() => place.close())

  const home = async () => {
    const { homes } = await aroha.sees()
    return homes[APP] === undefined ? '' : unmarked(read(homes[APP].blocks))
  }
  /** Waits for it; what changes is shown by itself. */
  const shows = (words: string | RegExp) => expect.poll(home, { timeout: 20_000 }).toMatch(words)
  const published = () => place.asked.filter((line) => line.startsWith('POST /api/views.publish')).length
  const answer = async () => unmarked(read(await aroha.answer(LABELS.moment, 15_000)))

  it('says one kind sentence where there is no programme', async () => {
    await aroha.openHome(APP)
    await shows('No mentoring programme has been set up here yet.')
  })

  it('shows where somebody stands once they open it, and knows them by their name', async () => {
    await startAProgramme(owner)
    await aroha.openHome(APP)
    await shows('You are not in a round now.')
    const account = await place.bot.database.prisma.account.findFirstOrThrow({ where: { externalId: 'U1' } })
    expect(account.displayName).toBe('Aroha')
  })

  it('changes by itself with the round, and its button opens a form whose answer stands in the same window', async () => {
    await owner.command('round', 'plan')
    await owner.command('round', 'open')
    await shows('Join Round 1')
    await aroha.click('Join Round 1')
    await aroha.modal(15_000)
    await aroha.fill(profileOf(AROHA))
    expect(await aroha.submit()).toEqual({ ok: true })
    expect(await answer()).toContain('You are in Round 1')
    await shows('You are in Round 1. You are matched when registration closes.')
    const { channels } = await aroha.sees()
    // Nothing of it was said in their conversation with the bot.
    expect(channels.filter(({ kind }) => kind === 'im').flatMap(({ messages }) => messages)).toEqual([])
    await aroha.close(true)
  })

  it('answers a press in a window', async () => {
    await aroha.click('Change my profile')
    await aroha.modal(15_000)
    await aroha.close(true)
  })

  it('shows partner, dates and topic, and is left alone where nothing has changed', async () => {
    await joinTheRound(kofi, { name: 'Kofi', country: 'Ghana', town: 'Accra' })
    for (const step of ['close', 'match', 'publish']) await owner.command('round', step)
    await owner.click('Publish now')
    await place.quiet()
    await shows(
      /Your partner: Kofi[\s\S]*Partners since: [\s\S]*The topic now: [\s\S]*You have a partner in Round 1\./,
    )
    await shows('The next topic comes on: ')
    await place.bot.tick()
    const before = published()
    for (let turn = 0; turn < 3; turn += 1) await place.bot.tick()
    await kofi.command('guide')
    await place.bot.tick()
    expect(published()).toBe(before)
    await aroha.click('My partner’s profile')
    expect(await answer()).toContain('Accra')
    await aroha.close(true)
  })

  it('is shown anew once, however much changes at a time, and not to whoever has not opened it for a month', async () => {
    const { prisma } = place.bot.database
    const rename = (name: string) => prisma.programme.updateMany({ data: { name } })
    await place.bot.tick()
    const before = published()
    for (const name of ['One', 'Two', 'Three']) await rename(name)
    await place.bot.tick()
    await shows('Three')
    expect(published()).toBe(before + 1)
    const long = new Date(Date.now() - 31 * 86_400_000)
    await prisma.account.updateMany({ data: { homeOpenedAt: long } })
    await rename('Four')
    await place.bot.tick()
    expect(published()).toBe(before + 1)
    await aroha.openHome(APP)
    await shows('Four')
  })

  it('is tried again where Slack did not take it, and given up where there is none', async () => {
    const { prisma } = place.bot.database
    const rename = (name: string) => prisma.programme.updateMany({ data: { name } })
    await place.control.addFaults({ on: 'views.publish', kind: '500-before', times: 1 })
    await rename('Five')
    await place.bot.tick()
    await place.bot.tick()
    await shows('Five')
    await place.control.addFaults({ on: 'views.publish', kind: 'error', code: 'not_enabled' })
    await rename('Six')
    await place.bot.tick()
    await place.control.clearFaults()
    await place.bot.tick()
    expect(await home()).toContain('Five')
    await aroha.openHome(APP)
    await shows('Six')
  })
})
