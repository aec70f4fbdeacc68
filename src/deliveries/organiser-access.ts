import { z } from 'zod'
import { isOrganiser } from '../programme/people.ts'
import { usersOfPerson } from '../programme/workspaces.ts'
import { lettingIn } from './in-or-out.ts'
import { defineKind } from './kind.ts'

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
  ...lettingIn('add an organiser', async ({ desk }, { workspace }, { personId }) => {
    if (!(await isOrganiser(desk, workspace.programmeId, personId))) return undefined
    const users = await usersOfPerson(desk, workspace.id, personId)
    return { users, place: { channel: 'organisers' } }
  }),
})
