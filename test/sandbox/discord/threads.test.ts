import {
  ChannelType,
  type Client,
  type ForumChannel,
  type REST,
  Routes,
  type TextChannel,
  ThreadAutoArchiveDuration,
} from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, refusal, rest, type Scene, scene } from './bot.ts'

let at: Scene
let client: Client<true>
let api: REST
let general: TextChannel

beforeAll(async () => {
  at = await scene()
  client = await connect(at)
  api = rest(at)
  general = (await client.channels.fetch(at.general)) as TextChannel
})
afterAll(async () => {
  await client.destroy()
  await at.discord.close()
})

const privateThread = (name: string) =>
  general.threads.create({
    name,
    type: ChannelType.PrivateThread,
    invitable: false,
    autoArchiveDuration: ThreadAutoArchiveDuration.OneDay,
  })

it('shows a private thread to those who were added, and to nobody else', async () => {
  const thread = await privateThread('pair one')
  await thread.members.add(at.aroha)
  await thread.send('Hello, you two')
  expect(await at.control.person(at.guild, 'aroha').seesChannel('pair one')).toMatchObject({
    type: 12,
    messages: [{ text: 'Hello, you two' }],
  })
  expect(await at.control.person(at.guild, 'bela').seesChannel('pair one')).toBeUndefined()
  await at.control.person(at.guild, 'aroha').in('pair one').post('Hello back')
  await thread.members.remove(at.aroha)
  expect(await at.control.person(at.guild, 'aroha').seesChannel('pair one')).toBeUndefined()
})

it('archives quiet threads, refuses members there, and wakes them by a message', async () => {
  const thread = await privateThread('quiet')
  await at.control.advance(25 * 3_600_000)
  expect(await api.get(Routes.channel(thread.id))).toMatchObject({ thread_metadata: { archived: true } })
  expect(await refusal(thread.members.add(at.bela))).toMatchObject({ code: 50083 })
  const listed = await api.get(Routes.channelThreads(at.general, 'private'))
  expect(listed).toMatchObject({
    threads: expect.arrayContaining([expect.objectContaining({ id: thread.id })]),
  })
  await thread.send('Anybody?')
  expect(await api.get(Routes.channel(thread.id))).toMatchObject({ thread_metadata: { archived: false } })
})

it('holds 1,000 active threads', async () => {
  const full = await scene()
  const parent = full.discord.state.channels.get(full.general)!
  for (let i = 0; i < 1_000; i++)
    full.discord.state.channels.set(`9${String(i).padStart(17, '0')}`, {
      ...parent,
      id: `9${String(i).padStart(17, '0')}`,
      type: 11,
      parent_id: parent.id,
      thread: {
        archived: i === 999,
        locked: false,
        auto_archive_duration: 1_440,
        archive_timestamp: parent.id,
        create_timestamp: parent.id,
      },
    })
  const make = () => rest(full).post(Routes.threads(full.general), { body: { name: 'one', type: 12 } })
  await make()
  expect(await refusal(make())).toMatchObject({ status: 400, code: 160006 })
  const wake = rest(full).post(Routes.channelMessages(full.general), { body: { content: 'still here' } })
  await wake
  await full.discord.close()
})

it('opens forum posts with tags, and asks for one where the forum does', async () => {
  const guild = await client.guilds.fetch(at.guild)
  const forum = (await guild.channels.create({
    name: 'Monthly Topics',
    type: ChannelType.GuildForum,
    availableTags: [{ name: 'November' }, { name: 'Rules', moderated: true }],
  })) as ForumChannel
  const post = await forum.threads.create({
    name: 'Feedback',
    message: { content: 'What is good feedback?' },
    appliedTags: [forum.availableTags[0]!.id],
  })
  const starter = await post.fetchStarterMessage()
  expect(starter?.id).toBe(post.id)
  const seen = await at.control.person(at.guild, 'bela').seesChannel('Feedback')
  expect(seen).toMatchObject({ tags: ['November'], messages: [{ text: 'What is good feedback?' }] })
  await at.control.person(at.guild, 'bela').in('Feedback').post('Kind feedback')
  await api.patch(Routes.channel(forum.id), { body: { flags: 16 } })
  const bare = api.post(Routes.threads(forum.id), { body: { name: 'Bare', message: { content: 'x' } } })
  expect(await refusal(bare)).toMatchObject({ code: 40067 })
  expect(await refusal(api.post(Routes.channelMessages(forum.id), { body: { content: 'x' } }))).toMatchObject(
    { code: 50008 },
  )
})

it('starts one thread from a message', async () => {
  const message = await general.send('Discuss')
  const thread = await message.startThread({ name: 'Discussion' })
  expect(thread.id).toBe(message.id)
  const again = api.post(Routes.threads(at.general, message.id), { body: { name: 'Again' } })
  expect(await refusal(again)).toMatchObject({ code: 160004 })
})

it('relays into any thread through one webhook on the parent', async () => {
  const thread = await privateThread('bridged')
  const hook = await general.createWebhook({ name: 'Bridge' })
  await hook.send({ content: 'From Slack', threadId: thread.id, username: 'Béla' })
  const messages = await thread.messages.fetch()
  expect(messages.first()?.content).toBe('From Slack')
})
