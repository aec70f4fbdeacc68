import type { App, Channel, Install, State, Team } from './state.ts'

/** What a token stands for: an app, and for a bot token the workspace that it was installed in. */
export interface Bearer {
  readonly app: App
  readonly install?: Install
}

/** Look-ups derived from the state, so that no call has to go through all users or channels. */
export class Index {
  readonly #tokens = new Map<string, Bearer>()
  readonly #names = new Map<string, string>()
  readonly #directs = new Map<string, string>()
  readonly #channelsOf = new Map<string, Set<string>>()

  constructor(state: State) {
    for (const app of Object.values(state.apps)) this.addApp(app)
    for (const team of Object.values(state.teams)) {
      for (const channel of Object.values(team.channels)) this.addChannel(team, channel)
    }
  }

  addApp(app: App): void {
    this.#tokens.set(app.appToken, { app })
    for (const install of Object.values(app.installs)) this.#tokens.set(install.botToken, { app, install })
  }

  bearer(token: string): Bearer | undefined {
    return this.#tokens.get(token)
  }

  addChannel(team: Team, channel: Channel): void {
    if (channel.name !== '') this.#names.set(`${team.id}/${channel.name}`, channel.id)
    for (const user of Object.keys(channel.members)) this.addMember(team, channel, user)
    if (channel.kind === 'im' || channel.kind === 'mpim') {
      this.#directs.set(directKey(team, Object.keys(channel.members)), channel.id)
    }
  }

  removeChannel(team: Team, channel: Channel): void {
    const key = `${team.id}/${channel.name}`
    if (this.#names.get(key) === channel.id) this.#names.delete(key)
    for (const user of Object.keys(channel.members)) this.removeMember(team, channel, user)
  }

  rename(team: Team, channel: Channel, before: string): void {
    this.#names.delete(`${team.id}/${before}`)
    this.#names.set(`${team.id}/${channel.name}`, channel.id)
  }

  addMember(team: Team, channel: Channel, user: string): void {
    const key = `${team.id}/${user}`
    const set = this.#channelsOf.get(key) ?? new Set()
    this.#channelsOf.set(key, set.add(channel.id))
  }

  removeMember(team: Team, channel: Channel, user: string): void {
    this.#channelsOf.get(`${team.id}/${user}`)?.delete(channel.id)
  }

  channelNamed(team: Team, name: string): Channel | undefined {
    return team.channels[this.#names.get(`${team.id}/${name}`) ?? '']
  }

  /** The direct message among exactly these people. */
  directAmong(team: Team, users: readonly string[]): Channel | undefined {
    return team.channels[this.#directs.get(directKey(team, users)) ?? '']
  }

  channelsOf(team: Team, user: string): Channel[] {
    const ids = this.#channelsOf.get(`${team.id}/${user}`) ?? []
    return [...ids].flatMap((id) => team.channels[id] ?? [])
  }
}

const directKey = (team: Team, users: readonly string[]): string =>
  `${team.id}/${[...users].sort().join(',')}`
