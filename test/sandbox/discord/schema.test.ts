import { type REST, Routes } from 'discord.js'
import {
  ApplicationCommandCreateRequestSchema,
  ApplicationCommandResponseSchema,
  CreateForumThreadRequestSchema,
  CreateGuildChannelRequestSchema,
  GatewayBotResponseSchema,
  GuildChannelResponseSchema,
  GuildIncomingWebhookResponseSchema,
  GuildMemberResponseSchema,
  GuildRoleResponseSchema,
  GuildWithCountsResponseSchema,
  MessageCreateRequestSchema,
  MessageResponseSchema,
  PinnedMessagesResponseSchema,
  PrivateApplicationResponseSchema,
  PrivateChannelResponseSchema,
  ThreadMemberResponseSchema,
  ThreadResponseSchema,
  ThreadsResponseSchema,
  UserPIIResponseSchema,
  UserResponseSchema,
} from 'discord-api-spec/zod'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rest, type Scene, scene } from './bot.ts'

interface Schema {
  safeParse(value: unknown): { success: boolean; error?: { issues: readonly unknown[] } }
}

let at: Scene
let api: REST

beforeAll(async () => {
  at = await scene({}, ['ADMINISTRATOR'])
  await at.control.privileged(at.app, ['GUILD_MEMBERS', 'MESSAGE_CONTENT'])
  api = rest(at)
})
afterAll(() => at.discord.close())

/**
 * The schemas have permission bits as integers and times that end in Z; the wire has strings, and times
 * that end in +00:00.
 */
function coerced(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, entry: unknown) => {
    if (typeof entry !== 'string') return entry
    if (['allow', 'deny', 'default_member_permissions'].includes(key)) return Number(entry)
    return entry.replace(/^(\d{4}-\d\d-\d\dT.*)\+00:00$/, '$1Z')
  })
}

function fits(schema: unknown, value: unknown): void {
  const results = [value, coerced(value)].map((given) => (schema as Schema).safeParse(given))
  const fitting = results.find((result) => result.success) ?? results[1]
  expect(fitting?.error?.issues ?? []).toEqual([])
}

async function create(): Promise<Record<string, unknown>> {
  const body = {
    name: 'pair',
    topic: 'mark',
    permission_overwrites: [
      { id: at.guild, type: 0, allow: 0, deny: 1024 },
      { id: at.aroha, type: 1, allow: 1024, deny: 0 },
    ],
  }
  fits(CreateGuildChannelRequestSchema, body)
  return (await api.post(Routes.guildChannels(at.guild), { body })) as Record<string, unknown>
}

it.each<[string, unknown, () => Promise<unknown>]>([
  ['the gateway', GatewayBotResponseSchema, () => api.get(Routes.gatewayBot())],
  ['the bot', UserPIIResponseSchema, () => api.get(Routes.user())],
  ['a user', UserResponseSchema, () => api.get(Routes.user(at.aroha))],
  ['the application', PrivateApplicationResponseSchema, () => api.get('/applications/@me')],
  [
    'the guild',
    GuildWithCountsResponseSchema,
    () => api.get(Routes.guild(at.guild), { query: new URLSearchParams({ with_counts: 'true' }) }),
  ],
  ['a member', GuildMemberResponseSchema, () => api.get(Routes.guildMember(at.guild, at.aroha))],
  [
    'the role of everyone',
    GuildRoleResponseSchema,
    async () => ((await api.get(Routes.guildRoles(at.guild))) as unknown[])[0],
  ],
  ['a channel', GuildChannelResponseSchema, create],
  [
    'a category',
    GuildChannelResponseSchema,
    () => api.post(Routes.guildChannels(at.guild), { body: { name: 'Pairs', type: 4 } }),
  ],
  [
    'a direct channel',
    PrivateChannelResponseSchema,
    () => api.post(Routes.userChannels(), { body: { recipient_id: at.aroha } }),
  ],
  [
    'a private thread',
    ThreadResponseSchema,
    () => api.post(Routes.threads(at.general), { body: { name: 'p', type: 12 } }),
  ],
  [
    'active threads',
    ThreadsResponseSchema,
    async () => ({ ...((await api.get(Routes.guildActiveThreads(at.guild))) as object), has_more: false }),
  ],
  [
    'a webhook',
    GuildIncomingWebhookResponseSchema,
    () => api.post(Routes.channelWebhooks(at.general), { body: { name: 'Bridge' } }),
  ],
])('describes %s as Discord does', async (_, schema, call) => {
  fits(schema, await call())
})

it('describes messages, their pins and a forum post as Discord does', async () => {
  const body = {
    flags: 1 << 15,
    nonce: 'key',
    enforce_nonce: true,
    components: [
      { type: 17, id: 5, components: [{ type: 10, content: `<@${at.aroha}>` }, { type: 14 }] },
      { type: 1, components: [{ type: 2, style: 1, custom_id: 'a', label: 'Go' }] },
      { type: 1, components: [{ type: 3, custom_id: 's', options: [{ label: 'One', value: '1' }] }] },
      { type: 12, items: [{ media: { url: 'https://example.org/a.png' } }] },
    ],
  }
  fits(MessageCreateRequestSchema, body)
  const sent = (await api.post(Routes.channelMessages(at.general), { body })) as { id: string }
  fits(MessageResponseSchema, sent)
  await api.put(Routes.channelMessageOwnReaction(at.general, sent.id, encodeURIComponent('👋')))
  await api.put(Routes.channelPin(at.general, sent.id))
  fits(PinnedMessagesResponseSchema, await api.get(`/channels/${at.general}/messages/pins`))
  const forum = (await api.post(Routes.guildChannels(at.guild), {
    body: { name: 'topics', type: 15, available_tags: [{ name: 'one' }] },
  })) as { id: string; available_tags: { id: string }[] }
  fits(GuildChannelResponseSchema, forum)
  const post = { name: 'Feedback', applied_tags: [forum.available_tags[0]!.id], message: { content: 'x' } }
  fits(CreateForumThreadRequestSchema, post)
  const thread = (await api.post(Routes.threads(forum.id), { body: post })) as { id: string }
  fits(ThreadResponseSchema, thread)
  fits(ThreadMemberResponseSchema, await api.get(Routes.threadMembers(thread.id, at.app)))
})

it('describes commands as Discord does', async () => {
  const body = {
    name: 'join',
    description: 'Join the round',
    name_localizations: { de: 'mitmachen' },
    options: [{ type: 3, name: 'country', description: 'Where', autocomplete: true }],
    default_member_permissions: 32,
    contexts: [0],
    integration_types: [0],
  }
  fits(ApplicationCommandCreateRequestSchema, body)
  fits(ApplicationCommandResponseSchema, await api.post(Routes.applicationCommands(at.app), { body }))
})
