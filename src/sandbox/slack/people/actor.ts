import { Unfillable } from '../element-state.ts'
import type { App, Channel, Install, Team, User } from '../state.ts'
import type { Window } from '../windows.ts'
import type { World } from '../world.ts'

/** Somebody at their client. */
export interface Actor {
  readonly world: World
  readonly team: Team
  readonly user: User
  readonly window: Window
}

/** What a person tried and could not do, in words. */
export class Impossible extends Error {
  override readonly name = 'Impossible'
}

export function actorOf(world: World, teamId: string, userId: string): Actor {
  const team = world.state.teams[teamId]
  if (team === undefined) throw new Impossible(`there is no workspace ${teamId}`)
  const user = team.users[userId]
  if (user === undefined || user.deleted) throw new Impossible(`there is no person ${userId}`)
  return { world, team, user, window: world.windows.of(team.id, user.id) }
}

export interface Installed {
  readonly app: App
  readonly install: Install
}

export function appOf({ world, team }: Actor, id: string): Installed {
  const app = world.state.apps[id]
  const install = app?.installs[team.id]
  if (app === undefined || install === undefined) throw new Impossible(`app ${id} is not installed here`)
  return { app, install }
}

/** A channel that the person is in, by id or name. */
export function channelFor({ world, team, user }: Actor, name: string): Channel {
  const channel = team.channels[name] ?? world.index.channelNamed(team, name.replace(/^#/, ''))
  if (channel === undefined || channel.members[user.id] !== true) {
    throw new Impossible(`${user.name} is in no channel ${name}`)
  }
  return channel
}

/** Slackbot's words in the person's client, such as that a command failed. */
export function notice({ world, team, user, window }: Actor, text: string): void {
  world.windows.addNotice(window, world.news.tell(team.id, [user.id]), text)
}

export const isTrouble = (error: unknown): error is Error =>
  error instanceof Impossible || error instanceof Unfillable
