import { DiscordAPIError } from 'discord.js'
import { StartError } from '../../port/platform.ts'

const TOKEN_HINT =
  'DISCORD_TOKEN: Discord refused it. Copy the token again from the Bot page of your application (Reset Token).'
const INTENTS_HINT =
  'Discord refused the bot’s intents. On the Bot page of your application, leave the privileged intents as the set-up guide says.'

/** Why it cannot start, in one line that holds no token. */
export function startError(error: unknown): Error {
  if (error instanceof StartError) return error
  const text = error instanceof Error ? error.message : String(error)
  if (
    (error instanceof DiscordAPIError && error.status === 401) ||
    /invalid token|TokenInvalid/i.test(text)
  ) {
    return new StartError(TOKEN_HINT, { cause: error })
  }
  if (/disallowed intents/i.test(text)) return new StartError(INTENTS_HINT, { cause: error })
  const why = text.split('\n')[0]
  return new StartError(
    `Discord cannot be reached: ${why}. Check the network and, if you set it, DISCORD_API_URL.`,
    { cause: error },
  )
}
