import { isThread } from './bits.ts'
import type {
  App,
  Channel,
  Command,
  Guild,
  Member,
  Message,
  Meta,
  Role,
  ThreadMember,
  User,
  Webhook,
} from './rows.ts'
import { Index, Table } from './table.ts'

/** Everything that outlives a restart, as plain rows. */
export function createState() {
  return {
    meta: new Table<Meta>('meta'),
    apps: new Table<App>('apps'),
    users: new Table<User>('users'),
    guilds: new Table<Guild>('guilds'),
    roles: new Table<Role>('roles'),
    members: new Table<Member>('members'),
    channels: new Table<Channel>('channels'),
    threadMembers: new Table<ThreadMember>('threadMembers'),
    messages: new Table<Message>('messages'),
    webhooks: new Table<Webhook>('webhooks'),
    commands: new Table<Command>('commands'),
  }
}

export type State = ReturnType<typeof createState>

export const memberKey = (guild: string, user: string): string => `${guild}:${user}`
export const dmKey = (recipients: readonly string[]): string => [...recipients].sort().join(':')

/** Ways into the rows that are asked for on every call; no call scans a table. */
export function createIndexes(state: State) {
  const activeThread = (c: Channel) => isThread(c.type) && c.thread?.archived === false
  return {
    rolesOfGuild: new Index(state.roles, (r) => r.guild_id),
    membersOfGuild: new Index(state.members, (m) => m.guild_id),
    membersOfUser: new Index(state.members, (m) => m.user_id),
    channelsOfGuild: new Index(state.channels, (c) => (isThread(c.type) ? null : c.guild_id)),
    childrenOf: new Index(state.channels, (c) => (isThread(c.type) ? null : c.parent_id)),
    threadsOfParent: new Index(state.channels, (c) => (isThread(c.type) ? c.parent_id : null)),
    activeThreadsOfGuild: new Index(state.channels, (c) => (activeThread(c) ? c.guild_id : null)),
    dms: new Index(state.channels, (c) => (c.type === 1 ? dmKey(c.recipients) : null)),
    dmsOfUser: new Index(state.channels, (c) => (c.type === 1 ? (c.recipients[0] ?? null) : null)),
    membersOfThread: new Index(state.threadMembers, (m) => m.thread_id),
    threadsOfMember: new Index(state.threadMembers, (m) => m.user_id),
    messagesOf: new Index(state.messages, (m) => m.channel_id),
    pinsOf: new Index(state.messages, (m) => (m.pinned ? m.channel_id : null)),
    webhooksOf: new Index(state.webhooks, (w) => w.channel_id),
    webhooksOfGuild: new Index(state.webhooks, (w) => w.guild_id),
    commandsOf: new Index(state.commands, (c) => `${c.application_id}:${c.guild_id ?? ''}`),
    userByName: new Index(state.users, (u) => u.username),
    guildByName: new Index(state.guilds, (g) => g.name),
    appByToken: new Index(state.apps, (a) => a.token),
    appByBot: new Index(state.apps, (a) => a.bot_id),
  }
}

export type Indexes = ReturnType<typeof createIndexes>
