import type { Settlement } from './settlement.ts'
import { SLACK } from './settlement.ts'
import { read } from './slack/labels.ts'

/** Round One in numbers, counted from what the local platforms hold. */
export interface Count {
  readonly participants: number
  readonly countries: number
  readonly partnerships: number
  readonly spaces: number
  readonly prompts: number
  readonly forumPosts: number
  readonly missing: number
  readonly duplicates: number
}

/** Where it is counted. */
type Counted = Pick<Settlement, 'slack' | 'discord' | 'guild'>

/** A private space as its platform shows it: who is in it (but the bot), and what the bot said there. */
interface Space {
  readonly members: readonly string[]
  readonly posts: readonly string[]
}

const SPACE = /^pair-r\d+-/
/** More than anybody has said anywhere: whoever comes late to a channel is a message in it, too. */
const ALL = 10_000
const ORGANISERS = 'mentoring-organisers'

/**
 * @param topics how many topics each partnership must have been given by now
 * @param people how many must be in a partnership
 */
export async function countRound(place: Counted, people: number, topics: number): Promise<Count> {
  const [slack, discord] = await Promise.all([onSlack(place), onDiscord(place)])
  const spaces = [...slack.spaces, ...discord.spaces]
  const forumPosts = [...slack.forum, ...discord.forum]
  const partnerships = new Set(spaces.map(({ members }) => [...members].sort().join(' ')))
  const participants = new Set(spaces.flatMap(({ members }) => members))
  const countries = new Set<string>()
  let prompts = 0
  let missing = 0
  let duplicates = spaces.length - partnerships.size
  for (const { members, posts } of spaces) {
    const introductions = posts.filter((post) => post.startsWith('Welcome to Round'))
    for (const country of introductions.flatMap(countriesIn)) countries.add(country)
    const topical = posts.filter((post) => post.includes('All of this is optional'))
    const different = new Set(topical.map((post) => post.split('\n')[0]))
    prompts += topical.length
    duplicates += topical.length - different.size + Math.max(0, introductions.length - 1)
    missing += Math.max(0, topics - different.size) + (introductions.length === 0 ? 1 : 0)
    if (members.length < 2) missing += 2 - members.length
  }
  for (const forum of [slack.forum, discord.forum]) {
    missing += Math.max(0, topics - new Set(forum).size)
    duplicates += forum.length - new Set(forum).size
  }
  // Somebody in no space at all misses a space, an introduction and every topic; one is enough to fail.
  missing += Math.max(0, people - participants.size)
  return {
    participants: participants.size,
    countries: countries.size,
    partnerships: partnerships.size,
    spaces: spaces.length,
    prompts,
    forumPosts: forumPosts.length,
    missing,
    duplicates,
  }
}

export function inWords(count: Count): string {
  const { participants, countries, partnerships, spaces, prompts, forumPosts, missing, duplicates } = count
  return `Round One: ${participants} participants, ${countries} countries, ${partnerships} partnerships, ${spaces} spaces, ${prompts} prompts, ${forumPosts} forum posts, ${missing} missing, ${duplicates} duplicates`
}

/** Without the marks that set apart what is filled in: nobody sees them. */
const unmarked = (text: string): string => text.replace(/[\u2068\u2069]/g, '')

/** "Aroha, in Auckland, New Zealand" names the country of each partner. */
function countriesIn(introduction: string): string[] {
  return introduction.split('\n').flatMap((line) => /^.+, in (?:[^,]+, )?([^,]+?)\s*$/.exec(line)?.[1] ?? [])
}

async function onSlack({ slack }: Counted): Promise<{ spaces: Space[]; forum: string[] }> {
  const { teams } = await slack.state()
  const bot = teams.find(({ id }) => id === SLACK.team)?.users.find((user) => user.is_bot)
  if (!bot) return { spaces: [], forum: [] }
  const { channels } = await slack.person(SLACK.team, bot.id).sees(ALL)
  const words = (channel: (typeof channels)[number]) =>
    channel.messages.filter(({ app }) => app !== '').map(({ blocks }) => unmarked(read(blocks)).trim())
  return {
    spaces: channels
      .filter(({ name, archived }) => SPACE.test(name) && !archived)
      .map((channel) => ({
        members: channel.members.filter((member) => member !== bot.id).map((member) => `slack:${member}`),
        posts: words(channel),
      })),
    forum: channels
      .filter(({ name }) => name.startsWith('mentoring-topics'))
      .flatMap(words)
      .map((post) => post.split('\n')[0] ?? ''),
  }
}

async function onDiscord({ discord, guild }: Counted): Promise<{ spaces: Space[]; forum: string[] }> {
  const { apps } = await discord.state()
  const bot = apps[0]
  if (!bot) return { spaces: [], forum: [] }
  const seen = await discord.person(guild, bot.bot_id).sees()
  const plain = (text: string) =>
    unmarked(text)
      .replace(/\\(.)/g, '$1')
      .replace(/^(#+|-#) /gm, '')
      .replace(/\*\*/g, '')
      .trim()
  const members = await discord.call<Record<string, string[]>>('let-in', { guild })
  const forum = seen.channels.find(({ name }) => name.startsWith('mentoring-topics'))
  return {
    spaces: seen.channels
      .filter(({ name }) => SPACE.test(name) && !name.startsWith(ORGANISERS))
      .map((channel) => ({
        members: (members[channel.id] ?? [])
          .filter((user) => user !== bot.bot_id)
          .map((user) => `discord:${user}`),
        posts: channel.messages
          .filter(({ authorId }) => authorId === bot.bot_id)
          .map(({ text }) => plain(text)),
      })),
    forum: seen.channels
      .filter((channel) => forum !== undefined && channel.parentId === forum.id)
      .map(({ name }) => name),
  }
}
