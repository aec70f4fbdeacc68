import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinTheRound, startAProgramme } from '../support/acts.ts'
import type { Somebody } from '../support/somebody.ts'
import { discordPlace, type Place, slackPlace } from './places.ts'

/** Who organises a programme, and who may come to do so; and partners who come back into their channel. */
describe.each([
  ['slack', slackPlace],
  ['discord', discordPlace],
] as const)('organisers on %s', (platform, open) => {
  let place: Place
  let owner: Somebody
  let aroha: Somebody
  let kofi: Somebody

  beforeAll(async () => {
    place = await open()
    owner = place.owner
    aroha = await place.person('Aroha')
    kofi = await place.person('Kofi')
    await startAProgramme(owner)
    await place.quiet()
  })
  afterAll(() => place.close())

  const sees = async (somebody: Somebody, start: string) =>
    Object.keys(await somebody.channels()).filter((name) => name.startsWith(start)).length
  const news = async () => {
    const all = Object.entries(await owner.channels())
    return all.filter(([name]) => name.startsWith('mentoring-organisers')).flatMap(([, said]) => said)
  }

  it('that somebody was removed who never was one is not said', async () => {
    await kofi.command('guide')
    expect(await owner.command('programme', 'remove', kofi.mention)).toMatch(
      /is not an organiser, so nothing was changed/,
    )
  })

  it('are chosen from a list of names, out at once, and the others hear of it', async () => {
    expect(await owner.command('programme', 'add', aroha.mention)).toContain('Aroha is an organiser now')
    await place.quiet()
    expect(await sees(aroha, 'mentoring-organisers')).toBe(1)
    const list = await owner.command('programme', 'remove')
    expect(list).toContain('Who is to be an organiser no longer?')
    expect(await owner.choose('Choose a name', 'Aroha')).toBe('Aroha is no longer an organiser.')
    await place.quiet()
    expect(await sees(aroha, 'mentoring-organisers')).toBe(0)
    expect(await news()).toEqual([
      expect.stringContaining('is ready in this'),
      'Aroha is no longer an organiser.',
    ])
    expect(await aroha.command('round')).toMatch(/only organisers/)
  })

  it('change the programme’s name and clocks, and hear what that means', async () => {
    await owner.command('programme', 'settings')
    await owner.openForm('Change name and time zone')
    await owner.fill({ 'Name of the programme': 'Archivists', 'Time zone for its dates': 'Asia/Tokyo' })
    const told = await owner.submit()
    expect(told).toContain('The programme is called “Archivists” from now on.')
    expect(told).toMatch(/clocks of Tokyo/)
    expect(told).not.toMatch(/language/i)
    expect(await owner.command('programme')).toContain('Archivists')
  })

  it('are not asked for by a partner who left the channel by mistake', async () => {
    await owner.command('round', 'open')
    await place.quiet()
    await joinTheRound(aroha, { name: 'Aroha', country: 'New Zealand', town: 'Auckland' })
    await joinTheRound(kofi, { name: 'Kofi', country: 'Ghana', town: 'Accra' })
    await owner.command('round', 'close')
    await owner.command('round', 'match')
    await owner.click('Publish')
    await owner.click('Publish now')
    await place.quiet()
    await aroha.command('partner')
    expect(await aroha.click('Let me back in')).toContain('You are in your channel already')
    await place.takesOut('pair-', aroha)
    expect(await sees(aroha, 'pair-')).toBe(0)
    await aroha.command('partner')
    expect(await aroha.click('Let me back in')).toContain('I am letting you into your channel again')
    await aroha.click('Let me back in')
    await place.quiet()
    expect(await sees(aroha, 'pair-')).toBe(1)
    await place.takesOut('pair-', aroha)
    await aroha.command('partner')
    expect(await aroha.click('Let me back in')).toContain('I am letting you into your channel again')
    await place.quiet()
    expect(await sees(aroha, 'pair-')).toBe(1)
  })

  it('of whom none is left are succeeded by whoever manages the workspace, and by nobody else', async () => {
    const { prisma } = place.bot.database
    const by = await prisma.account.findFirstOrThrow({ where: { person: { organiser: { some: {} } } } })
    const makeOrganise = await prisma.account.findFirstOrThrow({ where: { person: { name: 'Kofi' } } })
    const since = new Date()
    await prisma.organiser.create({
      data: { programmeId: by.programmeId, personId: makeOrganise.personId, since },
    })
    await prisma.organiser.deleteMany({ where: { personId: by.personId } })
    expect(await owner.command('programme')).toMatch(/Please ask .*Kofi.*: only organisers can do this/)
    await place.leaves(kofi)
    // Slack tells; Discord does not, and is asked a day later.
    await prisma.account.updateMany({ data: { lookedAt: null } })
    await place.bot.tick()
    await expect.poll(() => owner.command('programme'), { timeout: 20_000 }).toContain('you can take over')
    expect(await aroha.command('round')).toMatch(/Nobody who organises this programme is here any more/)
    expect(await owner.click('Take over')).toContain('You are the organiser of “Archivists” now')
    await place.quiet()
    expect((await news()).at(-1)).toMatch(/^Olive organises “Archivists” now: no organiser was left/)
    expect(await owner.command('round')).toMatch(/Round 1/)
    const entry = await prisma.auditEntry.findFirstOrThrow({ where: { what: 'organiser-took-over' } })
    expect(entry.actorPersonId).toBe(by.personId)
    expect(await owner.command('programme')).toContain('Disconnect a')
  })

  it('disconnect the last workspace after a look, and one can begin anew there', async () => {
    const asked = await owner.command('programme', 'disconnect')
    expect(asked).toMatch(/Disconnect “Librarians” from “Archivists”\?/)
    expect(asked).toContain('It is the only one.')
    expect(await owner.click('Disconnect it')).toContain('“Librarians” is disconnected')
    await place.quiet()
    const all = Object.entries(await owner.channels())
    const said = all.filter(([name]) => name === 'mentoring-news').flatMap(([, messages]) => messages)
    const word = platform === 'discord' ? 'server' : 'workspace'
    expect(said.at(-1)).toMatch(new RegExp(`^This ${word} no longer takes part in “Archivists”`))
    expect(await owner.command('programme')).toContain('Start a programme')
    expect(await aroha.command('partner')).toMatch(/No mentoring programme has been set up here yet/)
  })
})
