import { emit, emitTo } from '../events.ts'
import { createChannel, isMember } from '../membership.ts'
import { Impossible } from '../people/actor.ts'
import { userObject } from '../render-user.ts'
import { mintId } from '../stamp.ts'
import {
  type App,
  byId,
  emptyTeam,
  type Install,
  type Json,
  type Team,
  type TeamSettings,
  type User,
} from '../state.ts'
import type { World } from '../world.ts'
import { readManifest } from './manifest.ts'

export interface NewTeam {
  readonly id?: string
  readonly name: string
  readonly domain?: string
  readonly settings?: Partial<TeamSettings>
}

/** A workspace with its `general` channel. One that is there already is left as it is, but for its settings. */
export function foundTeam(world: World, wanted: NewTeam): Team {
  const there = world.state.teams[wanted.id ?? '']
  const team: Team = there ?? {
    id: wanted.id ?? mintId(world, 'T'),
    name: wanted.name,
    domain: wanted.domain ?? wanted.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    ...emptyTeam(),
  }
  Object.assign(team.settings, wanted.settings)
  world.state.teams[team.id] = team
  world.journal.touch('team', team.id)
  if (there === undefined) {
    createChannel(world, team, { kind: 'public', name: 'general', creator: '', members: [], general: true })
  }
  return team
}

export type NewUser = Partial<Omit<User, 'is_bot' | 'updated'>> & { readonly real_name: string }

const COLOURS = ['4bbe2e', '9f69e7', 'e7392d', '3c989f', 'e96699', '674b1b', '2b6836', 'd58247', '5a4592']

/** People who join the workspace, and with it `general`, a single-channel guest's one channel. Those with an id that is taken are left alone. */
export function addUsers(world: World, team: Team, wanted: readonly NewUser[]): User[] {
  const general = world.index.channelNamed(team, 'general')
  return wanted.map((person, index) => {
    const there = team.users[person.id ?? '']
    if (there !== undefined) return there
    const user: User = {
      id: person.id ?? mintId(world, 'U'),
      name: person.name ?? person.real_name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '.'),
      real_name: person.real_name,
      tz: person.tz ?? (person.home === undefined ? 'Etc/UTC' : ''),
      locale: person.locale ?? 'en-US',
      color: person.color ?? COLOURS[index % COLOURS.length] ?? '',
      is_admin: person.is_admin ?? person.is_owner ?? false,
      is_owner: person.is_owner ?? false,
      deleted: person.deleted ?? false,
      is_bot: false,
      guest: person.guest ?? 'no',
      title: person.title ?? '',
      updated: world.now(),
      ...(person.home !== undefined && { home: person.home }),
      ...(person.refusesInvitations !== undefined && { refusesInvitations: person.refusesInvitations }),
    }
    team.users[user.id] = user
    world.journal.touch('user', team.id, user.id)
    if (general !== undefined && !user.deleted) {
      general.members[user.id] = true
      world.index.addMember(team, general, user.id)
      world.journal.touch('channel', team.id, general.id)
    }
    emit(world, team, { type: 'team_join', user: userObject(team, user, true) })
    return user
  })
}

/** Changes a person's profile; somebody `deleted` leaves all channels but direct messages. */
export function changeUser(world: World, team: Team, id: string, change: Partial<User>): User {
  const user = team.users[id]
  if (user === undefined) throw new Impossible(`there is no person ${id}`)
  Object.assign(user, change, { id, updated: world.now() })
  if (change.deleted === true) {
    for (const channel of world.index.channelsOf(team, id)) {
      if (channel.kind === 'im' || channel.kind === 'mpim' || !isMember(channel, id)) continue
      delete channel.members[id]
      world.index.removeMember(team, channel, id)
      world.journal.touch('channel', team.id, channel.id)
    }
  }
  world.journal.touch('user', team.id, id)
  emit(world, team, { type: 'user_change', user: userObject(team, user, true) })
  return user
}

export interface NewApp {
  readonly id?: string
  readonly manifest: Json
  readonly appToken?: string
  readonly signingSecret?: string
  readonly requestUrl?: string
}

/** Creates an app from its manifest, or updates the one with that id. */
export function putApp(world: World, wanted: NewApp): App {
  const declared = readManifest(wanted.manifest)
  const there = world.state.apps[wanted.id ?? '']
  const id = there?.id ?? wanted.id ?? mintId(world, 'A')
  const app: App = {
    id,
    appToken: wanted.appToken ?? there?.appToken ?? `xapp-1-${id}-local`,
    signingSecret: wanted.signingSecret ?? there?.signingSecret ?? `secret-of-${id}`,
    verificationToken: `verification-${id}`,
    installs: there?.installs ?? byId(),
    ...declared,
    requestUrl: wanted.requestUrl ?? declared.requestUrl,
  }
  // Events under way and callers hold the object itself.
  const kept = there === undefined ? app : Object.assign(there, app)
  world.state.apps[id] = kept
  world.index.addApp(kept)
  world.journal.touch('app', id)
  return kept
}

export interface NewInstall {
  readonly team: string
  readonly botToken?: string
  readonly botUser?: string
  /** What the installer grants; all that the manifest asks for unless told otherwise. */
  readonly scopes?: readonly string[]
  /** The enterprise in which the app is installed as a whole, for all of its workspaces. */
  readonly enterprise?: string
}

/** Installs an app in a workspace, or grants the installed one what it asks for now. */
export function installApp(world: World, app: App, wanted: NewInstall): Install {
  const team = world.state.teams[wanted.team]
  if (team === undefined) throw new Impossible(`there is no workspace ${wanted.team}`)
  const there = app.installs[team.id]
  const botUser = there?.botUser ?? wanted.botUser ?? mintId(world, 'U')
  const install: Install = {
    team: team.id,
    order: world.now(),
    botUser,
    botId: there?.botId ?? mintId(world, 'B'),
    botToken: wanted.botToken ?? there?.botToken ?? `xoxb-${app.id}-${team.id}`,
    scopes: [...(wanted.scopes ?? app.scopes)],
    enterprise: wanted.enterprise ?? there?.enterprise ?? '',
    revoked: '',
  }
  app.installs[team.id] = install
  team.users[botUser] ??= bot(world, app, botUser)
  world.index.addApp(app)
  world.journal.touch('app', app.id)
  world.journal.touch('user', team.id, botUser)
  return install
}

/** Somebody who manages the workspace removes the app: it hears of that once, and its token is worth nothing. */
export function uninstallApp(world: World, app: App, team: Team): void {
  const install = app.installs[team.id]
  if (install === undefined) throw new Impossible('that app is not installed there')
  emitTo(world, team, app, { type: 'tokens_revoked', tokens: { oauth: [], bot: [install.botUser] } })
  emitTo(world, team, app, { type: 'app_uninstalled' })
  install.revoked = 'account_inactive'
  world.journal.touch('app', app.id)
}

const bot = (world: World, app: App, id: string): User => ({
  id,
  name: app.name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-'),
  real_name: app.name,
  tz: 'America/Los_Angeles',
  locale: 'en-US',
  color: 'e7392d',
  is_admin: false,
  is_owner: false,
  deleted: false,
  is_bot: true,
  guest: 'no',
  title: '',
  updated: world.now(),
})
