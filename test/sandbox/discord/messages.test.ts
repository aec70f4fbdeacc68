import { AttachmentBuilder, type Client, MessageFlags, type REST, Routes, type TextChannel } from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { connect, refusal, rest, type Scene, scene } from './bot.ts'

let at: Scene
let client: Client<true>
let api: REST

beforeAll(async () => {
  at = await scene()
  client = await connect(at)
  api = rest(at)
})
afterAll(async () => {
  await client.destroy()
  await at.discord.close()
})

interface Sent {
  readonly id: string
  readonly mentions: readonly { id: string }[]
  readonly mention_everyone: boolean
  readonly mention_roles: readonly string[]
  readonly components: readonly Record<string, unknown>[]
}
const send = (body: object, files?: { name: string; data: Buffer }[]) =>
  api.post(Routes.channelMessages(at.general), { body, ...(files ? { files } : {}) }) as Promise<Sent>
const edit = (id: string, body: object) => api.patch(Routes.channelMessage(at.general, id), { body })

const text = (content: string, more: object = {}) => ({ type: 10, content, ...more })
const V2 = MessageFlags.IsComponentsV2
const button = (id: string, label: string) => ({ type: 2, style: 1, custom_id: id, label })

it('gives the same message for the same enforced nonce, and not for another', async () => {
  const first = await send({ content: 'once', nonce: 'key1', enforce_nonce: true })
  const again = await send({ content: 'once more', nonce: 'key1', enforce_nonce: true })
  const other = await send({ content: 'another', nonce: 'key2', enforce_nonce: true })
  const unforced = await send({ content: 'loose', nonce: 'key1' })
  expect(again.id).toBe(first.id)
  expect(new Set([first.id, other.id, unforced.id]).size).toBe(3)
  await api.delete(Routes.channelMessage(at.general, first.id))
  expect(await refusal(send({ content: 'gone', nonce: 'key1', enforce_nonce: true }))).toMatchObject({
    code: 10008,
  })
})

const many = (count: number, make: (i: number) => object) => Array.from({ length: count }, (_, i) => make(i))

it.each<[string, object, string]>([
  ['nothing', { content: '' }, '50006'],
  ['2,001 characters', { content: 'x'.repeat(2_001) }, 'content'],
  ['a misspelt field', { contents: 'x' }, 'contents'],
  ['a nonce of 26', { content: 'x', nonce: 'n'.repeat(26) }, 'nonce'],
  [
    'users parsed and named',
    { content: 'x', allowed_mentions: { parse: ['users'], users: ['1'] } },
    'allowed_mentions',
  ],
  ['content with V2', { flags: V2, content: 'x', components: [text('x')] }, 'content'],
  ['embeds with V2', { flags: V2, embeds: [{ title: 'x' }], components: [text('x')] }, 'embeds'],
  ['V2 components without the flag', { components: [text('x')] }, 'components'],
  [
    '41 components',
    { flags: V2, components: [{ type: 17, components: many(40, () => text('x')) }] },
    'components',
  ],
  [
    '4,001 characters over two',
    { flags: V2, components: [text('x'.repeat(4_000)), text('y')] },
    'components',
  ],
  [
    'a custom id twice',
    { flags: V2, components: [{ type: 1, components: [button('a', 'A'), button('a', 'B')] }] },
    'components',
  ],
  ['an id twice', { flags: V2, components: [text('a', { id: 7 }), text('b', { id: 7 })] }, 'components'],
  ['a label of 81', { components: [{ type: 1, components: [button('a', 'x'.repeat(81))] }] }, 'components'],
  [
    'six buttons in a row',
    { components: [{ type: 1, components: many(6, (i) => button(`${i}`, 'x')) }] },
    'components',
  ],
  [
    'six rows',
    { components: many(6, (i) => ({ type: 1, components: [button(`${i}`, 'x')] })) },
    'components',
  ],
  [
    '26 options',
    {
      components: [
        {
          type: 1,
          components: [
            { type: 3, custom_id: 's', options: many(26, (i) => ({ label: 'x', value: `${i}` })) },
          ],
        },
      ],
    },
    'components',
  ],
  [
    'an option value twice',
    {
      components: [
        {
          type: 1,
          components: [{ type: 3, custom_id: 's', options: many(2, () => ({ label: 'x', value: 'v' })) }],
        },
      ],
    },
    'components',
  ],
  [
    'a select beside a button',
    { components: [{ type: 1, components: [button('a', 'x'), { type: 5, custom_id: 's' }] }] },
    'components',
  ],
  [
    'a section without accessory',
    { flags: V2, components: [{ type: 9, components: [text('x')] }] },
    'components',
  ],
  [
    'a container in a container',
    { flags: V2, components: [{ type: 17, components: [{ type: 17, components: [text('x')] }] }] },
    'components',
  ],
  [
    'a picture that is not there',
    { flags: V2, components: [{ type: 12, items: [{ media: { url: 'attachment://no.png' } }] }] },
    'components',
  ],
  [
    'a link that is none',
    { components: [{ type: 1, components: [{ type: 2, style: 5, label: 'x', url: 'javascript:x' }] }] },
    'components',
  ],
  ['6,001 characters of embeds', { embeds: many(2, () => ({ description: 'x'.repeat(3_001) })) }, 'embeds'],
])('refuses %s', async (_, body, field) => {
  const { code, raw } = await refusal(send(body))
  if (field === '50006') expect(code).toBe(50006)
  else {
    expect(code).toBe(50035)
    expect(raw).toHaveProperty(['errors', field])
  }
})

it('keeps the ids of components, numbers the others, and never takes V2 away', async () => {
  const sent = await send({
    flags: V2,
    components: [{ type: 17, id: 123_456_789, components: [text('one'), text('two')] }],
  })
  const [listed] = (await api.get(Routes.channelMessages(at.general), {
    query: new URLSearchParams({ limit: '1' }),
  })) as Sent[]
  expect(listed?.id).toBe(sent.id)
  expect(listed?.components[0]).toMatchObject({ id: 123_456_789, components: [{ id: 1 }, { id: 2 }] })
  expect(await refusal(edit(sent.id, { flags: 0, content: 'plain', components: [] }))).toMatchObject({
    code: 50035,
  })
  expect(await edit(sent.id, { components: [text('three')] })).toMatchObject({ flags: V2, content: '' })
})

it.each<[string, object, { users?: boolean; everyone?: boolean; role?: boolean }]>([
  ['nobody with an empty parse', { allowed_mentions: { parse: [] } }, {}],
  ['only those named', { allowed_mentions: { users: ['aroha'] } }, { users: true }],
  ['users by default, and everyone only with the permission', {}, { users: true, role: false }],
])('notifies %s', async (_, more, expected) => {
  const named = JSON.parse(JSON.stringify(more).replace('"aroha"', `"${at.aroha}"`))
  const sent = await send({ content: `<@${at.aroha}> @everyone`, ...named })
  expect(sent.mentions.map((user) => user.id)).toEqual(expected.users ? [at.aroha] : [])
  expect(sent.mention_everyone).toBe(false)
})

it('notifies nobody from code, but reads text components', async () => {
  const coded = await send({ content: `\`<@${at.aroha}>\`` })
  expect(coded.mentions).toEqual([])
  const shown = await send({ flags: V2, components: [text(`<@${at.aroha}>`)] })
  expect(shown.mentions.map((user) => user.id)).toEqual([at.aroha])
})

it('takes files, shows them by components and serves their bytes', async () => {
  const channel = (await client.channels.fetch(at.general)) as TextChannel
  const bytes = Buffer.from('not really a picture')
  await channel.send({
    flags: V2,
    files: [new AttachmentBuilder(bytes, { name: 'map.png', description: 'A map' })],
    components: [{ type: 12, items: [{ media: { url: 'attachment://map.png' }, description: 'A map' }] }],
  })
  const seen = await at.control.person(at.guild, 'aroha').seesChannel('general')
  const [file] = seen?.messages.at(-1)?.attachments ?? []
  expect(file).toMatchObject({ filename: 'map.png', description: 'A map' })
  const served = await fetch(file?.url ?? '')
  expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true)
  expect(served.headers.get('content-type')).toBe('image/png')
})

it('pages through history', async () => {
  const ids: string[] = []
  for (let i = 0; i < 6; i++) ids.push((await send({ content: `page ${i}` })).id)
  const page = async (query: Record<string, string>) => {
    const all = (await api.get(Routes.channelMessages(at.general), {
      query: new URLSearchParams(query),
    })) as Sent[]
    return all.map((message) => ids.indexOf(message.id))
  }
  expect(await page({ limit: '2' })).toEqual([5, 4])
  expect(await page({ limit: '2', before: ids[4]! })).toEqual([3, 2])
  expect(await page({ limit: '2', after: ids[1]! })).toEqual([3, 2])
  expect(await page({ limit: '3', around: ids[2]! })).toEqual([3, 2, 1])
})

it('reacts and pins, the latter with PIN_MESSAGES', async () => {
  const channel = (await client.channels.fetch(at.general)) as TextChannel
  const message = await channel.send('Mark me')
  await message.react('👋')
  await at.control.person(at.guild, 'bela').react(message.id, '👋')
  await message.pin()
  const seen = await at.control.person(at.guild, 'aroha').seesChannel('general')
  expect(seen?.messages.find((entry) => entry.id === message.id)).toMatchObject({
    pinned: true,
    reactions: [{ emoji: '👋', count: 2 }],
  })
  expect(await api.get(`/channels/${at.general}/messages/pins`)).toMatchObject({
    items: [{ message: { id: message.id } }],
  })
  expect(
    await refusal(api.put(Routes.channelMessageOwnReaction(at.general, message.id, 'nonsense'))),
  ).toMatchObject({ code: 10014 })
})

it('lets nobody edit what others wrote', async () => {
  const { id } = await at.control.person(at.guild, 'aroha').post('mine')
  expect(await refusal(edit(id, { content: 'yours' }))).toMatchObject({ status: 403, code: 50005 })
  expect(await refusal(api.delete(Routes.channelMessage(at.general, id)))).toMatchObject({ code: 50013 })
})

it('speaks through a webhook under another name, and never pings everyone by it', async () => {
  const channel = (await client.channels.fetch(at.general)) as TextChannel
  const hook = await channel.createWebhook({ name: 'Bridge' })
  const said = await hook.send({
    content: '@everyone hello',
    username: 'Aroha (Slack)',
    allowedMentions: { parse: [] },
  })
  expect(said.author.username).toBe('Aroha (Slack)')
  const seen = await at.control.person(at.guild, 'bela').seesChannel('general')
  expect(seen?.messages.at(-1)).toMatchObject({ author: 'Aroha (Slack)', mentionEveryone: false })
  await hook.editMessage(said.id, 'changed')
  expect(await refusal(hook.send({ content: 'x', username: 'Discord Team' }))).toMatchObject({ code: 50035 })
  for (let i = 1; i < 15; i++) await channel.createWebhook({ name: `w${i}` })
  expect(await refusal(channel.createWebhook({ name: 'w16' }))).toMatchObject({ code: 30007 })
})
