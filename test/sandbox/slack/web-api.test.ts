import { expect, it } from 'vitest'
import { manifest, refused, web, workspace } from './local.ts'

it('refuses tokens that are none and arguments that do not exist', async () => {
  const { slack, control } = await workspace()
  const client = web(slack)
  expect(await client.auth.test()).toMatchObject({ user_id: 'UBOT', team_id: 'T1', team: 'Libraries' })
  expect(await refused(web(slack, 'xoxb-wrong').auth.test())).toBe('invalid_auth')
  expect(await refused(web(slack, 'xapp-local').auth.test())).toBe('not_allowed_token_type')
  expect(await refused(client.apiCall('chat.postMesage'))).toBe('unknown_method')
  expect(await refused(client.users.info({ user: 'U9' }))).toBe('user_not_found')
  const typo = client.apiCall('chat.postMessage', { channel: 'C1', text: 'x', unfurl: true })
  await expect(typo).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: { messages: [expect.stringContaining('unfurl')] },
    },
  })
  expect(await refused(client.apiCall('views.publish', { user_id: 'U1' }))).toBe('invalid_arguments')
  await control.revoke('A1', 'T1', 'token_revoked')
  expect(await refused(client.auth.test())).toBe('token_revoked')
})

it('lets no web page reach in', async () => {
  const { slack } = await workspace()
  const ask = (headers: Record<string, string>) => fetch(`${slack.url}/_control/state`, { headers })
  expect((await ask({})).status).toBe(200)
  expect((await ask({ origin: 'https://elsewhere.example' })).status).toBe(403)
})

it('tells which scope is missing', async () => {
  const { slack } = await workspace({}, { scopes: ['commands', 'chat:write', 'channels:read'] })
  const made = web(slack).conversations.create({ name: 'pairs', is_private: true })
  await expect(made).rejects.toMatchObject({
    data: {
      error: 'missing_scope',
      needed: expect.stringContaining('groups:write'),
      provided: expect.any(String),
    },
  })
  expect(await refused(web(slack).conversations.list({ types: 'private_channel' }))).toBe('missing_scope')
  expect(await refused(web(slack).conversations.list())).toBe('ok')
})

it.each([
  ['', 'invalid_name_required'],
  ['Pairs', 'invalid_name_specials'],
  ['two words', 'invalid_name_specials'],
  ['a.b', 'invalid_name_specials'],
  ['---', 'invalid_name_punctuation'],
  ['a'.repeat(81), 'invalid_name_maxlength'],
  ['general', 'name_taken'],
  ['pm-r07-k3f9a2', 'ok'],
])('names a channel %s: %s', async (name, outcome) => {
  const { slack } = await workspace()
  expect(await refused(web(slack).conversations.create({ name, is_private: true }))).toBe(outcome)
})

it('keeps the name of an archived channel taken and never lets a bot bring it back', async () => {
  const { slack } = await workspace()
  const client = web(slack)
  const channel = (await client.conversations.create({ name: 'pair', is_private: true })).channel?.id ?? ''
  await client.conversations.archive({ channel })
  expect(await refused(client.conversations.create({ name: 'pair' }))).toBe('name_taken')
  expect(await refused(client.conversations.unarchive({ channel }))).toBe('not_in_channel')
  expect(await refused(client.conversations.history({ channel }))).toBe('channel_not_found')
})

it('invites people one by one, all or none unless forced', async () => {
  const { slack, control } = await workspace()
  await control.addUsers('T1', [
    { id: 'U4', real_name: 'Gone', deleted: true },
    { id: 'U5', real_name: 'Guest', guest: 'single-channel' },
  ])
  await control.createChannel('T1', 'guests', ['U5'])
  const client = web(slack)
  const channel = (await client.conversations.create({ name: 'pair', is_private: true })).channel?.id ?? ''
  expect(await refused(client.conversations.invite({ channel, users: 'U1,UNO' }))).toBe('user_not_found')
  expect(await refused(client.conversations.invite({ channel, users: 'UBOT' }))).toBe('cant_invite_self')
  expect(await refused(client.conversations.invite({ channel, users: 'U4' }))).toBe('cant_invite')
  expect(await refused(client.conversations.invite({ channel, users: 'U5' }))).toBe('ura_max_channels')
  const forced = await client.conversations.invite({ channel, users: 'U1,UNO', force: true })
  expect(forced).toMatchObject({ ok: true, errors: [{ user: 'UNO', error: 'user_not_found' }] })
  expect(await refused(client.conversations.invite({ channel, users: 'U1' }))).toBe('already_in_channel')
  expect((await client.conversations.members({ channel })).members).toEqual(['UBOT', 'U1'])
})

it('hides private channels from those who are not in them', async () => {
  const { slack, control } = await workspace()
  const client = web(slack)
  const hidden = await control.createChannel('T1', 'hidden', ['U1', 'U2'], true)
  const open = await control.createChannel('T1', 'open', ['U1'])
  expect(await refused(client.conversations.info({ channel: hidden }))).toBe('channel_not_found')
  expect(await refused(client.conversations.history({ channel: open }))).toBe('not_in_channel')
  expect(await refused(client.chat.postMessage({ channel: open, text: 'hi' }))).toBe('not_in_channel')
  await control.createTeam({ id: 'T1', name: '', settings: { channelCreation: 'admins' } })
  expect(await refused(client.conversations.create({ name: 'x' }))).toBe('restricted_action')
})

it('gives the same group message to the same people', async () => {
  const { slack } = await workspace()
  const client = web(slack)
  const first = await client.conversations.open({ users: 'U1,U2' })
  const again = await client.conversations.open({ users: 'U2,U1' })
  expect(again.channel?.id).toBe(first.channel?.id)
  expect(await refused(client.conversations.open({ users: 'a,b,c,d,e,f,g,h,i' }))).toBe('too_many_users')
})

it('edits, deletes, reacts, pins and lists by pages', async () => {
  const { slack } = await workspace()
  const client = web(slack)
  const channel = (await client.conversations.create({ name: 'pair', is_private: true })).channel?.id ?? ''
  expect(await refused(client.chat.postMessage({ channel, text: '' }))).toBe('no_text')
  const posts = []
  for (const text of ['one', 'two', 'three'])
    posts.push(String((await client.chat.postMessage({ channel, text })).ts))
  expect([...posts].sort()).toEqual(posts)
  const [one = '', two = '', three = ''] = posts
  await client.chat.update({ channel, ts: one, text: 'first' })
  await client.chat.delete({ channel, ts: two })
  expect(await refused(client.chat.update({ channel, ts: two, text: 'x' }))).toBe('message_not_found')
  await client.reactions.add({ channel, timestamp: three, name: 'wave' })
  expect(await refused(client.reactions.add({ channel, timestamp: three, name: 'wave' }))).toBe(
    'already_reacted',
  )
  await client.pins.add({ channel, timestamp: three })
  expect(await refused(client.pins.add({ channel, timestamp: three }))).toBe('already_pinned')
  const reply = await client.chat.postMessage({ channel, text: 'below', thread_ts: three })
  const history = await client.conversations.history({ channel, limit: 2 })
  expect(history.messages?.map(({ text }) => text)).toEqual(['three', 'first'])
  expect(history.has_more).toBe(true)
  const older = await client.conversations.history({ channel, latest: three, oldest: one, inclusive: true })
  expect(older.messages?.map(({ text }) => text)).toEqual(['three', 'first'])
  const thread = await client.conversations.replies({ channel, ts: three })
  expect(thread.messages?.map(({ ts }) => ts)).toEqual([three, reply.ts])
  const users = []
  for await (const page of client.paginate('users.list', { limit: 2 }))
    users.push((page as { members?: unknown[] }).members?.length)
  expect(users).toEqual([2, 2])
})

it('keeps blocks under a new text until they are taken away', async () => {
  const { slack, control } = await workspace()
  const channel = await control.createChannel('T1', 'open', ['U1', 'UBOT'])
  const client = web(slack)
  const post = await client.chat.postMessage({ channel, text: 'a', blocks: [{ type: 'divider' }] })
  const ts = String(post.ts)
  const kept = await client.chat.update({ channel, ts, text: 'b' })
  expect(kept.message).toMatchObject({ text: 'b', blocks: [{ type: 'divider' }] })
  const bare = await client.chat.update({ channel, ts, text: 'c', blocks: [] })
  expect(bare.message).not.toHaveProperty('blocks')
})

it('shares an uploaded file, whose message is found through the file', async () => {
  const { slack, ada } = await workspace()
  const client = web(slack)
  const channel = (await client.conversations.create({ name: 'pair', is_private: true })).channel?.id ?? ''
  await client.conversations.invite({ channel, users: 'U1' })
  const wanted = { filename: 'map.png', length: 7, alt_txt: 'A map' }
  const { upload_url, file_id = '' } = await client.files.getUploadURLExternal(wanted)
  const complete = () =>
    client.files.completeUploadExternal({
      files: [{ id: file_id, title: 'Map' }],
      channel_id: channel,
      initial_comment: 'See the map',
    })
  expect(await refused(complete())).toBe('file_not_found')
  expect((await fetch(String(upload_url), { method: 'POST', body: 'short' })).status).toBe(400)
  expect((await fetch(String(upload_url), { method: 'POST', body: 'picture' })).status).toBe(200)
  await complete()
  const message = await ada.message('See the map')
  const shown = { name: 'map.png', title: 'Map', mimetype: 'image/png', alt_txt: 'A map', size: 7 }
  expect(message.files[0]).toMatchObject(shown)
  expect(await (await fetch(String(message.files[0]?.url_private))).text()).toBe('picture')
  const info = await client.files.info({ file: file_id })
  expect(info.file?.shares?.private?.[channel]?.[0]?.ts).toBe(message.ts)
  await client.filesUploadV2({
    channel_id: channel,
    filename: 'a.txt',
    content: 'words',
    initial_comment: 'Words',
  })
  expect((await ada.message('Words')).files[0]).toMatchObject({ name: 'a.txt', size: 5 })
})

it('refuses of a home tab what Slack refuses', async () => {
  const { slack, control, ada } = await workspace()
  const client = web(slack)
  const block = { type: 'section', text: { type: 'plain_text', text: 'Here' } }
  const publish = (view: object, more: object = {}) =>
    client.apiCall('views.publish', {
      user_id: 'U1',
      view: { type: 'home', blocks: [block], ...view },
      ...more,
    })
  expect(await refused(publish({ type: 'modal' }))).toBe('invalid_arguments')
  expect(await refused(publish({ blocks: Array(101).fill(block) }))).toBe('invalid_arguments')
  expect(await refused(publish({ title: { type: 'plain_text', text: 'Home' } }))).toBe('invalid_arguments')
  expect(await refused(publish({}, { user_id: 'U9' }))).toBe('invalid_arguments')
  expect(await refused(publish({}, { hash: '1.none' }))).toBe('hash_conflict')
  const shown = await publish({ blocks: Array(100).fill(block) })
  const { hash } = (shown as unknown as { view: { hash: string } }).view
  expect(await refused(publish({}, { hash }))).toBe('ok')
  expect(await refused(publish({}, { hash }))).toBe('hash_conflict')
  expect((await ada.sees()).homes.A1?.blocks).toHaveLength(1)
  const off = manifest()
  off.features.app_home.home_tab_enabled = false
  await control.createApp({ id: 'A1', manifest: off })
  expect(await refused(publish({}))).toBe('not_enabled')
})
