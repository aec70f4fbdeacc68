import { ask } from '../ask.ts'
import type { Fault } from './faults.ts'
import type { Grant, NewApp, NewChannel, NewGuild, NewUser } from './people/setup.ts'
import { DiscordPerson } from './person.ts'
import type { StatsView } from './stats.ts'
import type { PrivilegedIntent } from './world/bits.ts'
import type { App, Channel, Guild, PortalSettings, Role, User } from './world/rows.ts'

export type { Fault } from './faults.ts'

/** What the person's client did not let them do, with what it showed instead. */
export class ClientRefusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ClientRefusal'
  }
}

export interface StateView {
  /** Platform time, epoch ms. */
  readonly now: number
  readonly seq: number
  readonly guilds: readonly (Guild & { members: number; channels: number; activeThreads: number })[]
  readonly apps: readonly { id: string; name: string; bot_id: string; connected: boolean }[]
  readonly counts: Readonly<Record<string, number>>
  readonly stats: StatsView
  /** How long each interaction so far took to get its first answer, ms. */
  readonly ackMs: readonly number[]
  readonly faults: readonly Fault[]
  /** Resident bytes of the server's process. */
  readonly memory: number
}

/** Drives a local Discord over HTTP: sets it up, makes it fail, and speaks for its people. */
export class DiscordControl {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  /** Throws a `ClientRefusal` where what was asked cannot be done. */
  async call<T>(operation: string, input: object = {}): Promise<T> {
    const { status, body } = await ask(`${this.url}/_control/${operation}`, input)
    if (status === 200) return body as T
    const error = (body as { error?: string }).error ?? `${status}`
    throw status === 400 ? new ClientRefusal(error) : new Error(error)
  }

  app(app: NewApp): Promise<App> {
    return this.call('app', app)
  }

  guild(guild: NewGuild): Promise<Guild & { readonly general: string }> {
    return this.call('guild', guild)
  }

  guildSettings(guild: string, change: { name?: string; forums?: boolean }): Promise<void> {
    return this.call('guild-settings', { guild, ...change })
  }

  /** Puts the application's bot into a guild, with these permissions. Again: changes them. */
  install(app: string, guild: string, permissions: Grant): Promise<Role> {
    return this.call('install', { app, guild, permissions })
  }

  user(user: NewUser): Promise<User> {
    return this.call('user', user)
  }

  /** Makes people, all members of the guild. */
  people(guild: string, people: readonly NewUser[]): Promise<User[]> {
    return this.call('people', { guild, people })
  }

  addMember(guild: string, user: string): Promise<void> {
    return this.call('add-member', { guild, user })
  }

  role(guild: string, name: string, permissions?: Grant, mentionable = false): Promise<Role> {
    return this.call('role', { guild, name, permissions, mentionable })
  }

  rolePermissions(guild: string, role: string, permissions: Grant): Promise<Role> {
    return this.call('role-permissions', { guild, role, permissions })
  }

  giveRole(guild: string, user: string, role: string, on = true): Promise<void> {
    return this.call('give-role', { guild, user, role, on })
  }

  channel(guild: string, channel: NewChannel): Promise<Channel> {
    return this.call('channel', { guild, ...channel })
  }

  deleteChannel(channel: string): Promise<void> {
    return this.call('delete-channel', { channel })
  }

  /** Takes somebody out of a channel or a thread that they were let into. */
  takeOut(channel: string, user: string): Promise<void> {
    return this.call('take-out', { channel, user })
  }

  /** Throws an application's bot out of a guild; `install` brings it back. */
  throwOut(app: string, guild: string): Promise<void> {
    return this.call('throw-out', { app, guild })
  }

  deleteMessage(message: string): Promise<void> {
    return this.call('delete-message', { message })
  }

  members(guild: string): Promise<(User & { nick: string | null; roles: string[]; owner: boolean })[]> {
    return this.call('members', { guild })
  }

  state(): Promise<StateView> {
    return this.call('state')
  }

  fault(fault: Fault): Promise<void> {
    return this.call('fault', fault)
  }

  clearFaults(): Promise<void> {
    return this.call('clear-faults')
  }

  /** `drop` cuts connections (a resume follows), `reconnect` is op 7, `invalidate` op 9, `garble` a hello that says nothing. */
  gateway(action: 'drop' | 'reconnect' | 'invalidate' | 'garble', app?: string): Promise<void> {
    return this.call('gateway', { action, app })
  }

  revoke(app: string, revoked = true): Promise<App> {
    return this.call('token', { app, revoked })
  }

  privileged(app: string, intents: readonly PrivilegedIntent[]): Promise<App> {
    return this.call('privileged', { app, intents })
  }

  /** What the application's developer sets on the portal. */
  portal(app: string, portal: PortalSettings): Promise<App> {
    return this.call('portal', { app, portal })
  }

  /** Moves the platform's clock forward, in ms. */
  advance(ms: number): Promise<{ now: number }> {
    return this.call('clock', { advance: ms })
  }

  /** A member of a guild, by user name or id. */
  person(guild: string, user: string): DiscordPerson {
    return new DiscordPerson(this, guild, user)
  }
}
