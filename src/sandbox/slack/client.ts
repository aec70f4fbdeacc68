import { ask } from '../ask.ts'
import type { Ack, EnvelopeType } from './ack.ts'
import type { NewApp, NewInstall, NewTeam, NewUser } from './control/found.ts'
import type { Summary } from './control/summary.ts'
import type { Fault } from './faults.ts'
import { SlackPerson } from './person.ts'
import type { App, Json, User } from './state.ts'

export { SlackPerson } from './person.ts'

/** Speaks to the control API of a local Slack, which may run in another process. */
export class SlackControl {
  readonly #url: string

  /** @param url the server's own, `http://127.0.0.1:PORT` */
  constructor(url: string) {
    this.#url = url
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const told = await ask(`${this.#url}/_control/${path}`, body)
    const answer = told.body as T & { error?: string }
    if (told.status !== 200) throw new Error(`local Slack: ${answer.error}`)
    return answer
  }

  /** Creates a workspace, with people where given. Does nothing to what is there already. */
  createTeam(
    team: NewTeam & { readonly users?: readonly NewUser[] },
  ): Promise<{ team: string; users: User[] }> {
    return this.post('teams', team)
  }

  async addUsers(team: string, users: readonly NewUser[]): Promise<User[]> {
    return (await this.post<{ users: User[] }>('users', { team, users })).users
  }

  async changeUser(team: string, user: string, change: Partial<User>): Promise<User> {
    return (await this.post<{ user: User }>('change-user', { team, user, change })).user
  }

  /** A channel that people made themselves; gives its id. */
  async createChannel(
    team: string,
    name: string,
    members: readonly string[],
    isPrivate = false,
  ): Promise<string> {
    const body = { team, name, members, private: isPrivate }
    return (await this.post<{ channel: string }>('channels', body)).channel
  }

  /** A message of somebody else's app, with whatever fields it has; gives its `ts`. */
  async foreignMessage(team: string, channel: string, message: Json): Promise<string> {
    return (await this.post<{ ts: string }>('foreign-message', { team, channel, message })).ts
  }

  /** Sends an app a payload as it is given, and waits for the acknowledgement. */
  deliver(app: string, team: string, type: EnvelopeType, payload: Json): Promise<Ack> {
    return this.post('deliver', { app, team, type, payload })
  }

  /** As somebody who may would: bots are thrown out of it, and its name stays taken. */
  archiveChannel(team: string, channel: string, user: string): Promise<unknown> {
    return this.post('archive-channel', { team, channel, user })
  }

  deleteChannel(team: string, channel: string): Promise<unknown> {
    return this.post('delete-channel', { team, channel })
  }

  /** Takes somebody out of a channel, by the channel's name or id. */
  takeOut(team: string, channel: string, user: string): Promise<unknown> {
    return this.post('take-out', { team, channel, user })
  }

  /** Removes an app from a workspace; `createApp` with the same install brings it back. */
  uninstall(app: string, team: string): Promise<unknown> {
    return this.post('uninstall', { app, team })
  }

  invite(team: string, channel: string, users: readonly string[]): Promise<unknown> {
    return this.post('invite', { team, channel, users })
  }

  /** Creates (or updates, by id) an app from its manifest, and installs it. */
  async createApp(app: NewApp & { readonly installs?: readonly NewInstall[] }): Promise<App> {
    return (await this.post<{ app: App }>('apps', app)).app
  }

  addFaults(...faults: Fault[]): Promise<{ ids: number[] }> {
    return this.post('faults', { faults })
  }

  clearFaults(): Promise<unknown> {
    return this.post('clear-faults', {})
  }

  /** Asks an app's Socket Mode connections to be made anew. */
  recycle(app: string): Promise<unknown> {
    return this.post('recycle', { app })
  }

  cutSockets(app: string): Promise<unknown> {
    return this.post('cut-sockets', { app })
  }

  /** Makes a bot's token answer with this error; an empty one gives it back. */
  revoke(
    app: string,
    team: string,
    error: 'token_revoked' | 'invalid_auth' | 'account_inactive' | '',
  ): Promise<unknown> {
    return this.post('revoke', { app, team, error })
  }

  /** Moves the calendar of timestamps ahead of the wall clock, by milliseconds. */
  setClock(offset: number): Promise<{ now: number }> {
    return this.post('clock', { offset })
  }

  setRateScale(scale: number): Promise<unknown> {
    return this.post('rate-scale', { scale })
  }

  state(): Promise<Summary> {
    return this.post('state', {})
  }

  person(team: string, user: string): SlackPerson {
    return new SlackPerson(this, team, user)
  }
}
