import { readFileSync } from 'node:fs'

export interface Post {
  readonly id: string
  /** What a bot knows its own post again by. */
  readonly mark: string
  readonly words: string
}

export interface Channel {
  readonly name: string
  /** Who is in it beside the bot. */
  readonly members: readonly string[]
  /** The bot's posts, in order. */
  readonly posts: readonly Post[]
}

/** What the bot made and said, read from the local platforms' journals without any code of theirs. */
export interface Said {
  /** By id: channels that are no threads and no categories. */
  readonly channels: ReadonlyMap<string, Channel>
  /** Titles of the threads in Discord's forums, in order, by forum's id. */
  readonly forums: ReadonlyMap<string, readonly string[]>
  /** Marks that more than one of the bot's posts carries in the same place. */
  readonly twice: readonly string[]
}

type Row = Readonly<Record<string, unknown>>

export function saidIn(slackFile: string, discordFile: string): Said {
  const slack = slackChannels(slackFile)
  const { channels, forums, threads } = discordChannels(discordFile)
  const all = new Map([...slack, ...channels])
  const places = [...all].map(([id, { posts }]) => ({ id, posts })).concat(threads)
  const marks = places.flatMap(({ id, posts }) => posts.map(({ mark }) => `${id} ${mark}`))
  return { channels: all, forums, twice: marks.filter((mark, at) => marks.indexOf(mark) !== at) }
}

function slackChannels(file: string): Map<string, Channel> {
  const rows = new Map<string, Row | null>()
  for (const [path, value] of journal(file)) rows.set(String(path), value as Row | null)
  const of = (kind: string) =>
    [...rows].flatMap(([path, row]) => (row && path.startsWith(`${kind}/`) ? [{ path, row }] : []))
  const bot = of('user').find(({ row }) => row.is_bot)?.row.id
  return new Map(
    of('channel').map(({ path, row }) => {
      const posts = of('message')
        .filter(({ path: one, row: { user } }) => one.includes(path.slice('channel'.length)) && user === bot)
        .filter(({ row: { subtype } }) => subtype === undefined)
        .map(({ row }) => ({ id: String(row.ts), mark: keyIn(row.metadata), words: wordsIn(row.blocks) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1))
      const members = Object.keys(row.members as object).filter((user) => user !== bot)
      return [String(row.id), { name: String(row.name), members, posts }]
    }),
  )
}

function keyIn(metadata: unknown): string {
  const { event_payload: payload } = (metadata ?? {}) as { event_payload?: { key?: unknown } }
  return String(payload?.key)
}

/** A channel of Discord's that is a thread; a category. */
const THREADS = [10, 11, 12]
const CATEGORY = 4

function discordChannels(file: string) {
  const tables = new Map<string, Map<string, Row>>()
  for (const [table, key, row] of journal(file)) {
    const rows = tables.get(String(table)) ?? new Map<string, Row>()
    tables.set(String(table), rows)
    if (row === null) rows.delete(String(key))
    else rows.set(String(key), row as Row)
  }
  const all = (table: string) => [...(tables.get(table)?.values() ?? [])].sort(byId)
  const bot = all('apps')[0]?.bot_id
  const said = all('messages').filter(({ author_id }) => author_id === bot)
  const postsIn = (channel: unknown): Post[] =>
    said
      .filter(({ channel_id }) => channel_id === channel)
      .map(({ id, components, content }) => {
        const [outermost] = components as { id?: unknown }[]
        return { id: String(id), mark: String(outermost?.id), words: `${content} ${wordsIn(components)}` }
      })
  const threads = all('channels').filter(({ type }) => THREADS.includes(Number(type)))
  const forums = new Map<string, string[]>()
  for (const { parent_id, name } of threads)
    forums.set(String(parent_id), [...(forums.get(String(parent_id)) ?? []), String(name)])
  const channels = all('channels')
    .filter(({ type, guild_id }) => guild_id && type !== CATEGORY && !THREADS.includes(Number(type)))
    .map(({ id, name, overwrites }): [string, Channel] => {
      const members = (overwrites as { type: number; id: string }[])
        .filter((one) => one.type === 1 && one.id !== bot)
        .map((one) => one.id)
      return [String(id), { name: String(name), members, posts: postsIn(id) }]
    })
  return {
    channels: new Map(channels),
    forums,
    threads: threads.map(({ id, parent_id }) => ({ id: String(parent_id), posts: postsIn(id) })),
  }
}

const byId = (a: Row, b: Row) => (BigInt(String(a.id)) < BigInt(String(b.id)) ? -1 : 1)

/** The lines of a journal; what stands last may be half a line. */
function journal(file: string): unknown[][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as unknown[]]
      } catch {
        return []
      }
    })
}

/** All that people read in a message's blocks or components. */
function wordsIn(node: unknown): string {
  if (Array.isArray(node)) return node.map(wordsIn).join(' ')
  if (typeof node !== 'object' || node === null) return ''
  const { text, content, name: _, ...rest } = node as Record<string, unknown>
  const own = [text, content].map((one) => (typeof one === 'string' ? one : wordsIn(one)))
  return [...own, ...Object.values(rest).map(wordsIn)].join(' ')
}
