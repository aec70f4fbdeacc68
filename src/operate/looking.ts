import type { Logger } from 'pino'
import type { Platform, PlatformName } from '../port/platform.ts'
import { newTrace, withinTrace } from '../port/trace.ts'
import { departFrom } from '../programme/departure.ts'
import type { Desk } from '../programme/desk.ts'
import { dueForALook, endLooking, keepLooked, type ToLookAt, takeLooking } from '../programme/looking.ts'

export interface LookingOptions {
  readonly desk: Desk
  readonly platforms: ReadonlyMap<PlatformName, Pick<Platform, 'isMember'>>
  readonly log: Logger
  /** Tells that effects were recorded. */
}

export interface Looking {
  /** One turn of it, or the one that is under way. Never rejects. */
  look(): Promise<void>
  /** No more turns; resolves when the one under way has ended, at the latest after so long, ms. */
  stop(withinMs: number): Promise<void>
}

/**
 * Looks, at the start and daily, whether those who take part are still where they were: what a platform tells while the
 * bot is away is lost, and Discord tells nobody without a privileged intent. Some at a time, so that others' calls have
 * room; each is noted by itself, so that whoever comes after a death goes on.
 */
export function startLooking({ desk, platforms, log }: LookingOptions): Looking {
  const since = desk.wall()
  let underWay: Promise<void> | undefined
  let stopped = false

  async function turn(): Promise<void> {
    const due = await dueForALook(desk, since)
    const workspaces = new Set(due.map(({ workspaceId }) => workspaceId))
    await Promise.all(
      [...workspaces].map((id) =>
        lookIn(
          id,
          due.filter((one) => one.workspaceId === id),
        ),
      ),
    )
  }

  async function lookIn(workspaceId: string, due: readonly ToLookAt[]): Promise<void> {
    if (!(await takeLooking(desk, workspaceId))) return
    try {
      for (const one of due) if (stopped || !(await lookAt(one))) break
    } finally {
      await endLooking(desk, workspaceId)
    }
  }

  /** False where the platform has no answer now: the others there would have none, either. */
  async function lookAt({ accountId, workspaceId, platform, workspace, user }: ToLookAt): Promise<boolean> {
    const asked = platforms.get(platform)
    if (!asked) return false
    let there: boolean
    try {
      there = await asked.isMember({ externalId: workspace }, user)
    } catch {
      return false
    }
    if (there) {
      await keepLooked(desk, accountId)
      return true
    }
    log.info({ account: accountId }, 'somebody is no longer there')
    await withinTrace(newTrace(), () => departFrom(desk, workspaceId, user))
    return true
  }

  return {
    look() {
      if (stopped) return Promise.resolve()
      underWay ??= turn()
        .catch((error: unknown) => log.error({ err: error }, 'looking at members failed'))
        .finally(() => {
          underWay = undefined
        })
      return underWay
    },
    async stop(withinMs) {
      stopped = true
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs)
      })
      await Promise.race([underWay, late])
      clearTimeout(timer)
    },
  }
}
