import type { Button } from '../chat/message.ts'
import type { Problem, ProblemCode } from '../programme/problem.ts'
import type { MessageKey, Voice } from './voice.ts'

/** What a button does: an action, what it is given, and what stands on it. */
type Help = readonly [label: MessageKey, action: string, ...args: string[]]
type Facts = Problem['facts']

const WHERE_I_STAND: Help = ['guide.button', 'news']
const MATCH: Help = ['round.do.match', 'round', 'match']
const ROUND: Help = ['help.round', 'round', 'status']
const NEXT_ROUND: Help = ['help.next-round', 'join']
const PROGRAMME: Help = ['help.programme', 'programme']

/** What leads on from each state of a round. */
const NEXT: Readonly<Record<string, Help>> = {
  planned: ['round.do.open', 'round', 'open'],
  open: ['round.do.close', 'round', 'close'],
  matching: MATCH,
  closed: ['round.do.plan', 'round', 'plan'],
}

/**
 * What helps whoever was refused something, by a press: nothing where only they can do it again in other words, or
 * where it takes somebody else.
 */
const HELP: Readonly<Record<ProblemCode, Help | undefined | ((facts: Facts) => Help | undefined)>> = {
  'too-many': undefined,
  // How things stand now comes with it.
  stale: undefined,
  'not-set-up': ({ manages }) => (manages === 'yes' ? ['programme.offer.button', 'set-up'] : undefined),
  'not-organiser': WHERE_I_STAND,
  'not-manager': WHERE_I_STAND,
  'already-set-up': PROGRAMME,
  'workspace-not-allowed': undefined,
  'bad-code': undefined,
  'no-round': ({ organiser }) => (organiser === 'yes' ? ['round.do.plan', 'round', 'plan'] : NEXT_ROUND),
  'wrong-state': ({ state }) => NEXT[String(state)] ?? ROUND,
  'round-exists': ROUND,
  'not-enrolled': NEXT_ROUND,
  'registration-closed': NEXT_ROUND,
  'no-draft': MATCH,
  'draft-outdated': MATCH,
  'nobody-joined': ROUND,
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

/** The button that helps whoever was refused something. */
export function helpFor({ code, facts }: Problem, voice: Voice): Button[] {
  const help = HELP[code]
  const [label, action, ...args] = (typeof help === 'function' ? help(facts) : help) ?? []
  if (label === undefined || action === undefined) return []
  return [{ label: voice.text(label), id: voice.press(action, ...args), style: 'primary' }]
}
