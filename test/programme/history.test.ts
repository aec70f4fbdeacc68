import { expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import { plain as read } from '../../src/chat/message.ts'
import { deedInWords, historyCard } from '../../src/messages/history.ts'
import { createVoice } from '../../src/messages/voice.ts'
import { ACTS, type Act, audit, type Facts } from '../../src/programme/audit.ts'
import { historyOf } from '../../src/programme/history.ts'
import { planRound } from '../../src/programme/rounds/plan.ts'
import { changeWhatCounts } from '../../src/programme/rounds/what-counts.ts'
import { changeRules } from '../../src/programme/rules.ts'
import { published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const { database, clock, desk, team, begin } = useWorld()
const plain = (words: Parameters<typeof read>[0]) => unmarked(read(words))
const voice = createVoice({
  locale: 'en',
  platform: 'slack',
  typed: (name) => `/${name}`,
  press: (action, args) => [action, ...args].join('~'),
  form: () => '',
})

/** What each act is kept with, beside who does it. */
const KEPT: Readonly<
  Record<
    Act,
    { readonly about?: 'person' | 'pair' | 'round' | 'workspace' | 'topic'; readonly facts?: Facts }
  >
> = {
  'programme-started': {},
  'workspace-connected': { about: 'workspace' },
  'workspace-disconnected': { about: 'workspace' },
  'channel-remade': { about: 'workspace', facts: { purpose: 'forum' } },
  'channel-chosen': { about: 'workspace', facts: { purpose: 'announcements' } },
  'organiser-took-over': { about: 'person' },
  'programme-changed': { facts: { locale: 'en' } },
  'code-made': {},
  'organiser-added': { about: 'person' },
  'organiser-removed': { about: 'person' },
  'rules-changed': { facts: { countryCap: 30, reunion: 'after', reunionAfter: 2, cadence: 'fortnightly' } },
  'weights-changed': { facts: { interests: 'decisive', hours: 'none' } },
  'round-planned': { about: 'round', facts: { number: 1 } },
  'round-opened': { about: 'round', facts: { told: 2 } },
  'round-reopened': { about: 'round', facts: { number: 1, told: 0 } },
  'round-called-off': { about: 'round', facts: { number: 1, people: 2 } },
  'round-closed': { about: 'round', facts: { joined: 3, waitlisted: 0 } },
  'round-drafted': { about: 'round', facts: { pairs: 1, trios: 0, unmatched: 1 } },
  'pair-decided': { about: 'pair', facts: { decision: 'forbid' } },
  'round-published': { about: 'round', facts: { draft: 'abcd', partnerships: 1 } },
  'round-ended': { about: 'round', facts: { dropped: 0 } },
  'topic-posted': { about: 'topic' },
  'failed-retried': { facts: { count: 4 } },
}

it('says each act in words, with the names as they are now, and whoever was erased as such', async () => {
  const { programme, workspace, by, persons } = await published(desk, team())
  const { prisma } = database
  await prisma.auditEntry.deleteMany({ where: { programmeId: programme.id } })
  const of = { programmeId: programme.id }
  const about = {
    person: [persons[0]!.id],
    pair: persons.map(({ id }) => id),
    round: [(await prisma.round.findFirstOrThrow({ where: of })).id],
    workspace: [workspace.id],
    topic: [(await prisma.roundTopic.findFirstOrThrow({ where: of, orderBy: { index: 'asc' } })).id],
  }
  for (const [at, act] of ACTS.entries()) {
    clock.at += at * 60_000
    const kept = KEPT[act]
    await prisma.$transaction((tx) =>
      audit(tx, desk, by, act, kept.about ? about[kept.about] : [], kept.facts),
    )
  }
  await prisma.person.update({ where: { id: persons[0]!.id }, data: { name: 'Aroha' } })
  const all = async () => {
    const first = await historyOf(desk, programme.id, 0)
    const pages = [first]
    for (let page = 1; page < first.pages; page += 1) pages.push(await historyOf(desk, programme.id, page))
    return pages.flatMap(({ deeds }) => deeds).reverse()
  }
  const said = (await all()).map((deed) => plain(deedInWords(deed, voice)))
  expect(said).toMatchInlineSnapshot(`
    [
      "Organiser started the programme.",
      "Organiser connected A workspace.",
      "Organiser made a code to connect another workspace or Discord server.",
      "Organiser made Aroha an organiser.",
      "Organiser ended the organiser’s rights of Aroha.",
      "Organiser took the programme over.",
      "Organiser had the forum of A workspace made anew.",
      "Organiser chose another announcement channel in A workspace.",
      "Organiser disconnected A workspace.",
      "Organiser changed the programme’s settings.",
      "Organiser saved the rules. Of everybody in a round, at most 30 % may be from one country. Earlier partners may be matched again once 2 other rounds lie between. A topic comes every two weeks.",
      "Organiser saved what counts. Interests that both have: decisive. Hours that both have time: not at all.",
      "Organiser planned Round 1.",
      "Organiser opened registration for Round 1.",
      "Organiser opened registration for Round 1 again.",
      "Organiser called off Round 1, which 2 people had joined.",
      "Organiser closed registration for Round 1, with 3 people in it.",
      "Organiser matched Round 1, which gave one pair.",
      "Organiser decided that Aroha and Person U2 stay apart.",
      "Organiser published Round 1, with one partnership.",
      "Organiser ended Round 1.",
      "Organiser posted the topic “First” before its day.",
      "Organiser had 4 things that failed tried again.",
    ]
  `)
  await prisma.person.delete({ where: { id: persons[0]!.id } })
  await prisma.person.delete({ where: { id: by.personId } })
  const erased = (await all()).map((deed) => plain(deedInWords(deed, voice)))
  expect(erased).toHaveLength(ACTS.length)
  for (const words of erased) expect(words).toMatch(/^Somebody who was erased /)
  expect(erased).toContain('Somebody who was erased made somebody who was erased an organiser.')
  expect(erased.join()).not.toMatch(/Aroha|Organiser/)
})

it('shows the latest first, page by page, by the programme’s clocks, and nothing of another programme', async () => {
  const { programme, by } = await begin()
  const other = await begin()
  for (let at = 0; at < 17; at += 1) {
    clock.at += 3_600_000
    await database.prisma.$transaction((tx) => audit(tx, desk, by, 'code-made'))
    await database.prisma.$transaction((tx) => audit(tx, desk, other.by, 'code-made'))
  }
  const first = await historyOf(desk, programme.id, 0)
  expect(first).toMatchObject({ page: 0, pages: 3 })
  expect(first.deeds).toHaveLength(8)
  expect(first.deeds[0]?.at).toEqual(new Date(clock.at))
  const last = await historyOf(desk, programme.id, 99)
  expect(last).toMatchObject({ page: 2 })
  expect(last.deeds.map(({ what }) => what)).toEqual(['code-made', 'programme-started'])
  const card = historyCard(first, 'Pacific/Auckland', voice)
  const turns = card.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
  expect(turns).toMatchObject([{ label: 'Older', id: 'history~1' }])
  const [item = []] = card.blocks.flatMap((block) => (block.kind === 'list' ? block.items : []))
  // 04:00 UTC of the day after the beginning, thirteen hours behind Auckland.
  expect(plain(item)).toMatch(
    /^Nov \d+, 2026, \d\d:00: Organiser made a code to connect another workspace or Discord server\.$/,
  )
})

it('keeps what was changed, and not what a form sent along', async () => {
  const { programme, by } = await begin()
  const all = { cap: '30', count: '6', hours: '0', country: 'yes', language: 'yes', cadence: 'monthly' }
  await changeRules(desk, programme, { ...all, roles: 'peers', reunion: 'never', between: '2' }, by)
  await changeRules(desk, programme, { reunion: 'after', between: '3' }, by)
  await changeWhatCounts(desk, programme, { interests: 'decisive', hours: 'some' }, by)
  const entries = await database.prisma.auditEntry.findMany({
    where: { programmeId: programme.id, what: { endsWith: 'changed' } },
    orderBy: { id: 'asc' },
  })
  const facts = entries.map((entry) => JSON.stringify(entry.facts)).sort()
  expect(facts).toHaveLength(3)
  expect(facts).toContain('{"countryCap":30}')
  expect(facts).toContain('{"reunion":"after","reunionAfter":3}')
})

it('says that it does not know what a newer version did', async () => {
  const { programme, by } = await begin()
  await planRound(desk, programme, by)
  await database.prisma.auditEntry.updateMany({
    where: { programmeId: programme.id },
    data: { what: 'moon-bought' },
  })
  const { deeds } = await historyOf(desk, programme.id, 0)
  expect(plain(deedInWords(deeds[0]!, voice))).toBe(
    'Organiser did something that this version of Counterpart does not know.',
  )
})
