import { z } from 'zod'
import { mayBeTakenOut } from '../programme/spaces/taking-out.ts'
import { everyUserOfPerson } from '../programme/workspaces.ts'
import { takingOut } from './in-or-out.ts'
import { defineKind } from './kind.ts'

const payload = z.object({ spaceId: z.string(), personId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'space-out': OfRound<z.infer<typeof payload>>
  }
}

/**
 * Takes somebody who left the round out of their partnership's space, after those who stay were told. Who is one of its
 * members again by then stays in.
 */
export const spaceOut = defineKind({
  kind: 'space-out',
  label: 'kind.space-out',
  ofRound: true,
  onceOver: 'goes out',
  payload,
  ...takingOut('leave', async ({ desk }, { workspace }, { spaceId, personId }) => {
    const ref = await mayBeTakenOut(desk, spaceId, personId)
    if (ref === undefined) return undefined
    return { users: await everyUserOfPerson(desk, workspace.id, personId), place: { ref } }
  }),
})
