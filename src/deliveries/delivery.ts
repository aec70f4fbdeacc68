import type { CommandDefinition } from '../chat/command.ts'
import type { Inline } from '../chat/message.ts'
import type { Programme, Workspace } from '../database/generated/client.ts'
import { createVoice, type Voice } from '../messages/voice.ts'
import type { Effect, Overtaken, Waits } from '../outbox/effect.ts'
import type { Found, Outcome } from '../port/outcome.ts'
import type { Platform, PlatformName } from '../port/platform.ts'
import type { Desk } from '../programme/desk.ts'

/** What every kind of delivery works with. */
export interface Post {
  readonly desk: Desk
  readonly platforms: ReadonlyMap<PlatformName, Platform>
  readonly commands: readonly CommandDefinition[]
  /** The id of a button that anybody in the workspace may press. */
  readonly seal: (workspace: string, action: string, args: readonly string[]) => string
}

/** A workspace with its platform, and how we speak to everybody there. */
export interface Destination {
  readonly platform: Platform
  readonly at: { readonly externalId: string }
  readonly workspace: Workspace
  readonly programme: Programme
  readonly voice: Voice
}

/** Where an effect goes, or undefined while that platform is not connected to this installation. */
export async function destinationOf(post: Post, effect: Effect): Promise<Destination | undefined> {
  const workspace = await post.desk.prisma.workspace.findUniqueOrThrow({
    where: { id: effect.workspaceId },
    include: { programme: true },
  })
  const { programme, ...bare } = workspace
  const platform = post.platforms.get(workspace.platform)
  if (!platform) return undefined
  const voice = createVoice({
    platform: workspace.platform,
    locale: programme.locale,
    typed: (name, input) => {
      const command = post.commands.find((one) => one.name === name)
      return command ? platform.typed(command, input) : `/${name}`
    },
    press: (action, args) => post.seal(workspace.externalId, action, args),
    form: () => '',
  })
  return { platform, at: { externalId: workspace.externalId }, workspace: bare, programme, voice }
}

/** The platform has no token in this installation's settings (any more): later, perhaps. */
export function notConnected(post: Post): { kind: 'retryAt'; at: number; why: string } {
  return { kind: 'retryAt', at: post.desk.wall() + 60_000, why: 'platform not connected' }
}

/** The key by which a platform knows an effect again: unique over all kinds and programmes. */
export function markKey(effect: Effect): string {
  return `${effect.programmeId}:${effect.kind}:${effect.key}`
}

/** The forum's channel as a text shows it. */
export function forumOf({ workspace }: Destination): Inline | undefined {
  return workspace.forumRef === null ? undefined : { kind: 'space', ref: workspace.forumRef, name: 'forum' }
}

/** A payload's field that must be a string. */
export function fact(effect: Effect, name: string): string {
  const value = (effect.payload as Record<string, unknown>)[name]
  if (typeof value !== 'string') throw new TypeError(`effect ${effect.kind} without ${name}`)
  return value
}

/** A payload's field that must be a list of strings. */
export function facts(effect: Effect, name: string): string[] {
  const value = (effect.payload as Record<string, unknown>)[name]
  if (!Array.isArray(value)) throw new TypeError(`effect ${effect.kind} without ${name}`)
  return value.map(String)
}

/** Does something at the effect's destination, once its platform is there. */
export async function deliver<R extends Found | Outcome<string> | Overtaken | Waits>(
  post: Post,
  effect: Effect,
  work: (destination: Destination) => Promise<R>,
): Promise<R | { kind: 'retryAt'; at: number; why: string }> {
  const destination = await destinationOf(post, effect)
  return destination ? work(destination) : notConnected(post)
}
