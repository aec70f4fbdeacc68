import { asText } from '../../as-text.ts'
import { checkMessageBlocks } from '../blocks/check.ts'
import { channelOf } from '../find-channel.ts'
import { isObject } from '../http.ts'
import { isMember } from '../membership.ts'
import type { Call, Method } from '../method.ts'
import { post } from '../posting.ts'
import { Refusal } from '../refusal.ts'
import { fileObject } from '../render-file.ts'
import { mintId } from '../stamp.ts'
import type { StoredFile } from '../state.ts'
import { mimeOf } from './mime.ts'

const LONGEST_ALT = 1_000

export const filesGetUploadURLExternal: Method = {
  tier: 't4',
  scopes: ['files:write'],
  args: ['length', 'filename', 'snippet_type', 'alt_txt'],
  required: ['length', 'filename'],
  errors: ['alt_txt_too_large'],
  run: ({ world, team, bot, args }) => {
    if (args.text('alt_txt').length > LONGEST_ALT) throw new Refusal('alt_txt_too_large')
    const id = mintId(world, 'F')
    const name = args.text('filename')
    team.files[id] = {
      id,
      name,
      title: name,
      mimetype: mimeOf(name),
      size: args.number('length', 0),
      user: bot.id,
      alt_txt: args.text('alt_txt'),
      created: world.now(),
      state: 'expected',
      channels: [],
    }
    world.journal.touch('file', team.id, id)
    return { upload_url: `${world.url}/upload/v1/${team.id}/${id}`, file_id: id }
  },
}

export const filesCompleteUploadExternal: Method = {
  tier: 't4',
  scopes: ['files:write'],
  args: [
    ...['files', 'channel_id', 'thread_ts', 'channels', 'initial_comment', 'blocks'],
    ...['username', 'icon_url', 'icon_emoji'],
  ],
  required: ['files'],
  errors: [
    'channel_not_found',
    'file_not_found',
    'invalid_blocks',
    'not_in_channel',
    'posting_to_channel_denied',
  ],
  run: (call) => {
    const { world, team, args } = call
    const files = wanted(call)
    const channels = args.has('channel_id') ? [args.text('channel_id')] : args.list('channels')
    for (const id of channels) share(call, id, files)
    for (const file of files) {
      file.state = 'complete'
      file.channels.push(...channels)
      world.journal.touch('file', team.id, file.id)
    }
    return { files: files.map((file) => fileObject(world, team, file.id)) }
  },
}

function wanted({ team, args }: Call): StoredFile[] {
  const list = args.json('files')
  if (!Array.isArray(list) || list.length === 0) throw new Refusal('invalid_arguments')
  return list.map((entry) => {
    const file = isObject(entry) ? team.files[asText(entry.id)] : undefined
    if (file === undefined || file.state !== 'uploaded') throw new Refusal('file_not_found')
    if (isObject(entry) && typeof entry.title === 'string') file.title = entry.title
    return file
  })
}

/** The message that shows the files. The answer to the call does not tell its `ts`, here as in Slack. */
function share(call: Call, id: string, files: readonly StoredFile[]): void {
  const { world, team, app, install, bot, args } = call
  const channel = channelOf(call, undefined, id)
  if (channel.archived) throw new Refusal('posting_to_channel_denied')
  if (!isMember(channel, bot.id)) throw new Refusal('not_in_channel')
  // A comment makes Slack ignore blocks.
  const useBlocks = args.has('blocks') && !args.has('initial_comment')
  post(world, team, channel, {
    user: bot.id,
    bot_id: install.botId,
    app_id: app.id,
    text: args.text('initial_comment'),
    files: files.map((file) => file.id),
    ...(useBlocks && { blocks: checkMessageBlocks(args.json('blocks')) }),
    ...(args.has('thread_ts') && { thread_ts: args.text('thread_ts') }),
  })
}

export const filesInfo: Method = {
  tier: 't4',
  scopes: ['files:read'],
  args: ['count', 'cursor', 'file', 'limit', 'page'],
  required: ['file'],
  missing: { file: 'file_not_found' },
  errors: ['file_not_found'],
  run: ({ world, team, args }) => {
    const file = team.files[args.text('file')]
    if (file === undefined || file.state === 'expected') throw new Refusal('file_not_found')
    const { public: open, groups } = shares(team, file)
    const shown = { ...fileObject(world, team, file.id), shares: { public: open, private: groups } }
    return { file: shown, comments: [], response_metadata: { next_cursor: '' } }
  },
}

/** Where the file was shared, which is how one learns the `ts` of the message that shows it. */
function shares(team: Call['team'], file: StoredFile) {
  const found: Record<'public' | 'groups', Record<string, { ts: string }[]>> = { public: {}, groups: {} }
  for (const id of file.channels) {
    const channel = team.channels[id]
    const messages = channel?.messages.filter((message) => message.files?.includes(file.id)) ?? []
    const side = channel?.kind === 'public' ? found.public : found.groups
    side[id] = messages.map(({ ts }) => ({ ts }))
  }
  return found
}
