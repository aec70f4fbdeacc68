import { QUIET_MS } from '../../port/outcome.ts'
import type { Bot } from './bot.ts'
import type { Channel } from './shapes.ts'

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
  private readonly bot: Bot
  /** By guild: until when one may be on its way, epoch ms. */
  private readonly doubtUntil = new Map<string, number>()

  constructor(bot: Bot) {
    this.bot = bot
  }

  /**
   * @param listedAt when the guild's channels were listed in which it was missed, epoch ms
   * @param quietUntil until when another process's may be on its way, epoch ms
   * @throws MayBeOnItsWay, also where a list is too old to tell, and whatever `make` throws
   */
  async make(
    guild: string,
    { listedAt, quietUntil = 0 }: { readonly listedAt: number; readonly quietUntil?: number | undefined },
    make: () => Promise<Channel>,
  ): Promise<Channel> {
    const until = Math.max(quietUntil, this.doubtUntil.get(guild) ?? 0)
    if (listedAt < until) throw new MayBeOnItsWay(Math.max(until, this.bot.wall()))
    return make()
  }

  /** An outcome there is unknown: it, and what was made lately, may be missing from lists for a while. */
  doubt(guild: string): void {
    this.doubtUntil.set(guild, this.bot.wall() + QUIET_MS)
  }
}
