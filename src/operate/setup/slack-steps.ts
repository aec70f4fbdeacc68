import type { Config } from '../../config.ts'
import { type Checking, checkAppToken, checkBotToken } from '../../platforms/slack/check.ts'
import { creationUrl, slackManifest } from '../../platforms/slack/manifest.ts'
import { registry } from '../../registry.ts'
import type { Steps } from './steps.ts'
import { takeToken } from './take-token.ts'

/** Slack: an app with our manifest, its bot's token, and its app-level token. */
export const setUpSlack: Steps = async ({ talk, open, save, start, log }, config) => {
  const checking: Checking = { apiUrl: config.slackApiUrl, log }
  const link = creationUrl(manifestFor(config))
  talk.say('')
  talk.say(
    '2. Make the app. Slack opens with everything filled in: choose your workspace, press "Next", agree to Slack’s terms where it asks, and press "Create".',
  )
  talk.say(
    `   (Where no browser opened, this is the page. Where the app is there already, go on.)\n\n${link}\n`,
  )
  open(link)
  talk.say(
    '3. Install it: on the app’s page "OAuth & Permissions", press "Install to" with your workspace’s name, then "Allow".',
  )
  talk.say('4. Copy the "Bot User OAuth Token" on that page, and paste it here.')
  const bot = await takeToken(talk, 'slack-bot', 'The token (xoxb-…), which is not shown:', (token) =>
    checkBotToken(token, checking),
  )
  const { name, app } = bot.found
  talk.say(`   Yes: it is the bot’s, in the workspace ${name}, and may do all that it has to.`)
  talk.say(
    '5. On "Basic Information", under "App-Level Tokens", press "Generate Token and Scopes". Any token name will do; press "Add Scope", choose connections:write, and press "Generate".',
  )
  talk.say('6. Copy that token, and paste it here.')
  const { token } = await takeToken(talk, 'slack-app', 'The token (xapp-…), which is not shown:', (typed) =>
    checkAppToken(typed, checking, app),
  )
  talk.say('   Yes: commands can arrive by it.')
  save({ SLACK_BOT_TOKEN: bot.token, SLACK_APP_TOKEN: token })
  await start()
  // Slack lets no bot see its own commands; that it granted the scope for them was checked.
  return { name, command: `/${config.slackCommandPrefix ?? ''}programme` }
}

function manifestFor({ slackCommandPrefix: prefix }: Config): object {
  return slackManifest(registry.commands, { socketMode: true, ...(prefix === undefined ? {} : { prefix }) })
}
