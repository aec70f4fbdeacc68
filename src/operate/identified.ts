import type { Logger } from 'pino'
import { type Platform, StartError } from '../port/platform.ts'
import type { Desk } from '../programme/desk.ts'
import { isRemovedFromAll } from '../programme/removals.ts'

/**
 * The platforms that take us in. One that does not is left out where that is because the bot was removed from all that it
 * had there: people elsewhere need it meanwhile, and the days of grace pass.
 *
 * @throws StartError where another one does not, or none does
 */
export async function identified(
  platforms: readonly Platform[],
  desk: Desk,
  log: Logger,
): Promise<readonly Platform[]> {
  const known: Platform[] = []
  const refused: StartError[] = []
  for (const platform of platforms) {
    try {
      await platform.identify()
      known.push(platform)
    } catch (error) {
      if (!(error instanceof StartError) || !(await isRemovedFromAll(desk, platform.name))) throw error
      refused.push(error)
      log.error({ platform: platform.name, why: error.message }, 'removed there: the others go on without it')
      await platform.stop(0)
    }
  }
  const [first] = refused
  if (first && known.length === 0) throw first
  return known
}
