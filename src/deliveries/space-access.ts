import { z } from 'zod'
import { mayComeBack } from '../programme/spaces/coming-back.ts'
import { usersOf } from '../programme/workspaces.ts'
import { lettingIn } from './in-or-out.ts'
import { defineKind } from './kind.ts'

const payload = z.object({ spaceId: z.string(), accountId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'space-access': OfProgramme<z.infer<typeof payload>>
  }
}

/** Lets a partner who left their partnership's space into it again, if it is still theirs. */
export const spaceAccess = defineKind({
  kind: 'space-access',
  label: 'kind.space-access',
  ofRound: false,
  payload,
  ...lettingIn('come back', async ({ desk }, _destination, { spaceId, accountId }) => {
    const ref = await mayComeBack(desk, spaceId, accountId)
    if (ref === undefined) return undefined
    return { users: await usersOf(desk, [accountId]), place: { ref } }
  }),
})
