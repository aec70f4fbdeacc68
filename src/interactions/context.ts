import type { Programme, Workspace } from '../database/generated/client.ts'
import type { Voice } from '../messages/voice.ts'
import type { Actor, Member, PlatformName } from '../port/platform.ts'
import type { Desk } from '../programme/desk.ts'
import { isOrganiser, type KnownAccount, organiserNames } from '../programme/people.ts'
import { Problem } from '../programme/problem.ts'
import type { Topic } from '../programme/topics/builtin.ts'

/** Somebody doing something, in a workspace that may not have a programme yet. */
export interface Visit {
  readonly desk: Desk
  readonly voice: Voice
  readonly platform: PlatformName
  readonly actor: Actor
  /** What the platform says of the actor now, asked at most once. */
  member(): Promise<Member | undefined>
  /** The same for what is only a help: undefined where it takes the platform more than a moment, or a crowd asks. */
  memberSoon(): Promise<Member | undefined>
  /** What the platform says of somebody else in the actor's workspace. */
  memberOf(user: string): Promise<Member | undefined>
  /** Whether the actor may manage the workspace, as the platform says now. */
  manages(): Promise<boolean>
  readonly here: Here | undefined
  /** Topics that a new programme begins with. */
  readonly topics: readonly Topic[]
  /** A link to a channel or a post of a workspace of this installation. */
  link(workspace: Workspace, space: string, post?: string): string | undefined
  /** Tells that effects were recorded and can be carried out at once. */
  poke(): void
}

/** The programme that somebody is doing something in, and who they are in it. */
export interface Here {
  readonly programme: Programme
  readonly workspace: Workspace
  readonly account: KnownAccount
}

/** What a participant's command works with. */
export type Context = Visit & { readonly here: Here }

/** Refuses where no programme is set up. */
export function requireProgramme(visit: Visit): Context {
  const { here } = visit
  if (!here) throw new Problem('not-set-up', { command: visit.voice.command('programme') })
  return { ...visit, here }
}

/** Refuses whoever is not an organiser at this moment, and says who is. */
export async function requireOrganiser(visit: Visit): Promise<Context> {
  const context = requireProgramme(visit)
  const { programme, account } = context.here
  if (await isOrganiser(context.desk, programme.id, account.personId)) return context
  const organisers = context.voice.and(await organiserNames(context.desk, programme.id))
  throw new Problem('not-organiser', { organisers })
}

/** Refuses whoever may not manage the workspace. */
export async function requireManager(visit: Visit): Promise<void> {
  if (await visit.manages()) return
  throw new Problem('not-manager', { command: visit.voice.command('programme') })
}
