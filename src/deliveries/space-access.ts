import { z } from 'zod'
import { mayComeBack } from '../programme/spaces/coming-back.ts'
import { usersOf } from '../programme/workspaces.ts'
import { deliver } from './courier.ts'
import { defineKind, doneAgainInstead } from './kind.ts'

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
  seen: {
    step: 'come back',
    verb: 'ensureMembers',
    words: '',
    requests: {
      slack: [/conversations\.invite/],
      discord: [/PUT \/api\/v10\/channels\/\d+\/permissions\//],
    },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async ({ platform, at }) => {
        const { spaceId, accountId } = effect.payload
        const ref = await mayComeBack(courier.desk, spaceId, accountId)
        if (ref === undefined) return { kind: 'overtaken' }
        return platform.ensureMembers(at, ref, await usersOf(courier.desk, [accountId]))
      }),
    probe: doneAgainInstead,
  }),
})
