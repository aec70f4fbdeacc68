/** Discord's numbers by name (API v10): permissions, intents, channel types, component types, flags. */

const PERMISSION_NAMES = {
  0: 'CREATE_INSTANT_INVITE',
  1: 'KICK_MEMBERS',
  2: 'BAN_MEMBERS',
  3: 'ADMINISTRATOR',
  4: 'MANAGE_CHANNELS',
  5: 'MANAGE_GUILD',
  6: 'ADD_REACTIONS',
  7: 'VIEW_AUDIT_LOG',
  8: 'PRIORITY_SPEAKER',
  9: 'STREAM',
  10: 'VIEW_CHANNEL',
  11: 'SEND_MESSAGES',
  12: 'SEND_TTS_MESSAGES',
  13: 'MANAGE_MESSAGES',
  14: 'EMBED_LINKS',
  15: 'ATTACH_FILES',
  16: 'READ_MESSAGE_HISTORY',
  17: 'MENTION_EVERYONE',
  18: 'USE_EXTERNAL_EMOJIS',
  19: 'VIEW_GUILD_INSIGHTS',
  20: 'CONNECT',
  21: 'SPEAK',
  22: 'MUTE_MEMBERS',
  23: 'DEAFEN_MEMBERS',
  24: 'MOVE_MEMBERS',
  25: 'USE_VAD',
  26: 'CHANGE_NICKNAME',
  27: 'MANAGE_NICKNAMES',
  28: 'MANAGE_ROLES',
  29: 'MANAGE_WEBHOOKS',
  30: 'MANAGE_GUILD_EXPRESSIONS',
  31: 'USE_APPLICATION_COMMANDS',
  32: 'REQUEST_TO_SPEAK',
  33: 'MANAGE_EVENTS',
  34: 'MANAGE_THREADS',
  35: 'CREATE_PUBLIC_THREADS',
  36: 'CREATE_PRIVATE_THREADS',
  37: 'USE_EXTERNAL_STICKERS',
  38: 'SEND_MESSAGES_IN_THREADS',
  39: 'USE_EMBEDDED_ACTIVITIES',
  40: 'MODERATE_MEMBERS',
  41: 'VIEW_CREATOR_MONETIZATION_ANALYTICS',
  42: 'USE_SOUNDBOARD',
  43: 'CREATE_GUILD_EXPRESSIONS',
  44: 'CREATE_EVENTS',
  45: 'USE_EXTERNAL_SOUNDS',
  46: 'SEND_VOICE_MESSAGES',
  48: 'SET_VOICE_CHANNEL_STATUS',
  49: 'SEND_POLLS',
  50: 'USE_EXTERNAL_APPS',
  51: 'PIN_MESSAGES',
  52: 'BYPASS_SLOWMODE',
} as const

export type PermissionName = (typeof PERMISSION_NAMES)[keyof typeof PERMISSION_NAMES]

export const Permission = Object.fromEntries(
  Object.entries(PERMISSION_NAMES).map(([bit, name]) => [name, 1n << BigInt(bit)]),
) as Readonly<Record<PermissionName, bigint>>

export const EVERY_PERMISSION = Object.values(Permission).reduce((all, bit) => all | bit, 0n)

export function permissionBits(names: readonly PermissionName[]): bigint {
  return names.reduce((all, name) => all | Permission[name], 0n)
}

/** What @everyone may do in a new guild, as Discord sets it up. */
export const EVERYONE_DEFAULT = permissionBits([
  'CREATE_INSTANT_INVITE',
  'ADD_REACTIONS',
  'STREAM',
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'ATTACH_FILES',
  'READ_MESSAGE_HISTORY',
  'USE_EXTERNAL_EMOJIS',
  'CONNECT',
  'SPEAK',
  'USE_VAD',
  'CHANGE_NICKNAME',
  'USE_APPLICATION_COMMANDS',
  'CREATE_PUBLIC_THREADS',
  'CREATE_PRIVATE_THREADS',
  'SEND_MESSAGES_IN_THREADS',
  'SEND_POLLS',
])

export const Channel = {
  text: 0,
  dm: 1,
  voice: 2,
  category: 4,
  announcement: 5,
  publicThread: 11,
  privateThread: 12,
  stage: 13,
  directory: 14,
  forum: 15,
} as const

export const isThread = (type: number): boolean => type === 10 || type === 11 || type === 12

export const Intent = {
  GUILDS: 1 << 0,
  GUILD_MEMBERS: 1 << 1,
  GUILD_WEBHOOKS: 1 << 5,
  GUILD_PRESENCES: 1 << 8,
  GUILD_MESSAGES: 1 << 9,
  GUILD_MESSAGE_REACTIONS: 1 << 10,
  GUILD_MESSAGE_TYPING: 1 << 11,
  DIRECT_MESSAGES: 1 << 12,
  DIRECT_MESSAGE_REACTIONS: 1 << 13,
  DIRECT_MESSAGE_TYPING: 1 << 14,
  MESSAGE_CONTENT: 1 << 15,
} as const

/** The three that an application must have switched on before it may ask for them. */
export const PRIVILEGED = {
  GUILD_PRESENCES: Intent.GUILD_PRESENCES,
  GUILD_MEMBERS: Intent.GUILD_MEMBERS,
  MESSAGE_CONTENT: Intent.MESSAGE_CONTENT,
} as const

export type PrivilegedIntent = keyof typeof PRIVILEGED

export const Component = {
  actionRow: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  userSelect: 5,
  roleSelect: 6,
  mentionableSelect: 7,
  channelSelect: 8,
  section: 9,
  textDisplay: 10,
  thumbnail: 11,
  mediaGallery: 12,
  file: 13,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
} as const

export const Flag = {
  suppressEmbeds: 1 << 2,
  hasThread: 1 << 5,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  suppressNotifications: 1 << 12,
  componentsV2: 1 << 15,
} as const

export const ChannelFlag = { pinned: 1 << 1, requireTag: 1 << 4 } as const

/** Interaction types as they arrive, and callback types as they are answered. */
export const Interaction = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const
export const Callback = {
  pong: 1,
  message: 4,
  deferredMessage: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const
