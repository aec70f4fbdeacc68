type Json = Record<string, unknown>

/** What is optional, by a field with which its owner is known; `channel.application_id` may be null since 2026-08-05. */
const OPTIONAL: readonly (readonly [known: string, optional: readonly string[]])[] = [
  [
    'author',
    ['components', 'embeds', 'flags', 'webhook_id', 'application_id', 'message_reference', 'thread'],
  ],
  ['position', ['topic', 'parent_id', 'permission_overwrites', 'available_tags', 'application_id', 'name']],
  ['thread_metadata', ['application_id', 'member', 'applied_tags', 'topic', 'permission_overwrites']],
  ['joined_at', ['nick', 'avatar', 'premium_since', 'communication_disabled_until']],
  ['permissions', ['icon', 'unicode_emoji', 'tags']],
]

/** An answer with null wherever something optional is absent, and an entry of each list of which nothing is known. */
export function withNulls(answer: unknown): unknown {
  if (Array.isArray(answer)) {
    const filled = answer.map(withNulls)
    return answer.some((one) => typeof one === 'string') || answer.length === 0
      ? filled
      : [null, {}, ...filled]
  }
  if (typeof answer !== 'object' || answer === null) return answer
  const held = Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, withNulls(value)]))
  const missing = OPTIONAL.filter(([known]) => known in answer).flatMap(([, optional]) => optional)
  return { ...nulls(missing), ...held }
}

const nulls = (fields: readonly string[]): Json => Object.fromEntries(fields.map((name) => [name, null]))
