import { DiscordAPIError, HTTPError, type InternalRequest, RateLimitError, REST } from 'discord.js'
import { Agent } from 'undici'
import { routeOf } from './observe.ts'

/**
 * What discord.js' client speaks through. By itself it takes the process's, which is that of the `undici` that was loaded
 * first: Slack's client has a newer one, through which the older cannot send a file.
 */
export const agent = new Agent()

/**
 * discord.js' client, with errors that may be shown. An interaction's and a webhook's token stand in the address of each
 * request about them, and messages in its body: an error of discord.js' own carries both wherever it goes.
 */
export class QuietRest extends REST {
  override async request(options: InternalRequest): Promise<unknown> {
    try {
      return await super.request(options)
    } catch (error) {
      throw quiet(error)
    }
  }
}

/** The same error, without the address and the body of the request. */
export function quiet(error: unknown): unknown {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) {
    Object.assign(error, { url: routeOf(error.url), requestBody: {} })
  }
  if (error instanceof RateLimitError) {
    Object.assign(error, { url: routeOf(error.url), majorParameter: ':id', route: routeIn(error.route) })
  }
  return error
}

const routeIn = (route: string): string => routeOf(new URL(route, 'https://discord.com').href)
