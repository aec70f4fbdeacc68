/** What is asked for. */
export type Wanted = 'slack-bot' | 'slack-app' | 'discord'

/** What each is called, and where it is. */
const WHERE: Readonly<Record<Wanted, string>> = {
  'slack-bot':
    'copy the "Bot User OAuth Token", which begins with xoxb-, from the page "OAuth & Permissions".',
  'slack-app':
    'copy the app-level token, which begins with xapp-, from "Basic Information", "App-Level Tokens".',
  discord: 'copy the token from the page "Bot" of your application, with "Reset Token".',
}

type Mistakes = readonly (readonly [typed: RegExp, what: string])[]

/** Whatever is asked for. */
const ANY: Mistakes = [
  [/^$/, 'Nothing was typed'],
  [/^[A-Z_]+\s*=/, 'That begins with the name of a setting, and only what follows it is wanted'],
  [/[\r\n]/, 'That has a line break in it, which no token has'],
  [/\s/, 'That has a space in it, which no token has'],
  [/^["'`<]|["'`>]$/, 'That stands in quotes or brackets, which are not part of it'],
  [/[^\x21-\x7e]/, 'That has a character in it that no token has'],
  [/^https?:/i, 'That is the address of a page'],
]

const SLACKS: Mistakes = [
  [/^xoxp-/, 'That is a person’s token, not the bot’s'],
  [/^xoxe/, 'That is a token that renews others, which the bot has no use for'],
  [/^A[A-Z0-9]{7,}$/, 'That is the id of the app, not a token'],
  [/^\d+\.\d+$/, 'That is the client id of the app, not a token'],
  [/^[0-9a-f]{32}$/i, 'That is the signing secret or the client secret of the app, not a token'],
  [/^[\w-]+\.[\w-]+\.[\w-]+$/, 'That looks like Discord’s token, and this is about Slack'],
]

const MISTAKES: Readonly<Record<Wanted, Mistakes>> = {
  'slack-bot': [
    ...ANY,
    [/^xapp-/, 'That is the app-level token, which is asked for next'],
    ...SLACKS,
    [/^(?!xoxb-)/, 'That is not the bot’s token'],
  ],
  'slack-app': [
    ...ANY,
    [/^xoxb-/, 'That is the bot’s token once more'],
    ...SLACKS,
    [/^(?!xapp-)/, 'That is not an app-level token'],
  ],
  discord: [
    ...ANY,
    [/^x(ox|app-)/, 'That is a token of Slack’s, and this is about Discord'],
    [/^\d{15,22}$/, 'That is the application’s id, not its bot’s token'],
    [/^[0-9a-f]{64}$/i, 'That is the application’s public key, not its bot’s token'],
    [/^[\w-]{32}$/, 'That is the application’s client secret, not its bot’s token'],
    [/^(?![\w-]+\.[\w-]+\.[\w-]+$)/, 'That is not a bot’s token, which has two dots in it'],
  ],
}

/** In one line, what somebody typed in place of a token, as far as that can be seen, and where the token is. It holds nothing of what was typed. */
export function mistaken(wanted: Wanted, typed: string): string | undefined {
  const found = MISTAKES[wanted].find(([shape]) => shape.test(typed))
  return found && `${found[1]}: ${WHERE[wanted]}`
}
