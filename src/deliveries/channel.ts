import { z } from 'zod'
import { keepChannel, organisersIn, PURPOSES, type Purpose } from '../programme/channels.ts'
import { tellOnceReady } from '../programme/notices.ts'
import { deliver } from './courier.ts'
import { defineKind, doneAgainInstead } from './kind.ts'

const payload = z.object({ purpose: z.enum(PURPOSES) })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    channel: OfProgramme<z.infer<typeof payload>>
  }
}

/** One of the programme's channels in a workspace. Looking for it and making it are the same step. */
export const channel = defineKind({
  kind: 'channel',
  label: 'kind.channel',
  ofRound: false,
  payload,
  seen: {
    step: 'set up',
    verb: 'ensureChannel',
    requests: {
      slack: [/conversations\.create/, /conversations\.setTopic/, /conversations\.invite/],
      discord: [/POST \/api\/v10\/guilds\/\d+\/channels\n/],
    },
  },
  work: (courier) => ({
    run: (effect) =>
      deliver(courier, effect, async ({ platform, at, programme, workspace, voice }) => {
        const { purpose } = effect.payload
        // Another one was chosen meanwhile.
        if (workspace[`${purpose}Ref`] !== null) return { kind: 'overtaken' }
        const outcome = await platform.ensureChannel(at, {
          key: `${effect.programmeId}:${effect.key}`,
          purpose,
          name: CHANNEL_NAMES[purpose],
          topic: voice.text(`channel.${purpose}`, { programme: programme.name }),
          members: await organisersIn(courier.desk, workspace),
        })
        if (outcome.kind !== 'done') return outcome
        return { kind: 'done', ref: `${outcome.ref.kind}:${outcome.ref.ref}` }
      }),
    probe: doneAgainInstead,
    done: async (tx, effect, ref) => {
      const [kind, made = ''] = ref.split(/:(.*)/s)
      const became = { ref: made, kind: kind === 'forum' ? kind : 'text' } as const
      const { workspaceId } = effect
      if (await keepChannel(tx, courier.desk, workspaceId, effect.payload.purpose, became))
        await tellOnceReady(tx, courier.desk, workspaceId)
    },
  }),
})

const CHANNEL_NAMES: Readonly<Record<Purpose, string>> = {
  announcements: 'mentoring-news',
  forum: 'mentoring-topics',
  organisers: 'mentoring-organisers',
}
