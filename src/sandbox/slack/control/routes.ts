import type { EnvelopeType } from '../ack.ts'
import { deliver } from '../deliver.ts'
import type { Fault } from '../faults.ts'
import { isObject } from '../http.ts'
import { addMember, archiveChannel, createChannel, deleteChannel, removeMember } from '../membership.ts'
import { type Actor, actorOf, Impossible } from '../people/actor.ts'
import { click } from '../people/click.ts'
import { runCommand } from '../people/command.ts'
import { closeView, fill, submit } from '../people/modal.ts'
import { sees } from '../people/sees.ts'
import { suggest } from '../people/suggest.ts'
import type { Pointer } from '../people/surface.ts'
import { joinChannel, leaveChannel, openHome, writeMessage } from '../people/write.ts'
import { post } from '../posting.ts'
import type { Channel, Json, Team, User } from '../state.ts'
import type { World } from '../world.ts'
import {
  addUsers,
  changeUser,
  foundTeam,
  installApp,
  type NewApp,
  type NewInstall,
  type NewTeam,
  type NewUser,
  putApp,
  uninstallApp,
} from './found.ts'
import { summary } from './summary.ts'

/**
 * What the control API does, by path. For setting up it trusts its caller: it belongs to this sandbox alone, and
 * its clients are written beside it (`client.ts`), so those bodies are typed and not checked. What people do
 * comes from the page too, and is.
 */
type Route = (world: World, body: Json, gone: AbortSignal) => unknown

const body = <T>(value: Json): T => value as T
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const LAST = 200

/** The channel that a client shows, where it says so. */
const openIn = ({ open }: Json): string | undefined => (typeof open === 'string' ? open : undefined)

export const ROUTES: Readonly<Record<string, Route>> = {
  // People.
  command: async (world, given) => {
    const actor = who(world, given)
    const channel = text(given.channel) || 'general'
    return runCommand(actor, channel, text(given.command), text(given.text))
  },
  click: (world, given) => click(who(world, given), pointerIn(given), given.value),
  suggest: async (world, given) => ({
    options: await suggest(who(world, given), pointerIn(given), text(given.value)),
  }),
  fill: (world, given) => {
    fill(who(world, given), text(given.view), valuesIn(given))
    return {}
  },
  submit: (world, given) => {
    const actor = who(world, given)
    fill(actor, text(given.view), valuesIn(given))
    return submit(actor, text(given.view))
  },
  'close-view': (world, given) => closeView(who(world, given), text(given.view), given.all === true),
  'type-message': (world, given) => ({
    message: writeMessage(
      who(world, given),
      text(given.channel) || 'general',
      text(given.text),
      text(given.thread),
    ),
  }),
  home: (world, given) => openHome(who(world, given), text(given.app)),
  join: (world, given) => joinChannel(who(world, given), text(given.channel)),
  leave: (world, given) => leaveChannel(who(world, given), text(given.channel)),
  sees: (world, given) => sees(who(world, given), numberOf(given, 'last', LAST), openIn(given)),
  wait: async (world, given, gone) => {
    const actor = who(world, given)
    const after = numberOf(given, 'after', 0)
    await world.news.wait(actor.team.id, actor.user.id, after, numberOf(given, 'waitFor', 0), gone)
    return sees(actor, numberOf(given, 'last', LAST), openIn(given))
  },

  // Workspaces and apps.
  teams: (world, given) => {
    const team = foundTeam(world, body<NewTeam>(given))
    const users = addUsers(world, team, (given.users ?? []) as NewUser[])
    return { team: team.id, users }
  },
  users: (world, given) => ({ users: addUsers(world, teamOf(world, given), given.users as NewUser[]) }),
  'change-user': (world, given) => ({
    user: changeUser(world, teamOf(world, given), text(given.user), given.change as Partial<User>),
  }),
  channels: (world, given) => {
    const team = teamOf(world, given)
    const name = text(given.name)
    const there = world.index.channelNamed(team, name)
    const members = (given.members ?? []) as string[]
    const kind = given.private === true ? 'private' : 'public'
    const creator = text(given.creator) || (members[0] ?? '')
    const channel = there ?? createChannel(world, team, { kind, name, creator, members })
    return { channel: channel.id }
  },
  'foreign-message': (world, given) => {
    const team = teamOf(world, given)
    const named = channelOf(world, team, given)
    const message = post(world, team, named, { user: '', text: '' })
    return Object.assign(message, given.message, { ts: message.ts })
  },
  deliver: async (world, given) => {
    const app = world.state.apps[text(given.app)]
    if (app === undefined) throw new Impossible(`there is no app ${given.app}`)
    const type = given.type as EnvelopeType
    return deliver(world, teamOf(world, given), app, type, given.payload as Json)
  },
  invite: (world, given) => {
    const team = teamOf(world, given)
    const named = channelOf(world, team, given)
    for (const user of given.users as string[]) addMember(world, team, named, user)
    return {}
  },
  'archive-channel': (world, given) => {
    const team = teamOf(world, given)
    archiveChannel(world, team, channelOf(world, team, given), text(given.user))
    return {}
  },
  'delete-channel': (world, given) => {
    const team = teamOf(world, given)
    deleteChannel(world, team, channelOf(world, team, given))
    return {}
  },
  /** Somebody takes another out of a channel. */
  'take-out': (world, given) => {
    const team = teamOf(world, given)
    removeMember(world, team, channelOf(world, team, given), text(given.user))
    return {}
  },
  uninstall: (world, given) => {
    const app = world.state.apps[text(given.app)]
    if (app === undefined) throw new Impossible(`there is no app ${given.app}`)
    uninstallApp(world, app, teamOf(world, given))
    return {}
  },
  apps: (world, given) => {
    const app = putApp(world, body<NewApp>(given))
    for (const install of (given.installs ?? []) as NewInstall[]) installApp(world, app, install)
    return { app }
  },

  // What goes wrong on purpose.
  faults: (world, given) => ({ ids: (given.faults as Fault[]).map((fault) => world.faults.add(fault)) }),
  'clear-faults': (world) => world.faults.clear(),
  recycle: (world, given) => world.links.recycle(text(given.app)),
  'cut-sockets': (world, given) => world.links.cut(text(given.app)),
  revoke: (world, given) => {
    const app = world.state.apps[text(given.app)]
    const install = app?.installs[text(given.team)]
    if (install === undefined) throw new Impossible('that app is not installed there')
    install.revoked = text(given.error) as typeof install.revoked
    world.journal.touch('app', text(given.app))
    return {}
  },
  clock: (world, given) => {
    world.state.clockOffset = Math.trunc(numberOf(given, 'offset', 0))
    world.journal.touch('root')
    return { now: world.now() }
  },
  'rate-scale': (world, given) => {
    world.limits.scale = Math.max(1, numberOf(given, 'scale', 1))
    return {}
  },
  state: (world) => summary(world),
}

const valuesIn = ({ values }: Json): Json => (isObject(values) ? values : {})

const pointerIn = (given: Json): Pointer => ({
  ...(given.view !== undefined && { view: text(given.view) }),
  channel: text(given.channel),
  ts: text(given.ts),
  ...(given.block_id !== undefined && { block_id: text(given.block_id) }),
  action_id: text(given.action_id),
})

/** A hundred years of milliseconds: more than any wait, any clock and any count. */
const MOST = 100 * 365.25 * 86_400_000

function numberOf(given: Json, name: string, usual: number): number {
  const value = given[name] ?? usual
  const number = typeof value === 'string' ? Number.parseFloat(value) : value
  if (typeof number === 'number' && Math.abs(number) <= MOST) return number
  throw new Impossible(`${name} is no number that is meant`)
}

function channelOf(world: World, team: Team, given: Json): Channel {
  const named = world.index.channelNamed(team, text(given.channel)) ?? team.channels[text(given.channel)]
  if (named === undefined) throw new Impossible(`there is no channel ${given.channel}`)
  return named
}

const who = (world: World, given: Json): Actor => actorOf(world, text(given.team), text(given.user))

function teamOf(world: World, given: Json): Team {
  const team = world.state.teams[text(given.team)]
  if (team === undefined) throw new Impossible(`there is no workspace ${given.team}`)
  return team
}
