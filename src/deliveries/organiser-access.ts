import { z } from 'zod'
import { usersOfPerson } from '../programme/workspaces.ts'
import { deliver } from './courier.ts'
import { defineKind, doneAgainInstead } from './kind.ts'

const payload = z.object({ personId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'organiser-access': OfProgramme<z.infer<typeof payload>>
  }
}

/** Lets a new organiser into the organisers' channel. */
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
      deliver(courier, effect, async ({ platform, at, workspace }) => {
        if (workspace.organisersRef === null) return { kind: 'overtaken' }
        const users = await usersOfPerson(courier.desk, workspace.id, effect.payload.personId)
        return platform.ensureMembers(at, workspace.organisersRef, users)
      }),
    probe: doneAgainInstead,
  }),
})
