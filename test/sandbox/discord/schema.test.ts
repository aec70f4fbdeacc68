import { type REST, Routes } from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { problemsWith } from '../../platforms/discord/spec.ts'
import { rest, type Scene, scene } from './bot.ts'

let at: Scene
let api: REST

beforeAll(async () => {
  at = await scene({}, ['ADMINISTRATOR'])
  await at.control.privileged(at.app, ['GUILD_MEMBERS', 'MESSAGE_CONTENT'])
  api = rest(at)
})
afterAll(() => at.discord.close())

const fits = (name: string, value: unknown) => expect(problemsWith(name, value)).toEqual([])

async function create(): Promise<Record<string, unknown>> {
  const body = {
    name: 'pair',
    topic: 'mark',
    permission_overwrites: [
      { id: at.guild, type: 0, allow: 0, deny: 1024 },
      { id: at.aroha, type: 1, allow: 1024, deny: 0 },
    ],
  }
  fits('CreateGuildChannelRequest', body)
  return (await api.post(Routes.guildChannels(at.guild), { body })) as Record<string, unknown>
}

it.each<[string, string, () => Promise<unknown>]>([
  ['the gateway', 'GatewayBotResponse', () => api.get(Routes.gatewayBot())],
  ['the bot', 'UserPIIResponse', () => api.get(Routes.user())],
  ['a user', 'UserResponse', () => api.get(Routes.user(at.aroha))],
  ['the application', 'PrivateApplicationResponse', () => api.get('/applications/@me')],
  [
    'the guild',
    'GuildWithCountsResponse',
    () => api.get(Routes.guild(at.guild), { query: new URLSearchParams({ with_counts: 'true' }) }),
  ],
  ['a member', 'GuildMemberResponse', () => api.get(Routes.guildMember(at.guild, at.aroha))],
  [
    'the role of everyone',
    'GuildRoleResponse',
    async () => ((await api.get(Routes.guildRoles(at.guild))) as unknown[])[0],
  ],
  ['a channel', 'GuildChannelResponse', create],
  [
    'a category',
    'GuildChannelResponse',
    () => api.post(Routes.guildChannels(at.guild), { body: { name: 'Pairs', type: 4 } }),
  ],
  [
    'a direct channel',
    'PrivateChannelResponse',
    () => api.post(Routes.userChannels(), { body: { recipient_id: at.aroha } }),
  ],
  [
    'a private thread',
    'ThreadResponse',
    () => api.post(Routes.threads(at.general), { body: { name: 'p', type: 12 } }),
  ],
  [
    'active threads',
    'ThreadsResponse',
    async () => ({ ...((await api.get(Routes.guildActiveThreads(at.guild))) as object), has_more: false }),
  ],
  [
    'a webhook',
    'GuildIncomingWebhookResponse',
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
  fits('MessageCreateRequest', body)
  const sent = (await api.post(Routes.channelMessages(at.general), { body })) as { id: string }
  fits('MessageResponse', sent)
  await api.put(Routes.channelMessageOwnReaction(at.general, sent.id, encodeURIComponent('👋')))
  await api.put(Routes.channelPin(at.general, sent.id))
  fits('PinnedMessagesResponse', await api.get(`/channels/${at.general}/messages/pins`))
  const forum = (await api.post(Routes.guildChannels(at.guild), {
    body: { name: 'topics', type: 15, available_tags: [{ name: 'one' }] },
  })) as { id: string; available_tags: { id: string }[] }
  fits('GuildChannelResponse', forum)
  const post = { name: 'Feedback', applied_tags: [forum.available_tags[0]!.id], message: { content: 'x' } }
  fits('CreateForumThreadRequest', post)
  const made = await api.post(Routes.threads(forum.id), { body: post })
  const { message, ...thread } = made as { id: string; message: unknown }
  fits('ThreadResponse', thread)
  fits('MessageResponse', message)
  fits('ThreadMemberResponse', await api.get(Routes.threadMembers(thread.id, at.app)))
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
  fits('ApplicationCommandCreateRequest', body)
  fits('ApplicationCommandResponse', await api.post(Routes.applicationCommands(at.app), { body }))
})
