import { expect, it } from 'vitest'
import { bolt, web, workspace } from './local.ts'

const modal = (note = '') => ({
  type: 'modal' as const,
  callback_id: 'join',
  title: { type: 'plain_text' as const, text: 'Join the round' },
  submit: { type: 'plain_text' as const, text: 'Join' },
  private_metadata: note,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'role',
      label: { type: 'plain_text' as const, text: 'What do you do?' },
      element: { type: 'plain_text_input' as const, action_id: 'value', max_length: 40 },
    },
    {
      type: 'input' as const,
      block_id: 'country',
      label: { type: 'plain_text' as const, text: 'Country' },
      element: { type: 'external_select' as const, action_id: 'country', min_query_length: 1 },
    },
  ],
})

it('goes from a command through a form to a private channel with a post that can be found again', async () => {
  const { slack, ada, grace, control } = await workspace()
  await bolt(slack, (app) => {
    app.command('/join-round', async ({ ack, client, body, respond }) => {
      await ack()
      await respond({ text: `One moment, ${body.text}` })
      await client.views.open({ trigger_id: body.trigger_id, view: modal() })
    })
    app.options('country', async ({ ack, payload }) => {
      const all = ['New Zealand', 'Netherlands', 'Brazil']
      const found = all.filter((name) => name.toLowerCase().startsWith(payload.value.toLowerCase()))
      await ack({ options: found.map((name) => ({ text: { type: 'plain_text', text: name }, value: name })) })
    })
    app.view('join', async ({ ack, view, client, body }) => {
      const role = view.state.values.role?.value?.value
      if (role === 'none') return ack({ response_action: 'errors', errors: { role: 'Say a little more.' } })
      await ack()
      const made = await client.conversations.create({ name: 'pm-r01-abc', is_private: true })
      const channel = made.channel?.id ?? ''
      await client.conversations.invite({ channel, users: [body.user.id, 'U2'].join(',') })
      const country = view.state.values.country?.country?.selected_option?.value
      await client.chat.postMessage({
        channel,
        text: `Meet: ${role} from ${country}`,
        metadata: { event_type: 'introduction', event_payload: { key: 'k1' } },
      })
    })
  })

  expect(await ada.command('/join-round', 'a <b> & c')).toEqual({ ok: true })
  expect((await ada.reply()).text).toBe('One moment, a &lt;b&gt; &amp; c')
  await ada.modal()
  expect(await ada.submit()).toMatchObject({
    ok: false,
    errors: { Country: expect.stringContaining('required') },
  })
  await ada.fill({ 'What do you do?': 'none', Country: 'new' })
  expect(await ada.submit()).toEqual({ ok: false, errors: { 'What do you do?': 'Say a little more.' } })
  await ada.fill({ 'What do you do?': 'Cataloguer' })
  expect(await ada.submit()).toEqual({ ok: true })
  const post = await grace.message('Cataloguer from New Zealand')
  expect((await ada.sees()).views).toEqual([])

  const client = web(slack)
  const bare = await client.conversations.history({ channel: post.channel })
  expect(bare.messages?.[0]?.metadata).toBeUndefined()
  const whole = await client.conversations.history({ channel: post.channel, include_all_metadata: true })
  expect(whole.messages?.[0]?.metadata).toEqual({ event_type: 'introduction', event_payload: { key: 'k1' } })
  const seen = (await control.person('T1', 'U3').sees()).channels.map(({ name }) => name)
  expect(seen).toEqual(['general'])
})

it('tells a person whose command nobody takes', async () => {
  const { ada, slack } = await workspace({ ackWithin: 150 })
  expect(await ada.command('/join-round')).toEqual({ ok: false, error: 'dispatch_failed' })
  expect(await ada.command('/unheard-of')).toEqual({ ok: false, error: 'unknown_command' })
  await bolt(slack, (app) => app.command('/join-round', async () => {}))
  expect(await ada.command('/join-round')).toEqual({ ok: false, error: 'operation_timeout' })
  expect((await ada.sees()).notices.map(({ text }) => text).join()).toContain('operation_timeout')
  expect(slack.stats.unacknowledged.slash_commands).toBe(2)
})

it('handles a whole programme typing at once', async () => {
  const { slack, control } = await workspace()
  const users = Array.from({ length: 392 }, (_, index) => ({ id: `P${index}`, real_name: `Person ${index}` }))
  await control.addUsers('T1', users)
  await bolt(slack, (app) => {
    app.command('/join-round', async ({ ack, respond, body }) => {
      await ack()
      await respond(`Welcome ${body.user_id}`)
    })
  })
  const replies = await Promise.all(
    users.map(async ({ id }) => {
      const person = control.person('T1', id)
      expect(await person.command('/join-round')).toEqual({ ok: true })
      return (await person.reply(50_000)).text
    }),
  )
  expect(replies).toEqual(users.map(({ id }) => `Welcome ${id}`))
})
