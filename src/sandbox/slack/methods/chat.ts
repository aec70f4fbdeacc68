import { channelOf, messageOf } from '../find-channel.ts'
import { isMember, openDirect } from '../membership.ts'
import { messageAt } from '../messages-find.ts'
import type { Call, Method } from '../method.ts'
import { draftMessage, edit, post, remove } from '../posting.ts'
import { Refusal } from '../refusal.ts'
import { renderMessage } from '../render-message.ts'
import { needAny } from '../scopes.ts'
import type { Channel } from '../state.ts'
import { contentOf, isEmpty } from './message-content.ts'

const CONTENT_ERRORS = [
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_metadata_format',
  'markdown_text_conflict',
  'metadata_too_large',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
]

export const chatPostMessage: Method = {
  tier: 'special',
  scopes: ['chat:write'],
  args: [
    ...['as_user', 'attachments', 'blocks', 'channel', 'current_draft_last_updated_ts', 'icon_emoji'],
    ...['icon_url', 'link_names', 'markdown_text', 'metadata', 'mrkdwn', 'parse', 'reply_broadcast'],
    ...['text', 'thread_ts', 'unfurl_links', 'unfurl_media', 'username'],
  ],
  required: ['channel'],
  missing: { channel: 'channel_not_found' },
  errors: [
    ...CONTENT_ERRORS,
    'cannot_reply_to_message',
    'channel_not_found',
    'is_archived',
    'not_in_channel',
  ],
  run: (call) => {
    const { world, team, app, install, bot } = call
    const channel = target(call)
    if (channel.archived) throw new Refusal('is_archived')
    const outside = !isMember(channel, bot.id)
    if (outside && !install.scopes.includes('chat:write.public')) throw new Refusal('not_in_channel')
    const content = contentOf(call)
    if (isEmpty(content)) throw new Refusal('no_text')
    const thread = threadOf(call, channel)
    const message = post(world, team, channel, {
      user: bot.id,
      bot_id: install.botId,
      app_id: app.id,
      text: '',
      ...content,
      ...customised(call),
      ...(thread !== '' && { thread_ts: thread }),
    })
    return { channel: channel.id, ts: message.ts, message: renderMessage(world, team, message, true) }
  },
}

/** A channel's id or name, or a person's id, which stands for the direct message with them. */
function target(call: Call): Channel {
  const name = call.args.text('channel')
  const person = call.team.users[name]
  if (person !== undefined) return openDirect(call.world, call.team, [call.bot.id, person.id], call.bot.id)
  const named = call.world.index.channelNamed(call.team, name.replace(/^#/, ''))
  return channelOf(call, undefined, named?.id ?? name)
}

function threadOf(call: Call, channel: Channel): string {
  const ts = call.args.text('thread_ts')
  if (ts === '') return ''
  if (messageAt(channel, ts) === undefined) throw new Refusal('cannot_reply_to_message')
  return ts
}

function customised(call: Call) {
  const { args } = call
  if (!args.has('username') && !args.has('icon_url') && !args.has('icon_emoji')) return {}
  needAny(call, ['chat:write.customize'])
  const icons = {
    ...(args.has('icon_url') && { image_48: args.text('icon_url') }),
    ...(args.has('icon_emoji') && { emoji: args.text('icon_emoji') }),
  }
  return { subtype: 'bot_message', icons, ...(args.has('username') && { username: args.text('username') }) }
}

export const chatUpdate: Method = {
  tier: 't3',
  scopes: ['chat:write'],
  args: [
    ...['as_user', 'attachments', 'unfurled_attachments', 'blocks', 'markdown_text', 'metadata'],
    ...['channel', 'link_names', 'parse', 'text', 'ts', 'reply_broadcast', 'file_ids'],
  ],
  required: ['ts', 'channel'],
  missing: { channel: 'channel_not_found', ts: 'message_not_found' },
  errors: [...CONTENT_ERRORS, 'cant_update_message', 'channel_not_found', 'message_not_found'],
  run: (call) => {
    const { world, team, bot, args } = call
    const channel = channelOf(call)
    const message = messageOf(channel, args.text('ts'))
    if (message.user !== bot.id || message.bot_id === undefined) throw new Refusal('cant_update_message')
    const content = contentOf(call)
    if (isEmpty(content) && !args.has('metadata') && !args.has('file_ids')) throw new Refusal('no_text')
    // What is not given stays as it was, blocks under a new text too; an empty list takes blocks away.
    if (args.has('metadata')) delete message.metadata
    Object.assign(message, content)
    if (message.blocks?.length === 0) delete message.blocks
    if (args.has('file_ids')) message.files = args.list('file_ids')
    edit(world, team, channel, message, bot.id)
    return {
      channel: channel.id,
      ts: message.ts,
      text: message.text,
      message: renderMessage(world, team, message, true),
    }
  },
}

export const chatDelete: Method = {
  tier: 't3',
  scopes: ['chat:write'],
  args: ['as_user', 'channel', 'ts'],
  required: ['ts', 'channel'],
  missing: { channel: 'channel_not_found', ts: 'message_not_found' },
  errors: ['cant_delete_message', 'channel_not_found', 'message_not_found'],
  run: (call) => {
    const channel = channelOf(call)
    const message = messageOf(channel, call.args.text('ts'))
    if (message.user !== call.bot.id || message.bot_id === undefined) throw new Refusal('cant_delete_message')
    remove(call.world, call.team, channel, message.ts)
    return { channel: channel.id, ts: message.ts }
  },
}

export const chatPostEphemeral: Method = {
  tier: 't4',
  scopes: ['chat:write'],
  args: [
    ...[
      'as_user',
      'attachments',
      'blocks',
      'channel',
      'icon_emoji',
      'icon_url',
      'link_names',
      'markdown_text',
    ],
    ...['metadata', 'parse', 'text', 'thread_ts', 'user', 'username'],
  ],
  required: ['user', 'channel'],
  missing: { channel: 'channel_not_found', user: 'user_not_in_channel' },
  errors: [...CONTENT_ERRORS, 'channel_not_found', 'is_archived', 'not_in_channel', 'user_not_in_channel'],
  run: (call) => {
    const { world, team, app, install, bot, args } = call
    const channel = channelOf(call)
    const user = args.text('user')
    if (channel.archived) throw new Refusal('is_archived')
    if (!isMember(channel, bot.id) && channel.kind !== 'public') throw new Refusal('not_in_channel')
    if (!isMember(channel, user)) throw new Refusal('user_not_in_channel')
    const content = contentOf(call)
    if (isEmpty(content)) throw new Refusal('no_text')
    const message = draftMessage(world, team, {
      user: bot.id,
      bot_id: install.botId,
      app_id: app.id,
      text: '',
      ...content,
    })
    const sequence = world.news.tell(team.id, [user])
    world.windows.addEphemeral(world.windows.of(team.id, user), {
      channel: channel.id,
      app: app.id,
      sequence,
      message,
    })
    return { message_ts: message.ts }
  },
}

export const chatGetPermalink: Method = {
  tier: 'special',
  scopes: [],
  args: ['channel', 'message_ts'],
  required: ['channel', 'message_ts'],
  missing: { channel: 'channel_not_found', message_ts: 'message_not_found' },
  errors: ['channel_not_found', 'message_not_found'],
  run: (call) => {
    const channel = channelOf(call)
    const { ts } = messageOf(channel, call.args.text('message_ts'))
    const permalink = `https://${call.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`
    return { channel: channel.id, permalink }
  },
}
