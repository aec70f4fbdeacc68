import { Routes } from 'discord.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import WebSocket from 'ws'
import { refusal, rest, type Scene, scene } from './bot.ts'

/** A bare client: what it answers with is any body, also one that discord.js would not build. */
let at: Scene
let socket: WebSocket
let answer: (interaction: Payload) => void = () => {}

interface Payload {
  readonly id: string
  readonly token: string
  readonly type: number
  readonly data: { readonly components?: unknown; readonly resolved?: unknown }
}

beforeAll(async () => {
  at = await scene({ timeScale: 3_000 })
  await rest(at).put(Routes.applicationCommands(at.app), { body: [{ name: 'form', description: 'x' }] })
  socket = new WebSocket(at.discord.url.replace('http', 'ws'))
  await new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const { op, t, d } = JSON.parse(String(data)) as { op: number; t: string; d: Payload }
      if (op === 10) socket.send(JSON.stringify({ op: 2, d: { token: at.token, intents: 0 } }))
      if (t === 'READY') resolve()
      if (t === 'INTERACTION_CREATE') answer(d)
    })
  })
})
afterAll(async () => {
  socket.close()
  await at.discord.close()
})

const callback = (i: Payload, body: object) =>
  rest(at).post(Routes.interactionCallback(i.id, i.token), { body, auth: false })

/** Has a person do something and gives what came of the bot's answer to it. */
function answering<T>(act: () => Promise<unknown>, respond: (i: Payload) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    answer = (i) => void respond(i).then(resolve, reject)
    void act().catch(reject)
  })
}

const aroha = () => at.control.person(at.guild, 'aroha')
const command = () => aroha().command('form', {}, { settle: false })
const modal = (...components: object[]) => ({ type: 9, data: { custom_id: 'm', title: 'Form', components } })
const label = (component: object, text = 'Field') => ({ type: 18, label: text, component })
const line = (id: string, more: object = {}) => ({ type: 4, custom_id: id, style: 1, ...more })
const options = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ label: `o${i}`, value: `${i}` }))

it.each<[string, object]>([
  ['no components', modal()],
  ['six components', modal(...Array.from({ length: 6 }, (_, i) => label(line(`${i}`))))],
  [
    'a title of 46',
    { type: 9, data: { custom_id: 'm', title: 'x'.repeat(46), components: [label(line('a'))] } },
  ],
  ['a label of 46', modal(label(line('a'), 'x'.repeat(46)))],
  ['a custom id twice', modal(label(line('a')), label(line('a')))],
  ['a value longer than the field', modal(label(line('a', { max_length: 2, value: 'xyz' })))],
  ['a button', modal({ type: 1, components: [{ type: 2, style: 1, custom_id: 'b', label: 'x' }] })],
  ['a radio group of one', modal(label({ type: 21, custom_id: 'r', options: options(1) }))],
  ['eleven checkboxes', modal(label({ type: 22, custom_id: 'c', options: options(11) }))],
  ['a line without a label', modal(line('a'))],
])('refuses a form with %s', async (_, body) => {
  expect(await answering(command, (i) => refusal(callback(i, body)))).toMatchObject({ code: 50035 })
})

it('takes every kind of field, and hands back what was filled in', async () => {
  await answering(command, (i) =>
    callback(
      i,
      modal(
        label(line('name', { value: 'Aroha' }), 'Name'),
        label({ type: 21, custom_id: 'radio', options: options(2) }, 'One of'),
        label({ type: 22, custom_id: 'boxes', options: options(3), min_values: 2 }, 'Some of'),
        label({ type: 23, custom_id: 'box' }, 'Agreed'),
        label({ type: 6, custom_id: 'role', required: false }, 'Role'),
      ),
    ),
  )
  await expect(aroha().submit()).rejects.toThrow('"One of" is required')
  await aroha().fill({ 'One of': 'o1', 'Some of': ['o0'], Agreed: true })
  await expect(aroha().submit()).rejects.toThrow('"Some of" takes 2 to 3')
  await aroha().fill({ 'Some of': ['o0', 'o2'] })
  const submitted = await answering(
    () => aroha().submit(),
    async (i) => {
      // Neither a form nor an update may answer a form that a command opened.
      expect(await refusal(callback(i, modal(label(line('a')))))).toMatchObject({ code: 50035 })
      expect(await refusal(callback(i, { type: 7, data: { content: 'x' } }))).toMatchObject({ code: 50035 })
      await callback(i, { type: 4, data: { content: 'Thanks', flags: 64 } })
      return i
    },
  )
  expect(submitted.data.components).toMatchObject([
    { type: 18, component: { type: 4, custom_id: 'name', value: 'Aroha' } },
    { type: 18, component: { type: 21, value: '1' } },
    { type: 18, component: { type: 22, values: ['0', '2'] } },
    { type: 18, component: { type: 23, value: true } },
    { type: 18, component: { type: 6, values: [] } },
  ])
})

it('opens no form after asking for time, and lets a token run out', async () => {
  const { id, token } = await answering(command, async (i) => {
    expect(await refusal(callback(i, { type: 5, data: { flags: 64 | (1 << 15) } }))).toMatchObject({
      code: 50035,
    })
    await callback(i, { type: 5, data: { flags: 64 } })
    return i
  })
  expect(await refusal(callback({ id, token, type: 2, data: {} }, modal(label(line('a')))))).toMatchObject({
    code: 40060,
  })
  const edit = () =>
    rest(at).patch(Routes.webhookMessage(at.app, token), { body: { content: 'Done' }, auth: false })
  expect(await edit()).toMatchObject({ content: 'Done', flags: 64 })
  await new Promise((resolve) => setTimeout(resolve, 320))
  expect(await refusal(edit())).toMatchObject({ status: 401, code: 50027 })
})

it('offers at most 25 choices while typing', async () => {
  await rest(at).put(Routes.applicationCommands(at.app), {
    body: [
      {
        name: 'form',
        description: 'x',
        options: [{ type: 3, name: 'zone', description: 'x', autocomplete: true }],
      },
    ],
  })
  const offers = (count: number) => ({
    type: 8,
    data: { choices: Array.from({ length: count }, (_, i) => ({ name: `z${i}`, value: `${i}` })) },
  })
  const codes = answering(
    () => aroha().complete('form', 'zone', 'pac'),
    async (i) => {
      expect(await refusal(callback(i, offers(26)))).toMatchObject({ code: 50035 })
      expect(await refusal(callback(i, { type: 4, data: { content: 'x' } }))).toMatchObject({ code: 50035 })
      return callback(i, offers(25))
    },
  )
  await codes
})
