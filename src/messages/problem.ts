import { type Button, buttons, type Inline, type Message, paragraph, plain } from '../chat/message.ts'
import type { RoundState } from '../database/generated/client.ts'
import type { Problem } from '../programme/problem.ts'
import { firstSteps, nextSteps, stepButton, wayBack, whatPairsMore } from './round-steps.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

/** Why something cannot be had, and what to do about it. */
export function problemMessage(problem: Problem, voice: Voice): Message {
  const words = together(voice.rich(`problem.${problem.code}`, problem.facts), ...details(problem, voice))
  const help = whatHelps(problem, voice)
  const blocks = [paragraph(...words), ...(help.length > 0 ? [buttons(...help)] : [])]
  return { summary: plain(words), blocks }
}

/** The buttons that lead on, for an organiser who wanted what a round does not allow as it stands. */
function whatHelps({ code, facts }: Problem, voice: Voice): Button[] {
  const round = { id: String(facts.id), state: facts.state as RoundState }
  switch (code) {
    case 'wrong-state':
    case 'round-exists':
      return nextSteps(round, voice)
    case 'no-draft':
    case 'draft-outdated':
      return [stepButton('match', round.id, voice, 'primary')]
    case 'nobody-joined':
      return wayBack(round.id, voice)
    case 'nobody-paired':
      return whatPairsMore(round.id, voice)
    case 'no-round':
      return facts.organiser === 'yes' ? firstSteps(voice) : []
    default:
      return []
  }
}

/** What else is to be said of it, a sentence each. */
function details({ code, facts }: Problem, voice: Voice): Inline[][] {
  if (code !== 'draft-outdated') return []
  const came = Number(facts.came)
  const went = Number(facts.went)
  const next = voice.rich('problem.draft-outdated.next')
  if (came + went === 0) return [voice.rich('problem.draft-outdated.changed'), next]
  return [
    came > 0 ? voice.rich('problem.draft-outdated.came', { count: came }) : [],
    went > 0 ? voice.rich('problem.draft-outdated.went', { count: went }) : [],
    next,
  ]
}

/** Something broke on our side. The reference finds it in the log. */
export function failureMessage(reference: string, voice: Voice): Message {
  const children = voice.rich('failed.reference', { reference })
  return { summary: voice.text('failed.reference', { reference }), blocks: [paragraph(...children)] }
}

/** One sentence as a message. */
export function sentence(key: Parameters<Voice['rich']>[0], voice: Voice, values = {}): Message {
  return { summary: voice.text(key, values), blocks: [paragraph(...voice.rich(key, values))] }
}
