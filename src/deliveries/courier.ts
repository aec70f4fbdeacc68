import type { CommandDefinition } from '../chat/command.ts'
import type { Inline } from '../chat/message.ts'
import type { Installation, Programme, Workspace } from '../database/generated/client.ts'
import { createVoice, type Voice } from '../messages/voice.ts'
import type { Effect, Overtaken } from '../outbox/effect.ts'
import type { Found, Outcome } from '../port/outcome.ts'
import type { Platform } from '../port/platform.ts'
import type { Desk } from '../programme/desk.ts'
import { workspaceAndProgramme } from '../programme/workspaces.ts'

/** What every kind of delivery works with. */
export interface Courier {
  readonly desk: Desk
  /** The platform as an installation is reached: with its credentials. Undefined while there are none. */
  readonly platformOf: (installation: Pick<Installation, 'platform' | 'externalId'>) => Platform | undefined
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

/** Not done: to be tried again at `at` (epoch ms, wall time). */
export interface Later {
  readonly kind: 'retryAt'
  readonly at: number
  readonly why: string
}

/** Does something at the effect's destination, once its platform is there. */
export async function deliver<R extends Found | Outcome<string> | Overtaken>(
  courier: Courier,
  effect: Effect,
  work: (destination: Destination) => Promise<R>,
): Promise<R | Later> {
  const destination = await destinationOf(courier, effect)
  if (destination) return work(destination)
  // The platform has no token in this installation's settings (any more): later, perhaps.
  return { kind: 'retryAt', at: courier.desk.wall() + 60_000, why: 'platform not connected' }
}

/** Where an effect goes, or undefined while that platform is not connected to this installation. */
async function destinationOf(courier: Courier, effect: Effect): Promise<Destination | undefined> {
  const { workspace, programme } = await workspaceAndProgramme(courier.desk, effect.workspaceId)
  const platform = courier.platformOf(workspace)
  if (!platform) return undefined
  const voice = createVoice({
    platform: workspace.platform,
    locale: programme.locale,
    typed: (name, input) => {
      const command = courier.commands.find((one) => one.name === name)
      return command ? platform.typed(command, input) : `/${name}`
    },
    press: (action, args) => courier.seal(workspace.externalId, action, args),
    form: () => '',
  })
  return { platform, at: { externalId: workspace.externalId }, workspace, programme, voice }
}

/** The key by which a platform knows an effect again: unique over all kinds and programmes. */
export function markKey(effect: Effect): string {
  return `${effect.programmeId}:${effect.kind}:${effect.key}`
}

/** The forum's channel as a text shows it. */
export function forumOf({ workspace }: Destination): Inline | undefined {
  return workspace.forumRef === null ? undefined : { kind: 'space', ref: workspace.forumRef, name: 'forum' }
}
