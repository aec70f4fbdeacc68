import { expect, it } from 'vitest'
import form from '../platforms/slack/golden/form.golden.json' with { type: 'json' }
import hostileNames from '../platforms/slack/golden/hostile-names.golden.json' with { type: 'json' }
import introduction from '../platforms/slack/golden/introduction.golden.json' with { type: 'json' }
import { slackTypeErrors, undescribed } from './described.ts'

it('what Slack is sent as it is kept here has Slack’s own types', () => {
  const blocks = [hostileNames.blocks, introduction.blocks]
  expect(
    slackTypeErrors([
      { type: 'ModalView', value: form },
      ...blocks.map((value) => ({ type: 'KnownBlock[]' as const, value })),
    ]),
  ).toEqual([])
})

it('says what neither platform knows', () => {
  const block = { type: 'section', text: { type: 'mrkdwn', text: 'Hello', emojy: true } }
  const asked = `POST /api/chat.postMessage\nC1\n${JSON.stringify([block])}`
  expect(undescribed({ name: 'slack', asked: [asked] })).toEqual([expect.stringMatching(/"emojy"/)])
  const message = { content: 'Hello', tss: true }
  const posted = `POST /api/v10/channels/1/messages\n${JSON.stringify(message)}`
  expect(undescribed({ name: 'discord', asked: [posted] })).toMatchObject([
    { found: ['no field tss is known'] },
  ])
})
