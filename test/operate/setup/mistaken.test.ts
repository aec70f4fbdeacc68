import { describe, expect, it } from 'vitest'
import { mistaken, type Wanted } from '../../../src/operate/setup/mistaken.ts'

const HEX = '0123456789abcdef0123456789abcdef'
const DISCORD = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789-_'

/** What was typed, and what is said of it. */
const CASES: readonly (readonly [Wanted, string, RegExp])[] = [
  ['slack-bot', '', /^Nothing was typed: copy the "Bot User OAuth Token"/],
  ['slack-bot', 'SLACK_BOT_TOKEN=xoxb-1-secret', /^That begins with the name of a setting/],
  ['slack-bot', 'xoxb-1-sec\nret', /^That has a line break in it/],
  ['slack-bot', 'xoxb-1- secret', /^That has a space in it/],
  ['slack-bot', '"xoxb-1-secret"', /^That stands in quotes/],
  ['slack-bot', 'xoxb-1-secrét', /^That has a character in it/],
  ['slack-bot', 'https://api.slack.com/apps/A0123', /^That is the address of a page/],
  ['slack-bot', 'xapp-1-A0-secret', /^That is the app-level token, which is asked for next/],
  ['slack-bot', 'xoxp-1-secret', /^That is a person’s token/],
  ['slack-bot', 'xoxe.xoxb-1-secret', /^That is a token that renews others/],
  ['slack-bot', 'A0123456789', /^That is the id of the app/],
  ['slack-bot', '1234567890.1234567890', /^That is the client id/],
  ['slack-bot', HEX, /^That is the signing secret or the client secret/],
  ['slack-bot', DISCORD, /^That looks like Discord’s token/],
  ['slack-bot', 'secret', /^That is not the bot’s token/],
  ['slack-app', 'xoxb-1-secret', /^That is the bot’s token once more: copy the app-level token/],
  ['slack-app', 'secret', /^That is not an app-level token/],
  ['discord', 'xoxb-1-secret', /^That is a token of Slack’s/],
  ['discord', '1234567890123456789', /^That is the application’s id/],
  ['discord', HEX + HEX, /^That is the application’s public key/],
  ['discord', 'abcdefghijklmnopqrstuvwxyz_-0123', /^That is the application’s client secret/],
  ['discord', `Bot ${DISCORD}`, /^That has a space in it/],
  ['discord', 'secret', /^That is not a bot’s token, which has two dots in it: .*"Reset Token"/],
]

describe('what is typed in place of a token', () => {
  it.each(CASES)('%s: %j is known for what it is', (wanted, typed, words) => {
    const line = mistaken(wanted, typed)
    expect(line).toMatch(words)
    expect(line).toMatch(/^[^\n]+\.$/)
    for (const part of typed.split(/[^\w-]+/).filter((one) => one.length > 5 && one !== 'SLACK_BOT_TOKEN'))
      expect(line).not.toContain(part)
  })

  it.each<[Wanted, string]>([
    ['slack-bot', 'xoxb-1234567890-1234567890-AbCd'],
    ['slack-app', 'xapp-1-A0123456789-1234567890-0abcd'],
    ['discord', DISCORD],
  ])('%s: nothing is said of what may be one', (wanted, typed) => {
    expect(mistaken(wanted, typed)).toBeUndefined()
  })
})
