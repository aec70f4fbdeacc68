import type { APIGuildChannel } from 'discord.js'
import { QUIET_MS } from '../outcome.ts'
import type { SpaceWanted } from '../platform.ts'
import type { Calls } from './calls.ts'
import { failureOf } from './errors.ts'

/** A channel that many spaces share may be on its way: none is made before `until` (epoch ms). */
export class MayBeOnItsWay extends Error {
  readonly until: number

  constructor(until: number) {
    super('a channel that many share may be on its way')
    this.until = until
  }
}

/**
 * Makes what many spaces share: the categories they stand in, the channel that threads stand under. They are
 * no effects of their own, so that whichever space comes first makes them. Where that one's answer is lost, the
 * others wait too, until looking is conclusive: they would make a second one.
 */
export class MadeOnce {
  private readonly calls: Calls
  /** By guild: until when one may be on its way, epoch ms. */
  private readonly doubtUntil = new Map<string, number>()

  constructor(calls: Calls) {
    this.calls = calls
  }

  /** @throws MayBeOnItsWay, and whatever `make` throws */
  async make(
    guild: string,
    { quietUntil = 0 }: Pick<SpaceWanted, 'quietUntil'>,
    make: () => Promise<APIGuildChannel>,
  ): Promise<APIGuildChannel> {
    const { wall } = this.calls
    const until = Math.max(quietUntil, this.doubtUntil.get(guild) ?? 0)
    if (wall() < until) throw new MayBeOnItsWay(until)
    try {
      return await make()
    } catch (error) {
      if (failureOf(error, wall(), '').kind === 'unknown') this.doubtUntil.set(guild, wall() + QUIET_MS)
      throw error
    }
  }
}
