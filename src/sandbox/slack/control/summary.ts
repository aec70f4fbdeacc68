import type { Stats } from '../stats.ts'
import type { World } from '../world.ts'

/** Numbers and names, without any message: what a page's overview or a drill needs. */
export interface Summary {
  readonly now: number
  readonly rateScale: number
  readonly teams: readonly TeamSummary[]
  readonly apps: readonly AppSummary[]
  readonly faults: readonly { readonly id: number; readonly hits: number }[]
  readonly stats: Stats
}

interface TeamSummary {
  readonly id: string
  readonly name: string
  readonly domain: string
  readonly users: readonly {
    readonly id: string
    readonly real_name: string
    readonly color: string
    readonly is_bot: boolean
    readonly is_admin: boolean
    readonly deleted: boolean
    readonly tz: string
  }[]
  readonly channels: Readonly<Record<string, number>>
  readonly messages: number
}

interface AppSummary {
  readonly id: string
  readonly name: string
  readonly mode: string
  readonly sockets: number
  readonly commands: readonly { readonly command: string; readonly description: string }[]
  readonly teams: readonly string[]
}

export function summary(world: World): Summary {
  return {
    now: world.now(),
    rateScale: world.limits.scale,
    teams: Object.values(world.state.teams).map((team) => {
      const channels: Record<string, number> = { public: 0, private: 0, im: 0, mpim: 0, archived: 0 }
      let messages = 0
      for (const channel of Object.values(team.channels)) {
        const kind = channel.archived ? 'archived' : channel.kind
        channels[kind] = (channels[kind] ?? 0) + 1
        messages += channel.messages.length
      }
      const users = Object.values(team.users).map(
        ({ id, real_name, color, is_bot, is_admin, deleted, tz }) => {
          return { id, real_name, color, is_bot, is_admin, deleted, tz }
        },
      )
      return { id: team.id, name: team.name, domain: team.domain, users, channels, messages }
    }),
    apps: Object.values(world.state.apps).map((app) => ({
      id: app.id,
      name: app.name,
      mode: app.mode,
      sockets: world.links.count(app.id),
      commands: app.commands,
      teams: Object.keys(app.installs),
    })),
    faults: world.faults.list(),
    stats: world.stats,
  }
}
