import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { z } from 'zod'
import { METHODS, type Method } from '../../../src/platforms/slack/decisions.ts'
import * as shapes from '../../../src/platforms/slack/shapes.ts'
import { holed, singleHoles } from '../holes.ts'

const reference = join(import.meta.dirname, '../../reference/slack/methods')
const exampleOf = (method: string): object =>
  JSON.parse(readFileSync(join(reference, `${method}.json`), 'utf8')).examples?.success?.example ?? {}

interface Answer {
  readonly schema: z.ZodType
  /** Without these nothing can be told; everything else may be absent or null. */
  readonly needed: readonly string[]
  /** What Slack's example lacks of what we read. */
  readonly more?: object
}

const nothing: Answer = { schema: shapes.anything, needed: [] }
const listed: Answer = { schema: shapes.channelPage, needed: ['channels'] }
const message = {
  type: 'message',
  ts: '1512085950.000216',
  user: 'U1',
  bot_id: 'B1',
  metadata: { event_type: 'counterpart', event_payload: { key: 'k' }, entities: [{ entity_type: 'task' }] },
}

const ANSWERS: Readonly<Record<Method, Answer>> = {
  // Read by Slack's own client.
  'apps.connections.open': nothing,
  'auth.test': {
    schema: shapes.authAnswer,
    needed: ['team_id', 'user_id'],
    more: { bot_id: 'B1', response_metadata: { scopes: ['commands'] } },
  },
  'bots.info': { schema: shapes.botAnswer, needed: [] },
  'chat.delete': nothing,
  'chat.postEphemeral': nothing,
  'chat.postMessage': { schema: shapes.posted, needed: ['ts', 'channel'] },
  'chat.update': { schema: shapes.posted, needed: ['ts', 'channel'] },
  'conversations.create': { schema: shapes.channelAnswer, needed: ['channel.id'] },
  'conversations.history': {
    schema: shapes.messagePage,
    needed: ['messages'],
    more: { messages: [message] },
  },
  'conversations.invite': {
    schema: shapes.inviteAnswer,
    needed: [],
    more: { errors: [{ user: 'U1', ok: false, error: 'no_permission' }] },
  },
  'conversations.info': { schema: shapes.channelInfo, needed: ['channel.id'] },
  'conversations.join': nothing,
  'conversations.kick': nothing,
  'conversations.leave': nothing,
  'conversations.list': listed,
  'conversations.members': { schema: shapes.memberPage, needed: ['members'] },
  'conversations.open': { schema: shapes.channelAnswer, needed: ['channel.id'] },
  'conversations.setTopic': nothing,
  'files.completeUploadExternal': nothing,
  'files.getUploadURLExternal': { schema: shapes.uploadTicket, needed: ['upload_url', 'file_id'] },
  'users.conversations': listed,
  'users.info': {
    schema: shapes.userAnswer,
    needed: ['user.id'],
    more: { response_metadata: { next_cursor: '' } },
  },
  'views.open': { schema: shapes.viewAnswer, needed: ['view.id'] },
  'views.publish': nothing,
  'views.update': nothing,
}

describe.each(METHODS)('what %s answers', (method) => {
  const { schema, needed, more } = ANSWERS[method]
  const example = { ...exampleOf(method), ...more }

  it('is read as it is described', () => {
    expect(schema.safeParse(example).success).toBe(true)
  })

  it('is read with null or nothing anywhere, one place at a time', () => {
    for (const [hole, answer] of singleHoles(example, needed)) {
      expect(schema.safeParse(answer).success, hole).toBe(true)
    }
  })

  it('is read with null or nothing in any places', () => {
    fc.assert(
      fc.property(holed(example, needed), (answer) => {
        expect(schema.safeParse(answer).success).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  it('is not taken for an answer where that is missing without which nothing can be told', () => {
    for (const path of needed) {
      const [outer = '', inner] = path.split('.')
      const held = (example as Record<string, object>)[outer]
      const broken = { ...example, [outer]: inner === undefined ? null : { ...held, [inner]: null } }
      expect(schema.safeParse(broken).success, path).toBe(false)
    }
  })
})

test('what cannot be read in a list is left out of it, and the others are not', () => {
  const odd = fc.oneof(fc.anything(), fc.constant(null), holed(message, []))
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 4 }), fc.array(odd, { maxLength: 4 }), (before, after) => {
      const page = shapes.messagePage.parse({ messages: [...before, message, ...after] })
      expect(page.messages).toContainEqual({
        ts: message.ts,
        user: 'U1',
        bot_id: 'B1',
        metadata: { event_type: 'counterpart', event_payload: { key: 'k' } },
      })
    }),
    { numRuns: 500 },
  )
})
