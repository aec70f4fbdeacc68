import type { Outcome } from '../port/outcome.ts'
import type { Platform, PlatformWorkspace } from '../port/platform.ts'
import type { Purpose } from '../programme/channels.ts'
import { type Courier, type Destination, deliver } from './courier.ts'
import { doneAgainInstead, type Seen, type Work } from './kind.ts'
import { inProgrammeChannel } from './programme-channel.ts'

/** Who is let in or taken out, by the platform's user ids, and where: in a space, or in a channel of the programme. */
export interface Passage {
  readonly users: readonly string[]
  readonly place: { readonly ref: string } | { readonly channel: Purpose }
}

/** Looks, when it is to be done, who goes where; undefined where that is not wanted any more. */
type Wanted<Payload> = (
  courier: Courier,
  destination: Destination,
  payload: Payload,
) => Promise<Passage | undefined>

/** What a kind of effect is made of that lets somebody in or takes them out. The same however often it is done. */
interface Going<Payload> {
  readonly seen: Seen
  readonly work: (courier: Courier) => Work<Payload>
}

/** @param step within which it happens in the life of a small programme */
export function lettingIn<Payload>(step: string, wanted: Wanted<Payload>): Going<Payload> {
  return {
    seen: {
      step,
      verb: 'ensureMembers',
      requests: {
        slack: [/conversations\.invite/],
        discord: [/PUT \/api\/v10\/channels\/\d+\/permissions\//],
      },
    },
    work: going('in', wanted, (platform, at, ref, users) => platform.ensureMembers(at, ref, users)),
  }
}

/** The same for taking somebody out: whoever is out already, or is nobody there any more, is out. */
export function takingOut<Payload>(step: string, wanted: Wanted<Payload>): Going<Payload> {
  return {
    seen: {
      step,
      verb: 'removeMember',
      requests: {
        slack: [/conversations\.kick/],
        discord: [/DELETE \/api\/v10\/channels\/\d+\/permissions\//],
      },
    },
    work: going('out', wanted, async (platform, at, ref, users) => {
      for (const user of users) {
        const outcome = await platform.removeMember(at, ref, user)
        if (outcome.kind !== 'done') return outcome
      }
      return { kind: 'done', ref }
    }),
  }
}

type Go = (
  platform: Platform,
  at: PlatformWorkspace,
  ref: string,
  users: readonly string[],
) => Promise<Outcome<string>>

function going<Payload>(way: 'in' | 'out', wanted: Wanted<Payload>, go: Go): Going<Payload>['work'] {
  return (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const passage = await wanted(courier, destination, effect.payload)
        if (!passage) return { kind: 'overtaken' }
        const { users, place } = passage
        const into = (ref: string) => go(destination.platform, destination.at, ref, users)
        if ('channel' in place) return inProgrammeChannel(courier, destination, place.channel, into)
        const outcome = await into(place.ref)
        const gone = outcome.kind === 'gone' && outcome.what === 'space'
        // Nobody is in a space that is gone.
        return gone && way === 'out' ? { kind: 'overtaken' } : outcome
      }),
    probe: doneAgainInstead,
  })
}
