import { z } from 'zod'
import { OPEN_PURPOSES } from '../programme/open-purposes.ts'
import { usersOf } from '../programme/workspaces.ts'
import { deliver } from './courier.ts'
import { defineKind, doneAgainInstead } from './kind.ts'
import { inProgrammeChannel } from './programme-channel.ts'

const payload = z.object({ purpose: z.enum(OPEN_PURPOSES), accountIds: z.array(z.string()) })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'channel-access': OfProgramme<z.infer<typeof payload>>
  }
}

/** Lets people who have come to take part into a public channel, where one has to be let in. */
export const channelAccess = defineKind({
  kind: 'channel-access',
  label: 'kind.channel-access',
  ofRound: false,
  payload,
  seen: {
    step: 'join',
    verb: 'ensureMembers',
    requests: { slack: [/conversations\.invite/], discord: [] },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const { platform, at } = destination
        if (platform.capabilities.publicChannelsOpen) return { kind: 'overtaken' }
        const { purpose, accountIds } = effect.payload
        return inProgrammeChannel(courier, destination, purpose, async (channel) => {
          const outcome = await platform.ensureMembers(at, channel, await usersOf(courier.desk, accountIds))
          // Somebody whom the workspace keeps out (a guest) may still read what is for everybody elsewhere;
          // the others are in.
          const keptOut = outcome.kind === 'refused' || (outcome.kind === 'gone' && outcome.what === 'member')
          return keptOut ? { kind: 'done', ref: channel } : outcome
        })
      }),
    probe: doneAgainInstead,
  }),
})
