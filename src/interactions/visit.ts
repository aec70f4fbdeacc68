import type { CommandDefinition } from '../chat/command.ts'
import type { Workspace } from '../database/generated/client.ts'
import { createVoice, type Voice } from '../messages/voice.ts'
import type { Actor, Platform } from '../port/platform.ts'
import { arrive } from '../programme/arrival.ts'
import type { Desk } from '../programme/desk.ts'
import type { Topic } from '../programme/topics/builtin.ts'
import type { Visit } from './context.ts'
import { soon } from './soon.ts'

export interface VisitOptions {
  readonly desk: Desk
  readonly platform: Platform
  readonly topics: readonly Topic[]
  /** The platform of a workspace, whichever it is: undefined while it is not connected to this installation. */
  readonly reach: (workspace: Pick<Workspace, 'platform'>) => Platform | undefined
  /** Links into workspaces of any platform. */
  readonly linkTo: (workspace: Workspace, space: string, post?: string) => string | undefined
  /** Makes the ids of buttons and forms that this actor may use. */
  readonly seal: (actor: Actor, purpose: 'action' | 'form', name: string, args: readonly string[]) => string
  readonly commands: ReadonlyMap<string, CommandDefinition>
}

/** Somebody at the door: who they are here, and how we speak to them. */
export async function visitOf(options: VisitOptions, actor: Actor): Promise<Visit> {
  const { desk, platform } = options
  const here = await arrive(desk, platform.name, actor.workspace, actor)
  let member: ReturnType<Visit['member']> | undefined
  const at = { externalId: actor.workspace }
  const ask = () => {
    member ??= platform.capabilities.actorsWhole
      ? Promise.resolve({ ...actor, manages: actor.manages === true, bot: false })
      : platform.memberOf(at, actor.user)
    return member
  }
  const askForHelp = () =>
    member ?? (platform.capabilities.actorsWhole ? ask() : platform.memberOf(at, actor.user, 'help'))
  return {
    desk,
    platform: platform.name,
    actor,
    here,
    topics: options.topics,
    link: options.linkTo,
    member: ask,
    memberSoon: () => soon(askForHelp()),
    memberOf: (user) => platform.memberOf(at, user),
    findChannel: async ({ platform: name, externalId }, sought) =>
      options.reach({ platform: name })?.findChannel({ externalId }, sought),
    isIn: async ({ platform: name, externalId }, ref, user) =>
      options.reach({ platform: name })?.isIn({ externalId }, ref, user),
    manages: async () => actor.manages ?? (await ask())?.manages ?? false,
    voice: createVoice({
      platform: platform.name,
      locale: actor.locale ?? here?.account.locale ?? here?.programme.locale ?? 'en',
      typed: (name, input) => typedOn(options, name, input),
      press: (name, args) => options.seal(actor, 'action', name, args),
      form: (name, args) => options.seal(actor, 'form', name, args),
    }),
  }
}

/** How we speak to somebody of whom nothing could be found out: without buttons. */
export function plainVoice(options: VisitOptions, actor: Actor): Voice {
  return createVoice({
    platform: options.platform.name,
    locale: actor.locale ?? 'en',
    typed: (name, input) => typedOn(options, name, input),
    press: () => 'none',
    form: () => 'none',
  })
}

/** A command as it is typed on a platform. */
function typedOn(
  { platform, commands }: Pick<VisitOptions, 'platform' | 'commands'>,
  name: string,
  input?: Readonly<Record<string, string>>,
): string {
  const command = commands.get(name)
  return command ? platform.typed(command, input) : `/${name}`
}
