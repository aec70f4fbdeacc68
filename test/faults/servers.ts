import { permissionInteger } from '../../src/platforms/discord/permissions.ts'
import { DiscordControl } from '../../src/sandbox/discord/client.ts'
import { type LocalDiscord, startDiscord } from '../../src/sandbox/discord/server.ts'
import { joinOnDiscord } from '../../src/sandbox/journey.ts'
import { type Person, population } from '../../src/sandbox/population/population.ts'
import { onDiscord, type Somebody } from '../support/somebody.ts'

/** A Discord in which one bot is in several servers, each with people of its own. */
export interface Servers {
  readonly local: LocalDiscord
  readonly token: string
  readonly servers: readonly Server[]
}

export interface Server {
  readonly guild: string
  readonly owner: Somebody
  /** Everybody of it joins the open round. */
  everybodyJoins(): Promise<void>
  /** What the bot said in each partnership's channel. */
  spaces(): Promise<readonly (readonly string[])[]>
}

/** How many people type at the same time. */
const AT_ONCE = 8

/** @param sizes how many people each server has */
export async function startServers(sizes: readonly number[]): Promise<Servers> {
  const local = await startDiscord()
  const control = new DiscordControl(local.url)
  const app = await control.app({ name: 'Counterpart' })
  // Of everybody who is invented those on one platform, of whom as many as one likes find a partner.
  const everybody = population({ seed: 1 }).filter(({ platform }) => platform === 'discord')
  let taken = 0
  const servers: Server[] = []
  for (const [index, size] of sizes.entries()) {
    const people = everybody.slice(taken, taken + size)
    taken += size
    servers.push(await found(control, app, `Librarians ${index + 1}`, people))
  }
  return { local, token: app.token, servers }
}

async function found(
  control: DiscordControl,
  app: { readonly id: string; readonly bot_id: string },
  name: string,
  people: readonly Person[],
): Promise<Server> {
  const owner = await control.user({ username: name.toLowerCase().replace(' ', '.'), globalName: 'Olive' })
  const { id: guild } = await control.guild({ name, owner: owner.id })
  await control.install(app.id, guild, permissionInteger.toString())
  await control.people(
    guild,
    people.map(({ username }) => ({ username })),
  )
  return {
    guild,
    owner: onDiscord(control.person(guild, owner.id)),
    async everybodyJoins() {
      const waiting = [...people]
      const hand = async () => {
        for (let one = waiting.pop(); one; one = waiting.pop()) {
          await joinOnDiscord(one, control.person(guild, one.username))
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, hand))
    },
    async spaces() {
      const { channels } = await control.person(guild, app.bot_id).sees(200)
      return channels
        .filter((channel) => /^pair-r\d+-/.test(channel.name))
        .map(({ messages }) =>
          messages.filter(({ authorId }) => authorId === app.bot_id).map(({ text }) => text),
        )
    },
  }
}
