import { pino } from 'pino'
import { KINDS } from '../../src/deliveries/kinds.ts'
import { carryOut } from '../../src/outbox/carry-out.ts'
import { claimEffects } from '../../src/outbox/claim.ts'
import type { Platform, PlatformName, PlatformWorkspace } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'

/** Something that was asked of a platform: its verb, where, and the key of what it was for, as `kind:key`. */
export interface Asked {
  readonly verb: string
  readonly workspace: string
  readonly what: string
}

export interface PostOffice {
  /** What was done, in its order. */
  readonly done: Asked[]
  readonly platforms: Readonly<Record<PlatformName, Platform>>
  /** Carries out whatever is due, and what follows from it, until nothing is. */
  deliver(): Promise<void>
}

/** What a platform says instead of doing it, or what happens before it answers. */
type Says = (asked: Asked, platform: PlatformName) => unknown

/** Every delivery as it is, with a platform that does what it is asked and remembers it. */
export function postOffice(desk: Desk, says: Says = () => undefined): PostOffice {
  const done: Asked[] = []
  const courier = {
    desk,
    platformOf: ({ platform }: { readonly platform: PlatformName }) => platforms[platform],
    commands: [],
    seal: () => 'sealed',
  }
  const platforms = { slack: platformThat('slack'), discord: platformThat('discord') }
  const kinds = new Map(KINDS.map((kind) => [kind.kind as string, kind.by(courier)]))

  function platformThat(name: PlatformName): Platform {
    const open = name === 'discord'
    const answer = async (verb: string, at: PlatformWorkspace, key: string, ref: unknown) => {
      // The programme's id stands before what it is.
      const asked = { verb, workspace: at.externalId, what: key.split(':').slice(1).join(':') }
      const said = await says(asked, name)
      if (said !== undefined) return said
      done.push(asked)
      return { kind: 'done', ref }
    }
    const verbs = {
      name,
      capabilities: { publicChannelsOpen: open, privateToMany: !open, actorsWhole: open },
      typed: () => '/command',
      linkTo: () => 'https://example.org',
      memberOf: async (_at: PlatformWorkspace, user: string) => ({
        user,
        name: user,
        manages: false,
        bot: false,
      }),
      ensureChannel: (at: PlatformWorkspace, { key, purpose }: { key: string; purpose: string }) =>
        answer('ensureChannel', at, `:${key}`, { ref: `C-${purpose}`, kind: 'text' }),
      ensureSpace: (at: PlatformWorkspace, { key }: { key: string }) =>
        answer('ensureSpace', at, key, `C-${key}`),
      ensureMembers: (at: PlatformWorkspace, space: string) =>
        answer('ensureMembers', at, `:${space}`, space),
      removeMember: (at: PlatformWorkspace, space: string, user: string) =>
        answer('removeMember', at, `:${space}:${user}`, space),
      ensurePrivatePlace: (at: PlatformWorkspace, { user }: { user: string }) =>
        answer('ensurePrivatePlace', at, `:${user}`, `D-${user}`),
      ensurePost: (at: PlatformWorkspace, { key }: { key: string }) => answer('ensurePost', at, key, 'M'),
      ensureForumPost: (at: PlatformWorkspace, { key }: { key: string }) =>
        answer('ensureForumPost', at, key, 'F'),
      closeSpace: (at: PlatformWorkspace, ref: string) => answer('closeSpace', at, `:${ref}`, ref),
      findSpace: async () => ({ kind: 'absent' }),
      findPost: async () => ({ kind: 'absent' }),
      findForumPost: async () => ({ kind: 'absent' }),
    }
    return verbs as unknown as Platform
  }

  return {
    done,
    platforms,
    async deliver() {
      const hands = {
        prisma: desk.prisma,
        log: pino({ level: 'silent' }),
        wall: desk.wall,
        maySend: () => true,
      }
      for (;;) {
        const wanted = { kinds: [...kinds.keys()], limit: 64, wallNow: desk.wall() }
        const claims = await claimEffects(desk.prisma, wanted)
        if (claims.length === 0) return
        for (const claim of claims) {
          const kind = kinds.get(claim.effect.kind)
          if (kind) await carryOut(claim, kind, hands)
        }
      }
    },
  }
}
