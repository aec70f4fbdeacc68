import type { Button } from '../chat/message.ts'
import type { RoundState } from '../database/generated/client.ts'
import type { Problem, ProblemCode } from '../programme/problem.ts'
import { firstSteps, nextSteps, stepButton, wayBack, whatPairsMore } from './round-steps.ts'
import type { MessageKey, Voice } from './voice.ts'

/** What a button does: an action, what it is given, and what stands on it. */
type Help = readonly [label: MessageKey, action: string, ...args: string[]]
type Facts = Problem['facts']
/** What helps by what is known: a button, or some that are about the round which was asked about. */
type Helps = (facts: Facts, voice: Voice) => Help | readonly Button[] | undefined

const WHERE_I_STAND: Help = ['guide.button', 'news']
const NEXT_ROUND: Help = ['help.next-round', 'join']
const PROGRAMME: Help = ['help.programme', 'programme']

/**
 * What helps whoever was refused something, by a press: nothing where only they can do it again in other words, or
 * where it takes somebody else.
 */
const HELP: Readonly<Record<ProblemCode, Help | undefined | Helps>> = {
  'too-many': undefined,
  // How things stand now comes with it.
  stale: undefined,
  'not-set-up': ({ manages }) => (manages === 'yes' ? ['programme.offer.button', 'set-up'] : undefined),
  'not-organiser': WHERE_I_STAND,
  'not-manager': WHERE_I_STAND,
  'already-set-up': PROGRAMME,
  'workspace-not-allowed': undefined,
  'bad-code': undefined,
  'no-round': ({ organiser }, voice) => (organiser === 'yes' ? firstSteps(voice) : NEXT_ROUND),
  'wrong-state': (facts, voice) => nextSteps(roundOf(facts), voice),
  'round-exists': (facts, voice) => nextSteps(roundOf(facts), voice),
  'not-enrolled': NEXT_ROUND,
  'registration-closed': NEXT_ROUND,
  'round-called-off': NEXT_ROUND,
  'no-draft': (facts, voice) => [stepButton('match', roundOf(facts).id, voice, 'primary')],
  'draft-outdated': (facts, voice) => [stepButton('match', roundOf(facts).id, voice, 'primary')],
  'nobody-joined': (facts, voice) => wayBack(roundOf(facts).id, voice),
  'nobody-paired': (facts, voice) => whatPairsMore(roundOf(facts).id, voice),
  'guest-single-channel': ['leave.back', 'join'],
  'guest-stranger': undefined,
  'no-partner': WHERE_I_STAND,
  'no-topic': WHERE_I_STAND,
  'topic-unknown': ['help.topics', 'topics'],
  'unknown-choice': WHERE_I_STAND,
  'unknown-command': WHERE_I_STAND,
  'unknown-person': PROGRAMME,
  'last-organiser': PROGRAMME,
  'not-an-organiser': ['programme.organiser.remove', 'remove'],
  'organisers-there': WHERE_I_STAND,
  'no-organiser-left': ['help.programme', 'programme'],
  'channel-there': PROGRAMME,
  'spaces-missing': PROGRAMME,
  'words-too-many': undefined,
  'words-missing': undefined,
  'words-too-long': undefined,
}

/** The round that a problem is about. */
function roundOf({ id, state }: Facts): { id: string; state: RoundState } {
  return { id: String(id), state: String(state) as RoundState }
}

/** The buttons that help whoever was refused something. */
export function helpFor({ code, facts }: Problem, voice: Voice): Button[] {
  const known = HELP[code]
  const help = (typeof known === 'function' ? known(facts, voice) : known) ?? []
  if (areButtons(help)) return [...help]
  const [label, action, ...args] = help
  return [{ label: voice.text(label), id: voice.press(action, ...args), style: 'primary' }]
}

function areButtons(help: Help | readonly Button[]): help is readonly Button[] {
  return typeof help[0] !== 'string'
}
