import { ask } from '../ask.ts'
import type { Fault } from './faults.ts'
import type { Answer } from './people/interaction.ts'
import type { Seen, SeenChannel, SeenMessage, SeenModal } from './people/seen.ts'
import type { Grant, NewApp, NewChannel, NewGuild, NewUser } from './people/setup.ts'
import type { StatsView } from './stats.ts'
import type { PrivilegedIntent } from './world/bits.ts'
import type { App, Channel, Command, Guild, Role, User } from './world/rows.ts'

export type { Fault } from './faults.ts'
export type { Answer } from './people/interaction.ts'
export type { Seen, SeenChannel, SeenMessage, SeenModal } from './people/seen.ts'

/** What the person's client did not let them do, with what it showed instead. */
export class ClientRefusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'ClientRefusal'
  }
}

export interface Waiting {
  /** Wait for the real answer where the application asks for time first; yes where not given. */
  readonly settle?: boolean
  /** For how long, in ms (15,000). */
  readonly within?: number
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

  /** Moves the platform's clock forward, in ms. */
  advance(ms: number): Promise<{ now: number }> {
    return this.call('clock', { advance: ms })
  }

  /** A member of a guild, by user name or id. */
  person(guild: string, user: string): DiscordPerson {
    return new DiscordPerson(this, guild, user)
  }
}

/** A person in front of Discord's client. Labels are what they read. */
export class DiscordPerson {
  readonly guild: string
  readonly user: string
  private readonly control: DiscordControl
  private readonly channel: string | undefined

  constructor(control: DiscordControl, guild: string, user: string, channel?: string) {
    this.control = control
    this.guild = guild
    this.user = user
    this.channel = channel
  }

  /** The same person, in another channel than `general` (by id or name). */
  in(channel: string): DiscordPerson {
    return new DiscordPerson(this.control, this.guild, this.user, channel)
  }

  private do<T>(operation: string, input: object = {}): Promise<T> {
    const { guild, user, channel } = this
    return this.control.call<T>(operation, { guild, user, channel, ...input })
  }

  /** The slash commands that they are offered. */
  commands(): Promise<Command[]> {
    return this.do('commands')
  }

  /** `name` without the slash; with a subcommand `round open`. Options by name. */
  command(
    name: string,
    options: Readonly<Record<string, unknown>> = {},
    waiting: Waiting = {},
  ): Promise<Answer> {
    return this.do('command', { name, options, ...waiting })
  }

  /** What is offered while `typed` stands in an option, as names and values. */
  async complete(
    name: string,
    option: string,
    typed: string,
    options: Readonly<Record<string, unknown>> = {},
  ): Promise<readonly { readonly name: string; readonly value: string | number }[]> {
    const answer = await this.do<Answer>('complete', { name, option, typed, options })
    if (answer.kind === 'choices') return answer.choices
    throw new Error(answer.kind === 'failed' ? answer.why : `answered with ${answer.kind}`)
  }

  /** Clicks the newest button with that label. `where` narrows it to a message, a channel, or a text. */
  click(label: string, where: Where & Waiting = {}): Promise<Answer> {
    return this.do('click', { label, ...where })
  }

  /** Chooses from the newest select with that placeholder; values by what is read. */
  select(
    placeholder: string,
    values: string | readonly string[],
    where: Where & Waiting = {},
  ): Promise<Answer> {
    return this.do('select', { label: placeholder, values: [values].flat(), ...where })
  }

  /** Fills in the open form by its labels: text, choices (or a list of them), true or false. */
  fill(values: Readonly<Record<string, string | readonly string[] | boolean>>): Promise<SeenModal> {
    return this.do('fill', { values })
  }

  /** Does something of any kind, with a payload that has and lacks what is said. */
  interact(
    app: string,
    odd: { type: number; data?: object; with?: object; without?: readonly string[] },
  ): Promise<Answer> {
    return this.do('interact', { app, ...odd })
  }

  submit(waiting: Waiting = {}): Promise<Answer> {
    return this.do('submit', waiting)
  }

  dismiss(): Promise<void> {
    return this.do('dismiss')
  }

  post(text: string, replyTo?: string): Promise<SeenMessage> {
    return this.do('post', { text, replyTo })
  }

  /** Writes a direct message to a user, such as the bot. */
  dm(to: string, text: string): Promise<SeenMessage> {
    return this.do('dm', { to, text })
  }

  react(message: string, emoji: string, on = true): Promise<void> {
    return this.do('react', { message, emoji, on })
  }

  leave(): Promise<void> {
    return this.do('leave')
  }

  nick(nick: string | null): Promise<void> {
    return this.do('nick', { nick })
  }

  /** Whether they take direct messages. */
  dms(open: boolean): Promise<void> {
    return this.do('dms', { open })
  }

  /** All that they can see now; the newest `limit` messages of each channel (50). */
  sees(limit?: number): Promise<Seen> {
    return this.do('sees', { limit })
  }

  /** The channel of that name or id, if they can see one. */
  async seesChannel(name: string): Promise<SeenChannel | undefined> {
    const { channels } = await this.sees()
    return channels.find((channel) => channel.name === name || channel.id === name)
  }

  /** Resolves when something is new for them after `seq`, or after `ms`. */
  wait(
    seq: number,
    ms?: number,
  ): Promise<{ seq: number; news: { seq: number; t: string; channel: string | null }[] }> {
    return this.do('wait', { after: seq, ms })
  }

  /** Looks again whenever something is new, until `enough` says so. Throws after `ms` (10,000). */
  async waitFor<T>(enough: (seen: Seen) => T | undefined | false | null, ms = 10_000): Promise<T> {
    const until = Date.now() + ms
    for (;;) {
      const seen = await this.sees()
      const result = enough(seen)
      if (result !== undefined && result !== false && result !== null) return result
      if (Date.now() >= until) throw new Error(`${this.user} did not see it within ${ms} ms`)
      await this.wait(seen.seq, Math.max(until - Date.now(), 1))
    }
  }
}

export interface Where {
  readonly message?: string
  readonly channel?: string
  /** Only in messages that say this. */
  readonly saying?: string
}
