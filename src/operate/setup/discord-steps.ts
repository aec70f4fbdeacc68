import { setTimeout as pause } from 'node:timers/promises'
import { checkDiscord, type DiscordCheck, type KnownServer } from '../../platforms/discord/check.ts'
import { inviteUrl } from '../../platforms/discord/permissions.ts'
import { StartError } from '../../port/platform.ts'
import type { Steps } from './steps.ts'
import { takeToken } from './take-token.ts'
import type { Talk } from './talk.ts'

const PORTAL = 'https://discord.com/developers/applications'
const COMMAND = 'programme'
/** How often Discord is asked while somebody is at its pages, ms. */
const LOOK_MS = 2_000
/** How long Discord may take to show commands that it was given, ms. */
const SHOWN_MS = 30_000

/** Discord: an application, its bot's token, and a server that the bot is in. */
export const setUpDiscord: Steps = async ({ talk, open, save, start }, { discordApiUrl }) => {
  talk.say('')
  talk.say(
    `2. Make the application: press "New Application", give it a name, tick the box by which you agree to Discord’s terms, and press "Create".\n\n   ${PORTAL}\n`,
  )
  open(PORTAL)
  talk.say(
    '3. On its page "Bot", press "Reset Token", then "Yes, do it!". Discord asks for your password or a code of your two-factor authentication. Leave everything else as it is.',
  )
  talk.say('4. Copy the token, and paste it here.')
  let check: DiscordCheck | undefined
  const { token, found } = await takeToken(talk, 'discord', 'The token, which is not shown:', (typed) => {
    check = checkDiscord(typed, discordApiUrl)
    return check.application()
  })
  check ??= checkDiscord(token, discordApiUrl)
  talk.say(`   Yes: it is the token of ${found.name}.`)
  if (found.privileged) {
    talk.say(
      '   (It has privileged intents, which the bot has no use for: you may switch them off on the same page.)',
    )
  }
  if (found.isPublic) {
    talk.say(
      '   (Whoever has the next link can add it to servers of theirs. If nobody else is to: set "Install Link" to "None" on the page "Installation", save, then switch "Public Bot" off on the page "Bot".)',
    )
  }
  save({ DISCORD_TOKEN: token })
  const link = inviteUrl(found.id)
  talk.say(
    `5. Let it into your server, with no more permissions than it needs: choose the server, press "Continue", leave every box ticked, and press "Authorize".\n\n   ${link}\n`,
  )
  const server = await waitForServer(check, talk, () => open(link))
  await start()
  await waitForCommand(check, found.id)
  return { name: server.name, command: `/${COMMAND}` }
}

/** Waits until the bot is in a server and may do there what it has to. */
async function waitForServer(check: DiscordCheck, talk: Talk, invite: () => void): Promise<KnownServer> {
  const told = new Set<string>()
  const tell = (line: string) => {
    if (!told.has(line)) talk.say(`   ${line}`)
    told.add(line)
  }
  for (let asked = 0; ; asked += 1) {
    const servers = await check.servers()
    const ready = servers.find(({ lacks }) => lacks.length === 0)
    if (ready) {
      talk.say(`   Yes: it is in ${ready.name}, and may do all that it has to.`)
      return ready
    }
    if (asked === 0) invite()
    for (const { name, lacks } of servers) {
      tell(
        `In ${name} the bot may not ${lacks.join(', ')}: open the link once more for that server, and leave every box ticked.`,
      )
    }
    tell('Waiting for that. It goes on by itself; Ctrl-C stops it, and what was asked for is kept.')
    await pause(LOOK_MS)
  }
}

/** Waits until Discord shows the command by which everything begins. */
async function waitForCommand(check: DiscordCheck, application: string): Promise<void> {
  const until = Date.now() + SHOWN_MS
  while (!(await check.commands(application)).includes(COMMAND)) {
    if (Date.now() > until) {
      throw new StartError(
        `Discord does not show /${COMMAND} yet. The bot is running: look again in some minutes.`,
      )
    }
    await pause(LOOK_MS)
  }
}
