import { pino } from 'pino'
import { KINDS } from '../../src/deliveries/kinds.ts'
import { carryOut } from '../../src/outbox/carry-out.ts'
import { claimEffects } from '../../src/outbox/claim.ts'
import type { Platform, PlatformName, PlatformWorkspace } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'

/**
 * Something that was asked of a platform: its verb, where (`place` is the channel, for what goes into one), and the key
 * of what it was for, as `kind:key`.
 */
export interface Asked {
  readonly verb: string
  readonly workspace: string
  readonly what: string
  readonly place?: string
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

/** What it says where an earlier deed is looked for, whose reference would be `ref`: without it, that there is none. */
type Finds = (asked: Asked, ref: unknown) => unknown

/** Every delivery as it is, with a platform that does what it is asked and remembers it. */
export function postOffice(
  desk: Desk,
  says: Says = () => undefined,
  finds: Finds = () => ({ kind: 'absent' }),
): PostOffice {
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
    // The programme's id stands before what it is.
    const asking = (verb: string, at: PlatformWorkspace, key: string, place?: string): Asked => ({
      verb,
      workspace: at.externalId,
      what: key.split(':').slice(1).join(':'),
      ...(place === undefined ? {} : { place }),
    })
    const answer = async (asked: Asked, ref: unknown) => {
      const said = await says(asked, name)
      if (said !== undefined) return said
      done.push(asked)
      return { kind: 'done', ref }
    }
    const verbs = {
      name,
      capabilities: { publicChannelsOpen: open, privateToMany: !open, actorsWhole: open },
      typed: (_command: unknown, input = {}) => ['/command', ...Object.values(input)].join(' '),
      linkTo: () => 'https://example.org',
      memberOf: async (_at: PlatformWorkspace, user: string) => ({
        user,
        name: user,
        manages: false,
        bot: false,
      }),
      isIn: async () => true,
      ensureChannel: (at: PlatformWorkspace, { key }: { key: string }) =>
        answer(asking('ensureChannel', at, `:${key}`), {
          ref: `C-${key.split(':').slice(2).join(':')}`,
          kind: 'text',
        }),
      ensureSpace: (at: PlatformWorkspace, { key }: { key: string }) =>
        answer(asking('ensureSpace', at, key), `C-${key}`),
      ensureMembers: (at: PlatformWorkspace, space: string) =>
        answer(asking('ensureMembers', at, `:${space}`, space), space),
      removeMember: (at: PlatformWorkspace, space: string, user: string) =>
        answer(asking('removeMember', at, `:${space}:${user}`, space), space),
      ensurePrivatePlace: (at: PlatformWorkspace, { user }: { user: string }) =>
        answer(asking('ensurePrivatePlace', at, `:${user}`), `D-${user}`),
      ensurePost: (at: PlatformWorkspace, { key, space }: { key: string; space: string }) =>
        answer(asking('ensurePost', at, key, space), 'M'),
      ensureForumPost: (at: PlatformWorkspace, { key, forum }: { key: string; forum: string }) =>
        answer(asking('ensureForumPost', at, key, forum), 'F'),
      closeSpace: (at: PlatformWorkspace, ref: string) =>
        answer(asking('closeSpace', at, `:${ref}`, ref), ref),
      findSpace: async (at: PlatformWorkspace, key: string) =>
        finds(asking('ensureSpace', at, key), `C-${key}`),
      findPost: async (at: PlatformWorkspace, key: string, space: string) =>
        finds(asking('ensurePost', at, key, space), 'M'),
      findForumPost: async (at: PlatformWorkspace, key: string, forum: string) =>
        finds(asking('ensureForumPost', at, key, forum), 'F'),
      findChannel: async (at: PlatformWorkspace, sought: { purpose: string; ref?: string }) =>
        finds(asking('findChannel', at, `:${sought.purpose}`, sought.ref ?? ''), {
          ref: sought.ref,
          kind: 'text',
        }),
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
