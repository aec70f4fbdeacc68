import type { Button } from '../chat/message.ts'
import type { RoundState } from '../database/generated/client.ts'
import { NO_ROUND } from '../programme/rounds/current.ts'
import type { Voice } from './voice.ts'

type RoundStep = 'plan' | 'open' | 'close' | 'reopen' | 'match' | 'status' | 'call-off' | 'end'

/** The next steps that make sense in each state, the likeliest first: the last of them lead back, or out. */
const NEXT: Readonly<Record<RoundState, readonly RoundStep[]>> = {
  planned: ['open', 'call-off'],
  open: ['status', 'close', 'call-off'],
  matching: ['match', 'reopen', 'call-off'],
  publishing: ['status', 'end'],
  running: ['status', 'end'],
  closing: ['status'],
  closed: ['plan'],
}

/** A step of a round, as a button that is about this round and no other. */
export function stepButton(name: RoundStep, roundId: string, voice: Voice, style?: 'primary'): Button {
  const id = voice.press('round', name, roundId)
  return { label: voice.text(`round.do.${name}`), id, ...(style ? { style } : {}) }
}

/** The next steps of a round, the likeliest first. */
export function nextSteps({ id, state }: { id: string; state: RoundState }, voice: Voice): Button[] {
  return NEXT[state].map((name, at) => stepButton(name, id, voice, at === 0 ? 'primary' : undefined))
}

/** What can be done where there is no round. */
export function firstSteps(voice: Voice): Button[] {
  return [stepButton('plan', NO_ROUND, voice, 'primary'), stepButton('open', NO_ROUND, voice)]
}

/** What can be done with a round that has too few people. */
export function wayBack(roundId: string, voice: Voice): Button[] {
  return [stepButton('reopen', roundId, voice, 'primary'), stepButton('call-off', roundId, voice)]
}

/** The same where its people cannot be paired as the rules are. */
export function whatPairsMore(roundId: string, voice: Voice): Button[] {
  const rules = { label: voice.text('programme.rules.change'), id: voice.press('rules') }
  return [rules, ...wayBack(roundId, voice), stepButton('match', roundId, voice)]
}
