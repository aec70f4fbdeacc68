import { once } from 'node:events'
import type { App } from '@slack/bolt'
import { expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { read } from '../../../src/sandbox/slack/labels.ts'
import { bolt, later, refused, web, workspace } from './local.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const view = (title: string, more: object = {}) => ({
  type: 'modal' as const,
  title: plain(title),
  blocks: [
    {
      type: 'actions' as const,
      elements: [{ type: 'button' as const, action_id: 'next', text: plain('Next') }],
    },
  ],
  ...more,
})
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('takes a trigger once, in time, and from its own app', async () => {
  const { slack, ada } = await workspace({ ackWithin: 250 })
  const outcomes: string[] = []
  await bolt(slack, (app) => {
    app.command('/join-round', async ({ ack, client, body }) => {
      const open = () => refused(client.views.open({ trigger_id: body.trigger_id, view: view('One') }))
      await ack()
      if (body.text === 'late') await sleep(300)
      outcomes.push(await open(), await open())
    })
  })
  await ada.command('/join-round')
  await ada.modal()
  await expect.poll(() => outcomes).toEqual(['ok', 'exchanged_trigger_id'])
  await ada.command('/join-round', 'late')
  await expect.poll(() => outcomes.slice(2)).toEqual(['expired_trigger_id', 'expired_trigger_id'])
  expect(await refused(web(slack).views.open({ trigger_id: 'x', view: view('One') }))).toBe(
    'invalid_trigger_id',
  )
})

it('stacks three views, updates them, and tells of closing where asked', async () => {
  const { slack, ada } = await workspace()
  const closed: string[] = []
  const outcomes: string[] = []
  await bolt(slack, (app) => {
    app.command('/join-round', async ({ ack, client, body }) => {
      await ack()
      await client.views.open({
        trigger_id: body.trigger_id,
        view: view('1', { notify_on_close: true, callback_id: 'one' }),
      })
    })
    app.action('next', async ({ ack, client, body }) => {
      await ack()
      if (body.type !== 'block_actions') return
      const title = String(Number(body.view?.title.text) + 1)
      outcomes.push(await refused(client.views.push({ trigger_id: body.trigger_id, view: view(title) })))
      if (title === '4') {
        const id = body.view?.id ?? ''
        outcomes.push(await refused(client.views.update({ view_id: id, hash: 'old', view: view('x') })))
        await client.views.update({ view_id: id, hash: body.view?.hash ?? '', view: view('Changed') })
      }
    })
    app.view({ callback_id: 'one', type: 'view_closed' }, async ({ ack, view: gone }) => {
      closed.push(gone.callback_id)
      await ack()
    })
  })
  await ada.command('/join-round')
  await ada.modal()
  const titled = (title: string) => ada.until((seen) => seen.views.at(-1)?.title?.text === title || undefined)
  for (const title of ['2', '3']) {
    await ada.click('Next')
    await titled(title)
  }
  await ada.click('Next')
  await titled('Changed')
  expect(outcomes).toEqual(['ok', 'ok', 'push_limit_reached', 'hash_conflict'])
  await ada.close()
  await titled('2')
  expect(closed).toEqual([])
  await ada.close(true)
  expect(closed).toEqual(['one'])
})

it('gives what has changed in a modal for the answer, not what was there', async () => {
  const { slack, ada } = await workspace()
  const saying = (words: string) =>
    view('Round 1', { blocks: [{ type: 'section', text: plain(words) }, ...view('').blocks] })
  await bolt(slack, (app) => {
    app.command('/join-round', async ({ ack, client, body }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: saying('A draft') })
    })
    app.action('next', async ({ ack, client, body }) => {
      await ack()
      if (body.type !== 'block_actions') return
      for (const words of ['Wait', 'Published']) {
        await sleep(100)
        await client.views.update({ view_id: body.view?.id ?? '', view: saying(words) })
      }
    })
  })
  await ada.command('/join-round')
  expect(read(await ada.answer('Wait'))).toContain('A draft')
  await ada.click('Next')
  expect(read(await ada.answer('Wait'))).toContain('Published')
})

const buttons = [
  { type: 'section' as const, text: plain('Are you in touch?') },
  {
    type: 'actions' as const,
    block_id: 'touch',
    elements: [
      { type: 'button' as const, action_id: 'yes', text: plain('Yes'), value: 'v1' },
      {
        type: 'static_select' as const,
        action_id: 'why',
        placeholder: plain('Why not?'),
        options: [
          { text: plain('No time'), value: 'time' },
          { text: plain('No answer'), value: 'silent' },
        ],
      },
    ],
  },
]

it('answers buttons and selects in messages through the response URL, five times', async () => {
  const { slack, ada } = await workspace()
  const payloads: unknown[] = []
  const outcomes: string[] = []
  const handle = (app: App) => {
    app.command('/status-of', ({ ack }) => ack({ text: 'Question', blocks: buttons }))
    app.action('why', async ({ ack, respond, body, payload }) => {
      await ack()
      payloads.push(payload, body)
      await respond({ replace_original: true, text: 'Thank you' })
    })
    app.action('yes', async ({ ack, respond }) => {
      await ack()
      for (let use = 0; use < 6; use += 1) {
        outcomes.push(
          await respond(`Use ${use}`).then(
            () => 'ok',
            () => 'refused',
          ),
        )
      }
    })
  }
  await bolt(slack, handle)
  await ada.command('/status-of')
  await ada.reply()
  expect(await ada.click('Yes')).toEqual({ ok: true })
  await expect.poll(() => outcomes.length).toBe(6)
  expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'refused'])
  await ada.click('Why not?', 'No answer')
  expect((await ada.reply()).text).toBe('Thank you')
  expect(payloads[0]).toMatchObject({
    type: 'static_select',
    selected_option: { value: 'silent' },
    block_id: 'touch',
  })
  expect(payloads[1]).toMatchObject({ container: { type: 'message', is_ephemeral: true } })
  expect(payloads[1]).not.toHaveProperty('message')
  expect((await ada.sees()).ephemerals).toHaveLength(6)
  await expect(ada.click('Why not?')).rejects.toThrow('nothing is called')
})

it('answers a submission with another view, or with errors that nobody could show', async () => {
  const { slack, ada } = await workspace()
  const input = {
    type: 'input' as const,
    block_id: 'name',
    label: plain('Name'),
    element: { type: 'plain_text_input' as const, action_id: 'v', initial_value: 'Ada' },
  }
  const form = {
    type: 'modal' as const,
    callback_id: 'form',
    title: plain('Form'),
    submit: plain('Send'),
    blocks: [input],
  }
  await bolt(slack, (app) => {
    app.command('/join-round', async ({ ack, client, body }) => {
      await ack()
      await client.views.open({ trigger_id: body.trigger_id, view: form })
    })
    app.view('form', async ({ ack, view: sent }) => {
      const name = sent.state.values.name?.v?.value
      if (name === 'Ada') await ack({ response_action: 'errors', errors: { nowhere: 'x' } })
      else if (name === 'push') await ack({ response_action: 'push', view: view('Second') })
      else await ack({ response_action: 'update', view: { ...form, title: plain(`Hello ${name}`) } })
    })
  })
  await ada.command('/join-round')
  await ada.modal()
  expect(await ada.submit()).toMatchObject({ ok: false, error: expect.stringContaining('trouble') })
  await ada.fill({ Name: 'Grace' })
  expect(await ada.submit()).toEqual({ ok: true })
  const updated = await ada.modal()
  expect(updated.title?.text).toBe('Hello Grace')
  // What was typed stays, since block and element kept their ids.
  expect(updated.values.name?.v?.value).toBe('Grace')
  await ada.fill({ Name: 'push' })
  await ada.submit()
  expect((await ada.sees()).views).toHaveLength(2)
})

it('sends events to those who subscribed, and again to those who did not take them', async () => {
  const { slack, ada, control } = await workspace({ ackWithin: 100, rateScale: 100_000 })
  const heard: string[] = []
  await bolt(slack, (app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      heard.push(`home ${event.user}`)
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [buttons[0] as never] },
      })
    })
    app.event('team_join', async ({ event }) => void heard.push(`join ${event.user.id}`))
    app.message(async () => void heard.push('message'))
  })
  await ada.openHome('A1')
  const home = await ada.until((seen) => seen.homes.A1)
  expect(home.blocks).toHaveLength(1)
  await control.addUsers('T1', [{ id: 'U7', real_name: 'New' }])
  await expect.poll(() => heard).toEqual(['home U1', 'join U7'])
  // Nobody subscribed to messages.
  await ada.type('hello', 'A1')
  await control.addFaults({ on: 'events_api', kind: 'drop' })
  await control.addUsers('T1', [{ id: 'U8', real_name: 'Newer' }])
  await expect.poll(() => slack.stats.eventRetries, { timeout: 3_000 }).toBe(3)
  expect(heard).toEqual(['home U1', 'join U7'])
})

it('tells of members, profiles and messages to the bot that is there to hear it', async () => {
  const events = ['member_joined_channel', 'member_left_channel', 'user_change', 'message.groups']
  const { slack, ada, grace, control } = await workspace({}, { events })
  const heard: string[] = []
  await bolt(slack, (app) => {
    app.event('member_left_channel', async ({ event }) => void heard.push(`left ${event.user}`))
    app.event('member_joined_channel', async ({ event }) => void heard.push(`joined ${event.user}`))
    app.event('user_change', async ({ event }) => void heard.push(`now ${event.user.real_name}`))
    app.message(async ({ message }) => {
      if (message.subtype === undefined) heard.push(`said ${message.text}`)
    })
  })
  const unheard = await control.createChannel('T1', 'unheard', ['U1', 'U2'], true)
  await ada.type('nobody hears this', unheard)
  const channel = await control.createChannel('T1', 'pair', ['UBOT', 'U1'], true)
  await control.invite('T1', channel, ['U2'])
  await ada.type('1 < 2', channel)
  await grace.leave(channel)
  await control.changeUser('T1', 'U1', { real_name: 'Ada King' })
  await expect
    .poll(() => [...heard].sort())
    .toEqual(['joined U2', 'left U2', 'now Ada King', 'said 1 &lt; 2'])
})

it('opens ten sockets for an app and no more', async () => {
  const { slack, control } = await workspace()
  const client = web(slack, 'xapp-local')
  const greetings = []
  for (let count = 0; count < 11; count += 1) {
    const { url } = await client.apps.connections.open({})
    const socket = new WebSocket(String(url))
    later(async () => socket.terminate())
    greetings.push(JSON.parse(String((await once(socket, 'message'))[0])))
  }
  expect(greetings[0]).toMatchObject({ type: 'hello', num_connections: 1, connection_info: { app_id: 'A1' } })
  expect(greetings[9]).toMatchObject({ type: 'hello', num_connections: 10 })
  expect(greetings[10]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' })
  expect((await control.state()).apps[0]?.sockets).toBe(10)
})
