/** What the local Slack holds: plain data, so that a test or a page can look at all of it. */
export interface State {
  /** The last number that went into an id. */
  counter: number
  /** How far the calendar has been moved ahead of the wall clock, in milliseconds. */
  clockOffset: number
  teams: Record<string, Team>
  apps: Record<string, App>
}

export interface Team {
  id: string
  name: string
  domain: string
  settings: TeamSettings
  users: Record<string, User>
  channels: Record<string, Channel>
  files: Record<string, StoredFile>
  /** Home tabs by `user/app`. */
  homes: Record<string, View>
}

export interface TeamSettings {
  /** Who may create channels; apps count as ordinary members. */
  channelCreation: 'everyone' | 'admins'
}

export interface User {
  id: string
  name: string
  /** Empty where Slack tells none. */
  real_name: string
  /** IANA zone; empty where Slack tells none. */
  tz: string
  locale: string
  color: string
  is_admin: boolean
  is_owner: boolean
  deleted: boolean
  is_bot: boolean
  guest: 'no' | 'multi-channel' | 'single-channel'
  /** The workspace of a stranger, who is here by a shared channel only (Slack Connect). */
  home?: string
  /** The error with which every invitation of them is refused. */
  refusesInvitations?: string
  title: string
  updated: number
}

export type ChannelKind = 'public' | 'private' | 'im' | 'mpim'

export interface Channel {
  id: string
  kind: ChannelKind
  /** Empty for direct messages. */
  name: string
  is_general: boolean
  creator: string
  /** Epoch milliseconds. */
  created: number
  archived: boolean
  topic: Said
  purpose: Said
  /** User ids as keys, in the order in which they came. */
  members: Record<string, true>
  /** Timestamps of pinned messages. */
  pins: string[]
  /** In the order of their `ts`; each is a journal record of its own. */
  messages: Message[]
}

interface Said {
  value: string
  creator: string
  /** Epoch seconds. */
  last_set: number
}

export interface Metadata {
  event_type: string
  event_payload: Record<string, unknown>
}

export type Json = Record<string, unknown>

export interface Message {
  type: 'message'
  ts: string
  user: string
  text: string
  team: string
  subtype?: string
  bot_id?: string
  app_id?: string
  username?: string
  icons?: Json
  inviter?: string
  blocks?: Json[]
  attachments?: unknown[]
  metadata?: Metadata
  thread_ts?: string
  edited?: { user: string; ts: string }
  reactions?: Reaction[]
  files?: string[]
  topic?: string
  purpose?: string
}

interface Reaction {
  name: string
  users: string[]
}

export interface StoredFile {
  id: string
  name: string
  title: string
  mimetype: string
  size: number
  user: string
  alt_txt: string
  /** Epoch milliseconds. */
  created: number
  state: 'expected' | 'uploaded' | 'complete'
  channels: string[]
}

export interface SlashCommand {
  command: string
  description: string
  usage_hint: string
}

export interface App {
  id: string
  name: string
  appToken: string
  signingSecret: string
  /** The legacy token that payloads carry. */
  verificationToken: string
  mode: 'socket' | 'http'
  requestUrl: string
  scopes: string[]
  commands: SlashCommand[]
  events: string[]
  homeTab: boolean
  messagesTab: boolean
  installs: Record<string, Install>
}

export interface Install {
  team: string
  /** In what order apps were installed: the last one wins a clash of command names. */
  order: number
  botUser: string
  botId: string
  botToken: string
  scopes: string[]
  /** The enterprise that the app is installed in as a whole; empty where it is in this workspace alone. */
  enterprise: string
  /** The error that this token's calls answer with, where it was taken away. */
  revoked: '' | 'token_revoked' | 'invalid_auth' | 'account_inactive'
}

/** A modal or a home tab as Slack returns it, and what was filled in. */
export interface View {
  id: string
  team_id: string
  app_id: string
  user: string
  type: 'modal' | 'home'
  blocks: Json[]
  callback_id: string
  private_metadata: string
  external_id: string
  title: Json | null
  submit: Json | null
  close: Json | null
  clear_on_close: boolean
  notify_on_close: boolean
  hash: string
  root_view_id: string
  previous_view_id: string | null
  /** `block_id` → `action_id` → the element's state in Slack's own form. */
  values: Record<string, Record<string, Json>>
  /** What the app answered to a submission, by `block_id`. */
  errors: Record<string, string>
}

/** Records by ids that others may choose: `constructor` and `__proto__` are in none that has no such thing. */
export const byId = <T>(): Record<string, T> => Object.create(null)

export const emptyState = (): State => ({ counter: 0, clockOffset: 0, teams: byId(), apps: byId() })

/** What a workspace holds before anybody is in it. */
export const emptyTeam = () => ({
  settings: { channelCreation: 'everyone' } satisfies TeamSettings as TeamSettings,
  users: byId<User>(),
  channels: byId<Channel>(),
  files: byId<StoredFile>(),
  homes: byId<View>(),
})
