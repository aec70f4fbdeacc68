import type { Team } from './state.ts'
import type { World } from './world.ts'

/** A new id: a prefix that tells the kind (`U`, `C`, `T` …) and a number that never comes again. */
export function mintId(world: World, prefix: string): string {
  world.state.counter += 1
  world.journal.touch('root')
  return `${prefix}0${world.state.counter.toString(36).toUpperCase().padStart(8, '0')}`
}

/** A message's `ts`: seconds and microseconds, larger than any before it in the workspace. */
export function mintTs(world: World, team: Team): string {
  const last = world.lastTs.get(team.id) ?? newest(team)
  const next = Math.max(Math.floor(world.now() * 1_000), last + 1)
  world.lastTs.set(team.id, next)
  return formatTs(next)
}

/** `1699999999.123456` for microseconds since the epoch. */
const formatTs = (micros: number): string =>
  `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`

/** Epoch milliseconds of a `ts`. */
export const timeOf = (ts: string): number => Number(ts) * 1_000

function newest(team: Team): number {
  let last = 0
  for (const channel of Object.values(team.channels)) {
    const ts = channel.messages.at(-1)?.ts
    if (ts !== undefined) last = Math.max(last, Number(ts.replace('.', '')))
  }
  return last
}
