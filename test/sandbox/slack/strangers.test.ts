import { describe, expect, it } from 'vitest'
import { bolt, web, workspace } from './local.ts'

describe('people who are no full members', () => {
  it('shows guests, strangers of a shared channel and people without a time zone as Slack does', async () => {
    const { slack, control } = await workspace()
    await control.addUsers('T1', [
      { id: 'U5', real_name: 'Single', guest: 'single-channel' },
      { id: 'U6', real_name: 'Multi', guest: 'multi-channel' },
      { id: 'U7', real_name: '', name: 'stranger', home: 'T9' },
    ])
    const client = web(slack)
    const user = async (id: string) => (await client.users.info({ user: id })).user
    expect(await user('U5')).toMatchObject({ is_restricted: true, is_ultra_restricted: true })
    expect(await user('U6')).toMatchObject({ is_restricted: true, is_ultra_restricted: false })
    expect(await user('U7')).toMatchObject({ is_stranger: true, team_id: 'T9', tz: null, real_name: null })
    expect(await user('U1')).not.toHaveProperty('is_stranger')
  })

  it('lets in whom it may, and says of each of the others why not', async () => {
    const { slack, control } = await workspace()
    await control.addUsers('T1', [
      { id: 'U5', real_name: 'Single', guest: 'single-channel' },
      { id: 'U6', real_name: 'Multi', guest: 'multi-channel' },
      { id: 'U7', real_name: 'Stranger', home: 'T9' },
      { id: 'U8', real_name: 'Refused', refusesInvitations: 'no_permission' },
    ])
    const client = web(slack)
    const { channel } = await client.conversations.create({ name: 'pair', is_private: true })
    const given = { channel: channel?.id ?? '', users: 'U1,U5,U6,U7,U8', force: true }
    expect(await client.conversations.invite(given)).toMatchObject({
      errors: [
        { user: 'U5', ok: false, error: 'ura_max_channels' },
        { user: 'U7', ok: false, error: 'no_external_invite_permission' },
        { user: 'U8', ok: false, error: 'no_permission' },
      ],
    })
    const { members } = await client.conversations.members({ channel: given.channel })
    expect(members).toEqual(['UBOT', 'U1', 'U6'])
  })
})

it('answers with nulls where it is told to, as Slack does at times', async () => {
  const { slack, control } = await workspace()
  await control.addFaults({ on: '*', kind: 'nulls' })
  const call = async (method: string, args: Record<string, string>) => {
    const body = new URLSearchParams({ token: 'xoxb-local', ...args })
    const answer = await fetch(`${slack.apiUrl}${method}`, { method: 'POST', body })
    return answer.json()
  }
  expect(await call('users.info', { user: 'U1' })).toMatchObject({
    response_metadata: null,
    user: { id: 'U1' },
  })
  expect(await call('conversations.list', {})).toMatchObject({
    channels: [{ id: null, name: null }, { name: 'general' }],
  })
})

it('tells an app of an enterprise no workspace, and of a stranger theirs', async () => {
  const { slack, control, ada } = await workspace()
  await control.addUsers('T1', [{ id: 'U7', real_name: 'Stranger', home: 'T9' }])
  const told: unknown[] = []
  await bolt(slack, (one) => {
    one.action(/^/, async ({ ack, body }) => {
      await ack()
      told.push(body.team)
    })
  })
  const block = {
    type: 'actions' as const,
    elements: [
      { type: 'button' as const, action_id: 'x', text: { type: 'plain_text' as const, text: 'Press' } },
    ],
  }
  const general = (await ada.sees()).channels[0]?.id ?? ''
  await control.invite('T1', general, ['UBOT'])
  await web(slack).chat.postMessage({ channel: general, text: 'Press', blocks: [block] })
  await control.person('T1', 'U7').click('Press')
  await control.createApp({
    id: 'A1',
    manifest: { display_information: { name: 'Counterpart' }, settings: { socket_mode_enabled: true } },
    installs: [{ team: 'T1', enterprise: 'E1' }],
  })
  await ada.click('Press')
  expect(told).toEqual([{ id: 'T9', domain: 'elsewhere' }, null])
})
