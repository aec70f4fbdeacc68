import type { Logger } from 'pino'
import { type Answer, say } from '../chat/answer.ts'
import type { Message } from '../chat/message.ts'
import { failureMessage, problemMessage } from '../messages/problem.ts'
import type { Voice } from '../messages/voice.ts'
import { ANSWERED, type Answered } from '../port/observed.ts'
import type { Actor } from '../port/platform.ts'
import { newTrace, withinTrace } from '../port/trace.ts'
import { isOrganiser } from '../programme/people.ts'
import { Problem } from '../programme/problem.ts'
import type { Context, Visit } from './context.ts'

export interface AnsweringOptions {
  readonly platform: string
  readonly log: Logger
  /** Wall time, epoch ms. */
  readonly wall: () => number
  readonly visit: (actor: Actor) => Promise<Visit>
  /** How we speak to somebody of whom nothing could be found out. */
  readonly plain: (actor: Actor) => Voice
  /** How things stand for somebody now: shown where what they pressed is no longer valid. */
  readonly fresh: (context: Context) => Promise<Message>
}

/**
 * Answers what somebody did. Whatever goes wrong, the person gets a sentence: what they can do about it,
 * or a reference that finds it in the log.
 */
export function answering(options: AnsweringOptions) {
  const { platform, log, wall } = options
  /** What is refused without a look at who asks, by code and language: it costs next to nothing, however often. */
  const refusals = new Map<string, Message>()

  /** Under a trace of its own. @param what a command's name, `action`, `form`, `reopen` or `home` */
  function answer(actor: Actor, what: string, handle: (visit: Visit) => Promise<Answer>): Promise<Answer> {
    const trace = newTrace()
    const began = wall()
    let known: Visit | undefined
    const told = (outcome: Answered['outcome'], facts: object) => {
      const ms = wall() - began
      ANSWERED.publish({ platform, what, outcome, ms } satisfies Answered)
      return { platform, what, account: known?.here?.account.id, ms, ...facts }
    }
    return withinTrace(trace, async () => {
      try {
        known = await options.visit(actor)
        const given = await handle(known)
        log.info(told('answered', { answer: given.kind }), 'answered')
        return given
      } catch (error) {
        const voice = known?.voice ?? options.plain(actor)
        if (error instanceof Problem) {
          log.info(told('told-why-not', { problem: error.code }), 'told why not')
          return say(await problem(error, voice, known))
        }
        log.error(told('failed', { reference: trace, err: error }), 'answering failed')
        return say(failureMessage(trace, voice))
      }
    })
  }

  async function problem(error: Problem, voice: Voice, known: Visit | undefined): Promise<Message> {
    const here = known?.here
    const facts = await factsFor(error, known)
    const problem = withNames(new Problem(error.code, { ...facts, ...error.facts }), voice.command)
    // Where nothing has been set up, nothing can be pressed but what sets it up.
    const help = here || facts.manages === 'yes' ? 'help' : 'words'
    const message = problemMessage(problem, voice, help)
    if (error.code !== 'stale' || !here) return message
    const fresh = await options.fresh({ ...known, here })
    return { ...fresh, summary: message.summary, blocks: [...message.blocks, ...fresh.blocks] }
  }

  return {
    answer,
    /** Tells why not, without asking anybody anything; the problem has no facts. `told`: they were a moment ago. */
    refuse(actor: Actor, what: string, problem: Problem, told: boolean): Answer {
      ANSWERED.publish({ platform, what, outcome: 'told-why-not', ms: 0 } satisfies Answered)
      if (!told) log.info({ platform, what, problem: problem.code }, 'told why not')
      const key = `${problem.code} ${actor.locale}`
      const message = refusals.get(key) ?? problemMessage(problem, options.plain(actor))
      refusals.set(key, message)
      return { kind: 'say', message, told }
    },
  }
}

/** What else has to be known of whoever is refused, to tell them what helps them. */
async function factsFor({ code }: Problem, known: Visit | undefined): Promise<Problem['facts']> {
  if (code === 'no-round' && known?.here) {
    const { programme, account } = known.here
    return { organiser: (await isOrganiser(known.desk, programme.id, account.personId)) ? 'yes' : 'no' }
  }
  if (code !== 'not-set-up') return {}
  return { manages: (await known?.memberSoon())?.manages ? 'yes' : 'no' }
}

/** Fills in the commands that a problem's sentence names. */
function withNames(problem: Problem, command: Voice['command']): Problem {
  if (problem.facts.command !== undefined) return problem
  const names: Partial<Record<Problem['code'], string>> = {
    'already-set-up': command('programme'),
    'bad-code': command('programme', { do: 'code' }),
    'no-draft': command('round', { do: 'match' }),
    'spaces-missing': command('programme'),
    'topic-unknown': command('topics', { do: 'list' }),
  }
  const organiser = problem.facts.organiser ?? 'no'
  return new Problem(problem.code, { organiser, command: names[problem.code] ?? '', ...problem.facts })
}
