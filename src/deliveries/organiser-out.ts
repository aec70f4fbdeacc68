import { z } from 'zod'
import { willHaveChannel } from '../programme/channels.ts'
import { isOrganiser } from '../programme/people.ts'
import { everyUserOfPerson } from '../programme/workspaces.ts'
import { deliver } from './courier.ts'
import { defineKind, doneAgainInstead } from './kind.ts'
import { inProgrammeChannel } from './programme-channel.ts'

const payload = z.object({ personId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'organiser-out': OfProgramme<z.infer<typeof payload>>
  }
}

/** Takes somebody who is no organiser any more out of the organisers' channel. */
export const organiserOut = defineKind({
  kind: 'organiser-out',
  label: 'kind.organiser-out',
  ofRound: false,
  payload,
  seen: {
    step: 'remove an organiser',
    verb: 'removeMember',
    words: '',
    requests: {
      slack: [/conversations\.kick/],
      discord: [/DELETE \/api\/v10\/channels\/\d+\/permissions\//],
    },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const { desk } = courier
        const { personId } = effect.payload
        const { platform, at, workspace } = destination
        // They were made one again, or there is nothing to be taken out of.
        if (await isOrganiser(desk, workspace.programmeId, personId)) return { kind: 'overtaken' }
        if (!workspace.organisersRef && !(await willHaveChannel(desk, workspace, 'organisers')))
          return { kind: 'overtaken' }
        const users = await everyUserOfPerson(desk, workspace.id, personId)
        return inProgrammeChannel(courier, destination, 'organisers', async (ref) => {
          for (const user of users) {
            const outcome = await platform.removeMember(at, ref, user)
            if (outcome.kind !== 'done') return outcome
          }
          return { kind: 'done', ref }
        })
      }),
    probe: doneAgainInstead,
  }),
})
