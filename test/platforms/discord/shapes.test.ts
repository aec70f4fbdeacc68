import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { z } from 'zod'
import * as shapes from '../../../src/platforms/discord/shapes.ts'
import { holed, singleHoles } from '../holes.ts'

const overwrite = { id: '1', type: 1, allow: '1024', deny: '0' }
const channel = {
  id: '10',
  type: 0,
  guild_id: '1',
  name: 'pair-r1-abcdef',
  topic: 'For two [abc]',
  parent_id: '9',
  position: 1,
  owner_id: '5',
  application_id: null,
  permission_overwrites: [overwrite],
  available_tags: [{ id: '3', name: 'News', moderated: true }],
  thread_metadata: { archived: false, locked: false, archive_timestamp: '2026-11-28T00:00:00Z' },
}
const message = {
  id: '20',
  channel_id: '10',
  author: { id: '5', username: 'counterpart', bot: true },
  content: '',
  components: [{ type: 17, id: 77, components: [{ type: 10, content: 'Hello' }] }],
  flags: 32_768,
}
const role = { id: '1', name: '@everyone', permissions: '1024' }

interface Answer {
  readonly shape: z.ZodType
  readonly example: object
  /** Without these nothing can be told; everything else may be absent or null. */
  readonly needed: readonly string[]
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  'something made': { shape: shapes.made, example: channel, needed: ['id'] },
  'a channel': { shape: shapes.channel, example: channel, needed: ['id', 'type'] },
  channels: { shape: shapes.channels, example: [channel, channel], needed: [] },
  'a list of threads': {
    shape: shapes.threads,
    example: { threads: [channel], members: [], has_more: false },
    needed: ['threads'],
  },
  'members of a thread': { shape: shapes.threadMembers, example: [{ user_id: '5' }], needed: [] },
  'a message': { shape: shapes.message, example: message, needed: ['id'] },
  messages: { shape: shapes.messages, example: [message], needed: [] },
  roles: { shape: shapes.roles, example: [role], needed: [] },
  'a server': { shape: shapes.guild, example: { id: '1', owner_id: '5', roles: [role] }, needed: [] },
  'a member': {
    shape: shapes.member,
    example: {
      nick: 'Ada',
      roles: ['1'],
      user: { id: '5', username: 'ada', global_name: 'Ada', bot: false },
    },
    needed: [],
  },
  commands: {
    shape: shapes.commands,
    example: [
      {
        name: 'round',
        description: 'x',
        contexts: [0],
        options: [{ name: 'do', description: 'x', choices: [{ name: 'a', value: 'a' }], max_length: 3 }],
      },
    ],
    needed: [],
  },
}

describe.each(Object.entries(ANSWERS))('%s', (_what, { shape, example, needed }) => {
  it('is read with null or nothing anywhere, one place at a time', () => {
    expect(shape.safeParse(example).success).toBe(true)
    for (const [hole, answer] of singleHoles(example, needed)) {
      expect(shape.safeParse(answer).success, hole).toBe(true)
    }
  })

  it('is read with null or nothing in any places', () => {
    const anyHoles = holed(example, needed)
    fc.assert(
      fc.property(anyHoles, (answer) => {
        expect(shape.safeParse(answer).success).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

test('without what is needed nothing is taken for an answer', () => {
  for (const { shape, example, needed } of Object.values(ANSWERS)) {
    for (const name of needed) expect(shape.safeParse({ ...example, [name]: null }).success).toBe(false)
  }
  for (const shape of [shapes.channels, shapes.messages, shapes.roles, shapes.commands]) {
    for (const answer of [null, undefined, {}, 'text']) expect(shape.safeParse(answer).success).toBe(false)
  }
  expect(() => shapes.read(shapes.made, { id: null })).toThrow(shapes.UnknownShape)
})

test('what cannot be read of a page is left out of it, is counted, and hides nothing else', () => {
  const odd = fc.oneof(fc.anything(), fc.constant(null), holed(message, []))
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 4 }), fc.array(odd, { maxLength: 4 }), (before, after) => {
      const page = shapes.messages.parse([...before, message, ...after])
      expect(page.count).toBe(before.length + 1 + after.length)
      expect(page.posts).toContainEqual({ id: '20', author: { id: '5' }, components: [{ id: 77 }] })
    }),
    { numRuns: 500 },
  )
})
