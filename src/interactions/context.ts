import type { Action, Command, FormHandler } from '../chat/command.ts'
import type { Workspace } from '../database/generated/client.ts'
import type { CommandName, Voice } from '../messages/voice.ts'
import type { Actor, ChannelFound, ChannelSought, Member, PlatformName } from '../port/platform.ts'
import type { Arrival } from '../programme/arrival.ts'
import type { Desk } from '../programme/desk.ts'
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
  /** A channel of a workspace of this installation, as its platform says now; undefined where it cannot be asked. */
  findChannel(workspace: Workspace, sought: ChannelSought): Promise<ChannelFound | undefined>
  /** Whether a user is in a place of a workspace; undefined where that cannot be asked, and rejects where not told. */
  isIn(workspace: Workspace, ref: string, user: string): Promise<boolean | undefined>
  /** Whether the actor may manage the workspace, as the platform says now. */
  manages(): Promise<boolean>
  /** Where they are and who they are there; undefined where no programme has been set up. */
  readonly here: Arrival | undefined
  /** Topics that a new programme begins with. */
  readonly topics: readonly Topic[]
  /** A link to a channel or a post of a workspace of this installation. */
  link(workspace: Workspace, space: string, post?: string): string | undefined
}

/** The same in a workspace whose programme is known: what nearly every command works with. */
export type Context = Visit & { readonly here: Arrival }

/** A command whose name and purpose the catalogue knows. */
export type ProgrammeCommand = Command<Context, Visit> & { readonly name: CommandName }
export type ProgrammeAction = Action<Context, Visit>
export type ProgrammeForm = FormHandler<Context, Visit>
