import type { Logger } from 'pino'
import { type Answer, say } from '../chat/answer.ts'
import type { Action, Command, CommandDefinition, FormHandler } from '../chat/command.ts'
import type { Message } from '../chat/message.ts'
import { failureMessage, problemMessage } from '../messages/problem.ts'
import { createVoice, type Voice } from '../messages/voice.ts'
import { ANSWERED, type Answered } from '../port/observed.ts'
import type { Actor, Inbound, Platform } from '../port/platform.ts'
import { newTrace, withinTrace } from '../port/trace.ts'
import { arrive } from '../programme/arrival.ts'
import { departFrom } from '../programme/departure.ts'
import type { Desk } from '../programme/desk.ts'
import { findWorkspace } from '../programme/people.ts'
import { Problem } from '../programme/problem.ts'
import type { Topic } from '../programme/topics/builtin.ts'
import { typistAt } from '../programme/typist.ts'
import type { Visit } from './context.ts'
import type { Sealer } from './seal.ts'
import { suggestions } from './suggest.ts'
import { inTurns } from './turns.ts'

export interface Registry {
  readonly commands: readonly Command<Visit>[]
  readonly actions: readonly Action<Visit>[]
  readonly forms: readonly FormHandler<Visit>[]
  /** How things stand for somebody now: shown where what they pressed is no longer valid. */
  readonly fresh: (visit: Visit) => Promise<Message>
}

export interface DispatchOptions {
  readonly desk: Desk
  readonly platform: Platform
  readonly registry: Registry
  readonly sealer: Sealer
  readonly log: Logger
  readonly topics: readonly Topic[]
  readonly poke: () => void
  /** The other platforms, for links into workspaces there. */
  readonly linkTo: (
    workspace: { platform: string; externalId: string },
    space: string,
    post?: string,
  ) => string | undefined
}

interface Asked {
  readonly trace: string
  /** When it came, epoch ms. */
  readonly began: number
  readonly actor: Actor
  readonly what: string
}

/** How many commands and forms of a platform are worked on at once. */
const AT_ONCE = 16

/**
 * Takes what people do on one platform to the command, action or form that answers it. Whatever goes
 * wrong, the person gets a sentence: what they can do about it, or a reference that finds it in the log.
 */
export function createInbound(options: DispatchOptions): Inbound {
  const { desk, platform, registry, sealer, log } = options
  const commands = new Map(registry.commands.map((command) => [command.name, command]))
  const actions = new Map(registry.actions.map((action) => [action.name, action]))
  const forms = new Map(registry.forms.map((form) => [form.name, form]))

  const turns = inTurns(AT_ONCE)

  async function visit(actor: Actor): Promise<Visit> {
    const here = await arrive(desk, platform.name, actor.workspace, actor)
    const locale = actor.locale ?? here?.account.locale ?? here?.programme.locale ?? 'en'
    const audience = { user: actor.user }
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
      poke: options.poke,
      link: (workspace, space, post) => options.linkTo(workspace, space, post),
      member: ask,
      memberSoon: () => soon(askForHelp()),
      memberOf: (user) => platform.memberOf(at, user),
      manages: async () => actor.manages ?? (await ask())?.manages ?? false,
      voice: createVoice({
        locale,
        typed: (name, input) => typedOn(platform, commands, name, input),
        press: (name, args) => sealer.seal('action', actor.workspace, audience, name, args),
        form: (name, args) => sealer.seal('form', actor.workspace, audience, name, args),
      }),
    }
  }

  /** Answers, or says in words why not. */
  function answer(actor: Actor, what: string, handle: (visit: Visit) => Promise<Answer>): Promise<Answer> {
    const trace = newTrace()
    const began = desk.wall()
    const work = () => withinTrace(trace, () => answerIn({ trace, began, actor, what }, handle))
    // What has been acknowledged can wait its turn; a form that is to open again cannot.
    return what === 'reopen' ? work() : turns(work)
  }

  async function answerIn(
    { trace, began, actor, what }: Asked,
    handle: (visit: Visit) => Promise<Answer>,
  ): Promise<Answer> {
    const observed = (outcome: string) =>
      ANSWERED.publish({ platform: platform.name, what, outcome, ms: desk.wall() - began } satisfies Answered)
    let known: Visit | undefined
    try {
      known = await visit(actor)
      const given = await handle(known)
      log.info({ platform: platform.name, what, ms: desk.wall() - began, answer: given.kind }, 'answered')
      observed('answered')
      return given
    } catch (error) {
      const voice = known?.voice ?? (await plainVoice(actor))
      if (error instanceof Problem) {
        log.info({ platform: platform.name, what, problem: error.code }, 'told why not')
        observed('told-why-not')
        const message = problemMessage(withNames(error, voice.command), voice)
        if (error.code !== 'stale' || !known?.here) return say(message)
        const fresh = await registry.fresh(known)
        return say({ ...fresh, summary: message.summary, blocks: [...message.blocks, ...fresh.blocks] })
      }
      observed('failed')
      log.error({ platform: platform.name, what, reference: trace, err: error }, 'answering failed')
      return say(failureMessage(trace, voice))
    }
  }

  async function plainVoice(actor: Actor) {
    return createVoice({
      locale: actor.locale ?? 'en',
      typed: (name, input) => typedOn(platform, commands, name, input),
      press: () => 'none',
      form: () => 'none',
    })
  }

  function openSealed<T>(purpose: 'action' | 'form', from: ReadonlyMap<string, T>, actor: Actor, id: string) {
    const sealed = sealer.open(purpose, actor.workspace, actor.user, id)
    const handler = sealed && from.get(sealed.name)
    if (!sealed || !handler) throw new Problem('stale')
    return { handler, args: sealed.args, name: sealed.name }
  }

  return {
    command: (actor, name, input) =>
      answer(actor, `/${name}`, (visiting) => {
        const command = commands.get(name)
        if (!command) throw new Problem('stale')
        return command.run(visiting, input)
      }),
    action: (actor, id, chosen) =>
      answer(actor, 'action', (visiting) => {
        const { handler, args } = openSealed('action', actions, actor, id)
        return handler.run(visiting, args, chosen)
      }),
    form: (actor, id, pages, values) =>
      answer(actor, 'form', (visiting) => {
        const { handler, args } = openSealed('form', forms, actor, id)
        return handler.submit(visiting, args, pages, values)
      }),
    reopen: (actor, id, page) =>
      answer(actor, 'reopen', (visiting) => {
        const { handler, args } = openSealed('form', forms, actor, id)
        return handler.open(visiting, args, page)
      }),
    suggest: async (actor, source, text, limit) => {
      const typist = await typistAt(desk, platform.name, actor.workspace, actor.user)
      const locale = actor.locale ?? typist.locale ?? 'en'
      const typed = { text, locale, country: typist.country ?? undefined, now: desk.clock.now() }
      return suggestions(source, typed, limit)
    },
    left: async (workspace, user) => {
      const where = await findWorkspace(desk, platform.name, workspace)
      if (!where) return
      await withinTrace(newTrace(), () => departFrom(desk, where.id, user))
      options.poke()
    },
  }
}

/** A command as it is typed on a platform. */
export function typedOn(
  platform: Platform,
  commands: ReadonlyMap<string, CommandDefinition>,
  name: string,
  input?: Readonly<Record<string, string>>,
): string {
  const command = commands.get(name)
  return command ? platform.typed(command, input) : `/${name}`
}

/** Fills in the commands that a problem's sentence names. */
function withNames(problem: Problem, command: Voice['command']): Problem {
  if (problem.facts.command !== undefined) return problem
  const names: Partial<Record<Problem['code'], string>> = {
    'not-set-up': command('programme'),
    'already-set-up': command('programme'),
    'bad-code': command('programme'),
    'no-draft': command('round', { do: 'match' }),
    'spaces-missing': command('programme'),
    'topic-unknown': command('topics', { do: 'list' }),
  }
  const organiser = problem.facts.organiser ?? 'no'
  return new Problem(problem.code, { organiser, command: names[problem.code] ?? '', ...problem.facts })
}

const SOON_MS = 500

/** What is asked for, or undefined where it fails or is not there soon. */
async function soon<T>(asked: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), SOON_MS)
  })
  const known = await Promise.race([asked.catch(() => undefined), late])
  clearTimeout(timer)
  return known
}
