import type { EffectKind } from '../outbox/effect.ts'
import type { Purpose } from '../programme/setup.ts'
import { deliver, fact, facts, type Post } from './delivery.ts'
import { later } from './forum-post.ts'

/** One of the programme's channels in a workspace. Looking for it and making it are the same step. */
export function channelKind(post: Post): EffectKind {
  return {
    kind: 'channel',
    run: (effect) =>
      deliver(post, effect, async ({ platform, at, programme, workspace, voice }) => {
        const purpose = fact(effect, 'purpose') as Purpose
        const organisers = await post.desk.prisma.account.findMany({
          where: {
            workspaceId: workspace.id,
            person: { organiser: { some: { programmeId: programme.id } } },
          },
        })
        const outcome = await platform.ensureChannel(at, {
          key: `${effect.programmeId}:${effect.key}`,
          purpose,
          name: CHANNEL_NAMES[purpose],
          topic: voice.text(`channel.${purpose}`, { programme: programme.name }),
          members: organisers.map(({ externalId }) => externalId),
        })
        if (outcome.kind !== 'done') return outcome
        return { kind: 'done', ref: `${outcome.ref.kind}:${outcome.ref.ref}` }
      }),
    probe: async () => ({ kind: 'absent' }),
    done: async (tx, effect, ref) => {
      const purpose = fact(effect, 'purpose') as Purpose
      const [kind = '', channel = ''] = ref.split(/:(.*)/s)
      await tx.workspace.update({
        where: { id: effect.workspaceId },
        data: { [`${purpose}Ref`]: channel, ...(purpose === 'forum' ? { forumKind: kind } : {}) },
      })
    },
  }
}

const CHANNEL_NAMES: Readonly<Record<Purpose, string>> = {
  announcements: 'mentoring-news',
  forum: 'mentoring-topics',
  organisers: 'mentoring-organisers',
}

/** Lets a new organiser into the organisers' channel. */
export function organiserAccessKind(post: Post): EffectKind {
  return {
    kind: 'organiser-access',
    run: (effect) =>
      deliver(post, effect, async ({ platform, at, workspace }) => {
        if (workspace.organisersRef === null) return { kind: 'overtaken' }
        const accounts = await post.desk.prisma.account.findMany({
          where: { workspaceId: workspace.id, personId: fact(effect, 'personId'), leftAt: null },
        })
        const users = accounts.map(({ externalId }) => externalId)
        return platform.ensureMembers(at, workspace.organisersRef, users)
      }),
    probe: async () => ({ kind: 'absent' }),
    done: async () => {},
  }
}

/** Lets people who have come to take part into a public channel, where one has to be let in. */
export function channelAccessKind(post: Post): EffectKind {
  return {
    kind: 'channel-access',
    run: (effect) =>
      deliver(post, effect, async ({ platform, at, workspace }) => {
        if (platform.capabilities.publicChannelsOpen) return { kind: 'overtaken' }
        const channel = fact(effect, 'purpose') === 'forum' ? workspace.forumRef : workspace.announcementsRef
        if (channel === null) return later(post)
        const accounts = await post.desk.prisma.account.findMany({
          where: { id: { in: facts(effect, 'accountIds') }, leftAt: null },
        })
        const users = accounts.map(({ externalId }) => externalId)
        const outcome = await platform.ensureMembers(at, channel, users)
        // Somebody whom the workspace keeps out (a guest) may still read what is for everybody elsewhere;
        // the others are in.
        const keptOut = outcome.kind === 'refused' || (outcome.kind === 'gone' && outcome.what === 'member')
        return keptOut ? { kind: 'done', ref: channel } : outcome
      }),
    probe: async () => ({ kind: 'absent' }),
    done: async () => {},
  }
}
