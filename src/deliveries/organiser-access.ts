import { z } from 'zod'
import { isOrganiser } from '../programme/people.ts'
import { usersOfPerson } from '../programme/workspaces.ts'
import { deliver } from './courier.ts'
import { defineKind, doneAgainInstead } from './kind.ts'
import { inProgrammeChannel } from './programme-channel.ts'

const payload = z.object({ personId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'organiser-access': OfProgramme<z.infer<typeof payload>>
  }
}

/** Lets a new organiser into the organisers' channel, if they still are one. */
export const organiserAccess = defineKind({
  kind: 'organiser-access',
  label: 'kind.organiser-access',
  ofRound: false,
  payload,
  seen: {
    step: 'add an organiser',
    verb: 'ensureMembers',
    words: '',
    requests: {
      slack: [/conversations\.invite/],
      discord: [/PUT \/api\/v10\/channels\/\d+\/permissions\//],
    },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const { desk } = courier
        const { personId } = effect.payload
        const { platform, at, workspace } = destination
        if (!(await isOrganiser(desk, workspace.programmeId, personId))) return { kind: 'overtaken' }
        const users = await usersOfPerson(desk, workspace.id, personId)
        return inProgrammeChannel(courier, destination, 'organisers', (ref) =>
          platform.ensureMembers(at, ref, users),
        )
      }),
    probe: doneAgainInstead,
  }),
})
