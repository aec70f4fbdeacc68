import type { Overtaken } from '../outbox/effect.ts'
import type { Found, Outcome } from '../port/outcome.ts'
import { type Purpose, willHaveChannel } from '../programme/channels.ts'
import { noteLostChannel } from '../programme/lost-channels.ts'
import type { Courier, Destination, Later } from './courier.ts'

type Gone = { readonly kind: 'gone'; readonly what: 'channel' }

/**
 * Does something in one of the programme's channels. Where it is not there yet, later, unless nobody is making it; where
 * it turns out to be gone, its organisers hear of it, and this waits until there is another.
 */
export async function inProgrammeChannel<R extends Found | Outcome<string> | Overtaken>(
  { desk }: Courier,
  { workspace }: Destination,
  purpose: Purpose,
  work: (ref: string) => Promise<R>,
): Promise<R | Later | Gone> {
  const ref = workspace[`${purpose}Ref`]
  if (ref === null) {
    if (!(await willHaveChannel(desk, workspace, purpose))) return NO_CHANNEL
    return { kind: 'retryAt', at: desk.wall() + 5_000, why: 'its channel is not there yet' }
  }
  const outcome = await work(ref)
  if (outcome.kind !== 'gone' || outcome.what !== 'space') return outcome
  await noteLostChannel(desk, workspace.id, purpose, ref)
  return NO_CHANNEL
}

const NO_CHANNEL: Gone = { kind: 'gone', what: 'channel' }
