import type { Logger } from 'pino'
import type { Answer } from '../chat/answer.ts'
import type { Message } from '../chat/message.ts'
import type { Actor, Inbound, Platform } from '../port/platform.ts'
import { newTrace, withinTrace } from '../port/trace.ts'
import { departFrom } from '../programme/departure.ts'
import { findWorkspace } from '../programme/people.ts'
import { Problem } from '../programme/problem.ts'
import { typistAt } from '../programme/typist.ts'
import { answering } from './answering.ts'
import type { Context, ProgrammeAction, ProgrammeCommand, ProgrammeForm, Visit } from './context.ts'
import { happened } from './happened.ts'
import { openHome } from './home.ts'
import { performAction, performCommand, performForm } from './perform.ts'
import type { Sealer } from './seal.ts'
import { suggestions } from './suggest.ts'
import { takingTurns } from './turns.ts'
import { plainVoice, type VisitOptions, visitOf } from './visit.ts'

export interface Registry {
  readonly commands: readonly ProgrammeCommand[]
  readonly actions: readonly ProgrammeAction[]
  readonly forms: readonly ProgrammeForm[]
  /** How things stand for somebody now: shown where what they pressed is no longer valid. */
  readonly fresh: (context: Context) => Promise<Message>
  /** What stands in the page that is somebody's alone. */
  readonly home: (context: Context) => Promise<Message>
}

export interface DispatchOptions
  extends Pick<VisitOptions, 'desk' | 'platform' | 'topics' | 'linkTo' | 'reach'> {
  readonly platform: Platform
  readonly registry: Registry
  readonly sealer: Sealer
  readonly log: Logger
  /** Tells that people's pages may be outdated, or that somebody has just opened theirs. */
  readonly refreshHomes: (opened?: 'opened') => void
}

/** What a platform is handed, and what it is asked to show unasked. */
export type Interactions = Inbound & {
  /** What stands in somebody's page now; undefined where there is no programme for them. */
  homeOf(actor: Actor): Promise<Message | undefined>
}

/** What people do on a platform: how much of it is worked on at once, how much of one person's, how much of theirs waits. */
const TURNS = { atOnce: 16, ofOne: 2, waiting: 20 }

/** Takes what people do on one platform to the command, action or form that answers it. */
export function createInbound(options: DispatchOptions): Interactions {
  const { desk, platform, registry, sealer, log } = options
  const named = <T extends { readonly name: string }>(list: readonly T[]) =>
    new Map(list.map((one) => [one.name, one]))
  const commands = named(registry.commands)
  const handlers = { action: named(registry.actions), form: named(registry.forms) }
  const visiting: VisitOptions = {
    ...options,
    commands,
    seal(actor, purpose, name, args) {
      if (!handlers[purpose].has(name)) throw new RangeError(`no ${purpose} ${name}`)
      return sealer.seal(purpose, actor.workspace, { user: actor.user }, name, args)
    },
  }
  const { answer, refuse } = answering({
    platform: platform.name,
    log,
    wall: desk.wall,
    visit: (actor) => visitOf(visiting, actor),
    plain: (actor) => plainVoice(visiting, actor),
    fresh: registry.fresh,
  })
  const turns = takingTurns(TURNS)
  const whose = ({ workspace, user }: Actor) => `${workspace} ${user}`
  const inTurn = (
    actor: Actor,
    what: string,
    handle: (visit: Visit) => Promise<Answer>,
    urgent = false,
  ): Promise<Answer> =>
    turns({
      who: whose(actor),
      urgent,
      work: () => answer(actor, what, handle).finally(options.refreshHomes),
      excess: (told) => refuse(actor, what, new Problem('too-many'), told),
    })

  function openSealed<T>(purpose: 'action' | 'form', from: ReadonlyMap<string, T>, actor: Actor, id: string) {
    const sealed = sealer.open(purpose, actor.workspace, actor.user, id)
    const handler = sealed && from.get(sealed.name)
    if (!sealed || !handler) throw new Problem('stale')
    return { handler, args: sealed.args }
  }

  return {
    command: (actor, name, input) =>
      inTurn(actor, `/${name}`, (visit) => {
        const command = commands.get(name)
        if (!command) throw unknownCommand(visit, name)
        return performCommand(visit, command, input)
      }),
    action: (actor, id, chosen) =>
      inTurn(actor, 'action', (visit) => {
        const { handler, args } = openSealed('action', handlers.action, actor, id)
        return performAction(visit, handler, args, chosen)
      }),
    form: (actor, id, pages, values) =>
      inTurn(actor, 'form', (visit) => {
        const { handler, args } = openSealed('form', handlers.form, actor, id)
        return performForm(visit, handler, (form, context) => form.submit(context, args, pages, values))
      }),
    reopen: (actor, id, page) =>
      inTurn(
        actor,
        'reopen',
        (visit) => {
          const { handler, args } = openSealed('form', handlers.form, actor, id)
          return performForm(visit, handler, (form, context) => form.open(context, args, page))
        },
        true,
      ),
    suggest: (actor, source, text, limit) =>
      turns({
        who: whose(actor),
        urgent: true,
        excess: () => [],
        work: async () => {
          const typist = await typistAt(desk, platform.name, actor.workspace, actor.user)
          const locale = actor.locale ?? typist.locale ?? 'en'
          const typed = { text, locale, country: typist.country ?? undefined, now: desk.clock.now() }
          return suggestions(source, typed, limit)
        },
      }),
    home: (actor) =>
      turns({
        who: whose(actor),
        excess: () => undefined,
        work: async () => {
          const opened = await openHome(desk, platform, actor, answer)
          options.refreshHomes('opened')
          return opened
        },
      }),
    homeOf: async (actor) => {
      const visit = await visitOf(visiting, actor)
      return visit.here && registry.home({ ...visit, here: visit.here })
    },
    left: async (workspace, user) => {
      const where = await findWorkspace(desk, platform.name, workspace)
      if (!where) return
      await withinTrace(newTrace(), () => departFrom(desk, where.id, user))
    },
    happened: async (what) => {
      await withinTrace(newTrace(), () => happened(desk, platform.name, what))
    },
  }
}

/** A command that this was once, or that another version has. */
const unknownCommand = ({ voice }: Visit, name: string): Problem =>
  new Problem('unknown-command', { command: `/${name}`, guide: voice.command('guide') })
