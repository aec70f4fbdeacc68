import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { joinOnDiscord, joinOnSlack } from './journey.ts'
import { LABELS } from './labels.ts'
import type { Person } from './population/population.ts'
import { type Founded, type Settlement, SLACK, slackId } from './settlement.ts'
import type { SlackPerson } from './slack/client.ts'
import { read } from './slack/labels.ts'

/** How far Round One has come, kept so that a restart goes on where it was. */
export interface Story {
  founded?: Founded
  setUp?: boolean
  connected?: boolean
  opened?: boolean
  joined: string[]
  closed?: boolean
  published?: boolean
  monthsDone?: number
  aheadMs?: number
  /** How many people there are, where fewer than Round One's. */
  size?: number
  /** Nobody sets anything up: that is left to whoever looks. */
  empty?: boolean
  /** Who came in by a door of the page last. */
  guest?: { platform: 'slack' | 'discord'; person: string }
  /** How many invented neighbours have joined so that nobody is left over. */
  neighbours?: number
}

export function readStory(file: string): Story {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Story
  } catch {
    return { joined: [] }
  }
}

export function writeStory(file: string, story: Story): void {
  writeFileSync(`${file}.new`, JSON.stringify(story))
  renameSync(`${file}.new`, file)
}

export interface Telling {
  /** Says how far a step has come. */
  progress(step: string, done: number, all: number): void
}

/** How many people type at the same time. */
const AT_ONCE = 12
/** What both platforms' clients say of a form that asks something else. */
const NO_FIELD = 'no field'

/**
 * Round One as its organiser and its people make it happen: set up, connect the second workspace, open,
 * 392 people join, close, match, look over, publish. Each step that is done already is left out.
 */
export async function tellRoundOne(
  place: Settlement,
  people: readonly Person[],
  story: Story,
  save: () => void,
  telling: Telling,
): Promise<void> {
  await gatherRoundOne(place, people, story, save, telling)
  await publishRoundOne(place, story, save)
}

/** The organiser computes the pairs, where that was not done, and publishes them. */
export async function publishRoundOne(place: Settlement, story: Story, save: () => void): Promise<void> {
  if (story.published) return
  const organiser = place.slack.person(SLACK.team, SLACK.organiser)
  const draft = await answerTo(organiser, '/round', 'match')
  if (draft.includes('Publish')) {
    await organiser.click('Publish')
    await until(organiser, 'cannot be taken back')
    await organiser.click('Publish now')
    await until(organiser, 'being published')
  }
  await organiser.close(true)
  story.published = true
  save()
}

/** All of it before the matching: open, everybody joins, close. */
export async function gatherRoundOne(
  place: Settlement,
  people: readonly Person[],
  story: Story,
  save: () => void,
  telling: Telling,
): Promise<void> {
  await openRoundOne(place, story, save)
  if (story.closed) return
  await everybodyJoins(place, people, story, save, telling)
  await closeRoundOne(place, story, save)
}

export async function closeRoundOne(place: Settlement, story: Story, save: () => void): Promise<void> {
  await say(place, 'close')
  story.closed = true
  save()
}

/** The first part of it, by the organiser alone: set up, connect the second workspace, open. */
export async function openRoundOne(place: Settlement, story: Story, save: () => void): Promise<void> {
  const organiser = place.slack.person(SLACK.team, SLACK.organiser)
  if (!story.setUp) {
    if ((await answerTo(organiser, '/programme')).includes(LABELS.setUp)) {
      await organiser.click(LABELS.setUp)
      await organiser.answer(LABELS.moment, 15_000)
      await organiser.fill({
        [LABELS.programmeName]: 'Librarians Together',
        [LABELS.programmeZone]: 'Europe/London',
      })
      await organiser.submit()
      await organiser.answer(LABELS.moment, 15_000)
      await organiser.close(true)
    }
    story.setUp = true
    save()
  }
  if (!story.connected) {
    await connectDiscord(place)
    story.connected = true
    save()
  }
  if (!story.opened) {
    await channelsAreThere(place)
    await say(place, 'open')
    story.opened = true
    save()
  }
}

/** The organiser's `/round` command, and what they read in answer. */
export async function say(place: Settlement, step: string): Promise<string> {
  const organiser = place.slack.person(SLACK.team, SLACK.organiser)
  const words = await answerTo(organiser, '/round', step)
  await organiser.close(true)
  return words
}

/** What somebody reads in answer to a command; a slow answer comes in a modal, which stays open. */
export async function answerTo(person: SlackPerson, command: string, text = ''): Promise<string> {
  // What a bot that has died meanwhile has left open would be taken for the answer.
  await person.close(true)
  await person.command(command, text)
  return read(await person.answer(LABELS.moment, 30_000))
}

/** Waits until somebody reads certain words in a modal or a private message. */
async function until(person: SlackPerson, words: string): Promise<void> {
  await person.until(
    ({ views, ephemerals }) => [...views, ...ephemerals].find(({ blocks }) => read(blocks).includes(words)),
    30_000,
  )
}

async function connectDiscord(place: Settlement): Promise<void> {
  const organiser = place.slack.person(SLACK.team, SLACK.organiser)
  const code = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(await answerTo(organiser, '/programme', 'code'))?.[0]
  await organiser.close(true)
  if (!code) throw new Error('the organiser was given no code')
  const there = place.discord.person(place.guild, place.discordOrganiser)
  await there.command('programme', { do: 'connect', text: code })
}

/** Waits until the announcement channels of both workspaces are there. */
async function channelsAreThere(place: Settlement): Promise<void> {
  const organiser = place.slack.person(SLACK.team, SLACK.organiser)
  const there = place.discord.person(place.guild, place.discordOrganiser)
  const name = 'mentoring-organisers'
  await organiser.until((seen) => seen.channels.find((channel) => channel.name.startsWith(name)), 30_000)
  await there.waitFor(
    (seen) =>
      ['mentoring-news', 'mentoring-topics', name].every((wanted) =>
        seen.channels.some((channel) => channel.name.startsWith(wanted)),
      ),
    30_000,
  )
}

export async function everybodyJoins(
  place: Settlement,
  people: readonly Person[],
  story: Story,
  save: () => void,
  telling: Telling,
): Promise<void> {
  const joined = new Set(story.joined)
  const waiting = people
    .map((person, index) => ({ person, index }))
    .filter(({ person }) => !joined.has(person.username))
  let next = 0
  const hand = async () => {
    for (;;) {
      const one = waiting[next]
      next += 1
      if (!one) return
      await joinOne(place, one.person, one.index)
      story.joined.push(one.person.username)
      telling.progress('joined', story.joined.length, people.length)
      if (story.joined.length % 20 === 0) save()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
  save()
}

/** A person whom the platform keeps waiting tries once more, as people do; a form they cannot fill in is our fault. */
export async function joinOne(place: Settlement, person: Person, index: number): Promise<void> {
  const attempt = () =>
    person.platform === 'slack'
      ? joinOnSlack(person, place.slack.person(SLACK.team, slackId(index)))
      : joinOnDiscord(person, place.discord.person(place.guild, person.username))
  await attempt().catch((error: unknown) => {
    if (String(error).includes(NO_FIELD)) throw error
    return attempt()
  })
}

/** How many come at once where a visitor has opened a round of their own. */
const CROWD = 20

/** Some more of the people join whatever round is open. */
export async function joinSome(
  place: Settlement,
  people: readonly Person[],
  story: Story,
  save: () => void,
): Promise<void> {
  const waiting = people.filter(({ username }) => !story.joined.includes(username)).slice(0, CROWD)
  // Where the visitor has connected one workspace alone, the others' people are told so.
  await Promise.allSettled(
    waiting.map(async (person) => {
      await joinOne(place, person, people.indexOf(person))
      story.joined.push(person.username)
    }),
  )
  save()
}
