import { z } from 'zod'
import { recordEffects } from '../outbox/record.ts'
import type { Platform, PlatformWorkspace } from '../port/platform.ts'
import { departFrom } from '../programme/departure.ts'
import {
  isTooLate,
  keepFoundSpace,
  keepSpace,
  loadSpace,
  nextStepOf,
  spacesOnTheWayUntil,
} from '../programme/spaces/spaces.ts'
import { deliver, markKey } from './courier.ts'
import { openWithout } from './kept-out.ts'
import { defineKind } from './kind.ts'

const payload = z.object({ spaceId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    space: OfRound<z.infer<typeof payload>>
  }
}

/**
 * Opens a partnership's private space in a workspace; its introduction follows. Somebody who turns out to
 * have left the workspace has left the round.
 */
export const space = defineKind({
  kind: 'space',
  label: 'kind.space',
  ofRound: true,
  onceOver: 'let go',
  payload,
  seen: {
    step: 'publish',
    verb: 'ensureSpace',
    requests: {
      slack: [/conversations\.create\npair-r1-/, /conversations\.invite/],
      discord: [
        /POST \/api\/v10\/guilds\/\d+\/channels\n.*"Counterpart pairs"/,
        /POST \/api\/v10\/guilds\/\d+\/channels\n.*"pair-r1-/,
      ],
    },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async (destination) => {
        const { platform, at, voice } = destination
        const { desk } = courier
        const { spaceId } = effect.payload
        const view = await loadSpace(desk, spaceId)
        if (!view || view.partnership.endedAt !== null) return { kind: 'overtaken' }
        const { members, round } = view
        const users = members.flatMap(({ user }) => user ?? [])
        const names = voice.and(members.map(({ person }) => person.name))
        const outcome = await platform.ensureSpace(at, {
          key: markKey(effect),
          name: `pair-r${round.number}`,
          people: names,
          topic: voice.text('space.topic', { number: round.number, names }),
          members: users,
          reason: voice.text('space.reason', { number: round.number }),
          quietUntil: await spacesOnTheWayUntil(desk, effect.workspaceId),
        })
        if (outcome.kind === 'refused' && outcome.members) {
          return openWithout(courier, destination, markKey(effect), view, outcome)
        }
        if (outcome.kind !== 'gone' || outcome.what !== 'member') return outcome
        const gone = await whoIsGone(platform, at, users)
        if (gone.length === 0) return outcome
        // Somewhere it is there by now, without them: whoever stays is told in it.
        const found = await platform.findSpace(at, markKey(effect), [])
        if (found.kind === 'retryAt') return found
        if (found.kind === 'done') await keepFoundSpace(desk, spaceId, found.ref)
        for (const user of gone) await departFrom(desk, effect.workspaceId, user)
        // Taken up again: for those who stay where they are still enough, else to be dropped.
        return { kind: 'retryAt', at: desk.wall(), why: 'somebody has left the workspace' }
      }),
    probe: (effect) =>
      deliver(courier, effect, async ({ platform, at }) => {
        const view = await loadSpace(courier.desk, effect.payload.spaceId)
        const members = view?.members.flatMap(({ user }) => user ?? []) ?? []
        return platform.findSpace(at, markKey(effect), members)
      }),
    done: async (tx, effect, ref) => {
      const { spaceId } = effect.payload
      await keepSpace(tx, courier.desk, spaceId, ref)
      // Where the round was ended while it was being opened, nobody is introduced any more.
      const next = (await isTooLate(tx, spaceId)) ? 'close-space' : 'introduction'
      await recordEffects(tx, [await nextStepOf(tx, spaceId, next)], courier.desk.wall())
    },
  }),
})

async function whoIsGone(
  platform: Platform,
  at: PlatformWorkspace,
  users: readonly string[],
): Promise<string[]> {
  const gone: string[] = []
  for (const user of users) if (!(await platform.memberOf(at, user))) gone.push(user)
  return gone
}
