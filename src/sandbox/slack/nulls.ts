import { isObject } from './http.ts'
import type { Answer } from './method.ts'
import type { Json } from './state.ts'

/** What Slack leaves out as a rule and now and then says to be null, in each entry of a list or in the one there is. */
const ENTRIES: Readonly<Record<string, readonly string[]>> = {
  messages: ['user', 'bot_id', 'app_id', 'subtype', 'text', 'metadata', 'blocks', 'thread_ts', 'edited'],
  channels: ['name', 'creator', 'is_member', 'is_archived', 'topic', 'purpose', 'context_team_id'],
  members: ['name', 'real_name', 'profile', 'tz', 'locale', 'deleted', 'is_bot', 'is_admin', 'is_owner'],
}

/** How the first entry of each list looks that somebody else made and of which nothing is told. */
const FIRST: Readonly<Record<string, Json>> = {
  messages: { type: 'message', ts: null, metadata: { entities: [] } },
  channels: { id: null },
  members: { id: null },
}

/** The one entry that an answer is about. */
const ONE: Readonly<Record<string, string>> = { user: 'members', channel: 'channels' }

/** An answer with null wherever something is absent, and an entry of which nothing is known in each list. */
export function withNulls(answer: Answer): Answer {
  const filled = Object.entries(answer).map(([name, value]): [string, unknown] => {
    const fields = ENTRIES[ONE[name] ?? name]
    if (fields !== undefined && isObject(value)) return [name, { ...nulls(fields), ...value }]
    if (fields === undefined || !Array.isArray(value) || value.some((one) => typeof one === 'string')) {
      return [name, value]
    }
    return [
      name,
      [{ ...nulls(fields), ...FIRST[name] }, ...value.map((one) => ({ ...nulls(fields), ...one }))],
    ]
  })
  return { response_metadata: null, warning: null, ...Object.fromEntries(filled) }
}

const nulls = (fields: readonly string[]): Json => Object.fromEntries(fields.map((name) => [name, null]))
