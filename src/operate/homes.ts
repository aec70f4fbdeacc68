import type { Logger } from 'pino'
import type { Message } from '../chat/message.ts'
import type { Platform, PlatformName } from '../port/platform.ts'
import { newTrace, withinTrace } from '../port/trace.ts'
import type { Desk } from '../programme/desk.ts'
import {
  forgetHome,
  leaveHome,
  type OutdatedHome,
  outdatedHomes,
  settleHome,
  takeHome,
} from '../programme/homes.ts'

export interface HomesOptions {
  readonly desk: Desk
  readonly platforms: ReadonlyMap<PlatformName, Pick<Platform, 'capabilities' | 'showHome'>>
  /** What somebody's page shows, as things are now; undefined where they have none any more. */
  readonly messageFor: (home: OutdatedHome) => Promise<Message | undefined>
  readonly log: Logger
}

export interface Homes {
  /** Shows those their pages whose are outdated, some at a time. Never rejects. */
  show(): Promise<void>
  /** Shows it to those who have just opened theirs, at once. */
  opened(): void
  /** Looks in a moment: something may have changed. However often, it is looked once. */
  soon(): void
  /** No more; resolves when what is under way has ended, at the latest after so long, ms. */
  stop(withinMs: number): Promise<void>
}

/** How many are shown in one go, so that others' calls have room. */
const AT_ONCE = 20
/** How long what changes is gathered, ms, and how long it is at least between two looks. */
const GATHER_MS = 300
const APART_MS = 2_000
/** The more pages there are, the longer a look takes: so many times as long there is none. */
const REST = 20
/** The scheduler's turns look each minute, anyway. */
const LONGEST_MS = 60_000

/**
 * Keeps the pages that people opened lately as things are: a projection of the database. What is there is compared with
 * what was shown, so that nothing has to be noted when something changes, and what was cut off is made up for.
 */
export function startHomes({ desk, platforms, messageFor, log }: HomesOptions): Homes {
  const names = [...platforms].filter(([, { capabilities }]) => capabilities.homes).map(([name]) => name)
  let underWay: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  /** When there may be another look, epoch ms. */
  let next = 0
  let waiting = false
  let stopped = false

  async function turn(which: 'all' | 'unshown'): Promise<void> {
    const began = desk.wall()
    const outdated = await outdatedHomes(desk, names, AT_ONCE, which)
    if (which === 'all') next = desk.wall() + Math.max(APART_MS, REST * (desk.wall() - began))
    for (const home of outdated) if (stopped || !(await withinTrace(newTrace(), () => shown(home)))) return
    if (outdated.length === AT_ONCE) soon()
  }

  /** False where the platform takes no more of them now. */
  async function shown(home: OutdatedHome): Promise<boolean> {
    if (!(await takeHome(desk, home))) return true
    const message = await messageFor(home).catch((error: unknown) => {
      log.error({ account: home.accountId, err: error }, 'a page for one person could not be made')
      return undefined
    })
    const platform = platforms.get(home.platform)
    if (!message || !platform) return true
    const outcome = await platform.showHome({ externalId: home.workspace }, home.user, message)
    switch (outcome.kind) {
      case 'done':
        await settleHome(desk, home)
        return true
      case 'refused':
      case 'gone':
        log.info({ account: home.accountId, became: outcome.kind }, 'somebody has no page to be shown')
        await forgetHome(desk, home)
        return true
      default:
        await leaveHome(desk, home)
        return false
    }
  }

  function show(which: 'all' | 'unshown' = 'all'): Promise<void> {
    if (stopped || names.length === 0) return Promise.resolve()
    underWay ??= turn(which)
      .catch((error: unknown) => log.error({ err: error }, 'showing people their pages failed'))
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  function opened(): void {
    if (waiting) return
    waiting = true
    // What changed since it began is not in the one that is under way.
    void (underWay ?? Promise.resolve()).then(() => {
      waiting = false
      return show('unshown')
    })
  }

  function soon(): void {
    if (stopped || timer || names.length === 0) return
    timer = setTimeout(
      () => {
        timer = undefined
        void (underWay ?? Promise.resolve()).then(() => show())
      },
      Math.min(LONGEST_MS, Math.max(GATHER_MS, next - desk.wall())),
    )
  }

  return {
    show: () => show(),
    opened,
    soon,
    async stop(withinMs) {
      stopped = true
      clearTimeout(timer)
      let late: NodeJS.Timeout | undefined
      const over = new Promise<void>((resolve) => {
        late = setTimeout(resolve, withinMs)
      })
      await Promise.race([underWay, over])
      clearTimeout(late)
    },
  }
}
