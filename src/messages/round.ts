import { type Button, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import type { RoundStatus } from '../programme/rounds/status.ts'
import { type DraftedFacts, draftedInWords, draftedSteps } from './drafted.ts'
import { dateInWords } from './moments.ts'
import { firstSteps, nextSteps } from './round-steps.ts'
import { roundTroubles } from './round-troubles.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

/** No round yet, or none any more; what was just done stands before that. */
export function noRound(voice: Voice, before: readonly Inline[] = []): Message {
  return {
    summary: voice.text('round.none'),
    blocks: [paragraph(...together([...before], voice.rich('round.none'))), buttons(...firstSteps(voice))],
  }
}

/** Where a round stands, and the draft that it has. */
export interface PanelFacts extends RoundStatus {
  readonly draft?: DraftedFacts | undefined
}

/** Where the current round stands, what needs an organiser, and the next steps as buttons. */
export function roundPanel(
  status: PanelFacts,
  platformOf: (workspaceId: string) => string,
  voice: Voice,
  before: readonly Inline[] = [],
): Message {
  const { round, draft } = status
  const heading = voice.text('round.heading', { number: round.number, state: round.state })
  const steps: Button[] = [
    ...(draft ? draftedSteps(draft, round.id, voice) : nextSteps(round, voice)),
    ...(status.failureCount > 0 || status.halted.length > 0
      ? [{ label: voice.text('round.retry'), id: voice.press('retry', String(status.at)) }]
      : []),
  ]
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      ...(before.length > 0 ? [paragraph(...before)] : []),
      { kind: 'fields', fields: numbers(status, voice) },
      ...(draft ? [draftedInWords(draft, voice)] : []),
      ...roundTroubles(status, platformOf, voice),
      buttons(...steps),
    ],
  }
}

function numbers(status: RoundStatus, voice: Voice): { label: string; value: Inline[] }[] {
  const { round } = status
  const fields = [
    field('joined', String(status.joined)),
    ...(status.joined > 0 ? [field('countries', String(status.countries))] : []),
  ]
  if (status.waitlisted > 0) fields.push(field('waiting', String(status.waitlisted)))
  if (status.unmatched > 0) fields.push(field('unmatched', String(status.unmatched)))
  if (round.publishedAt) {
    const of = (done: number, all: number) => voice.text('round.of', { done, all })
    fields.push(field('partnerships', String(status.partnerships)))
    fields.push(field('spaces', of(status.spacesOpen, status.partnerships)))
    fields.push(field('prompts', of(status.promptsPosted, status.promptsDue)))
  }
  if (status.underWay > 0) fields.push(field('under-way', String(status.underWay)))
  if (status.nextTopic && round.publishedAt) {
    fields.push(field('next-topic', dateInWords(status.nextTopic, voice.locale)))
  }
  return fields

  function field(name: NumberField, value: string): { label: string; value: Inline[] } {
    return { label: voice.text(`round.field.${name}`), value: [text(value)] }
  }
}

type NumberField =
  | 'joined'
  | 'countries'
  | 'waiting'
  | 'unmatched'
  | 'partnerships'
  | 'spaces'
  | 'prompts'
  | 'under-way'
  | 'next-topic'

/** A round is planned or open: what failed before it is let go of. */
export function begunInWords(
  key: 'round.planned' | 'round.opened',
  { number, letGo }: { readonly number: number; readonly letGo: number },
  voice: Voice,
): Inline[] {
  return together(voice.rich(key, { number }), letGo > 0 ? voice.rich('round.let-go', { letGo }) : [])
}

/** Registration is closed: who takes part, and who waits. */
export function closedInWords(joined: number, waitlisted: number, voice: Voice): Inline[] {
  return together(
    voice.rich('round.closed', { joined }),
    waitlisted > 0 ? voice.rich('round.closed.waiting', { waitlisted }) : [],
    joined > 0 ? voice.rich('round.closed.next') : [],
  )
}

/** The round will not take place: who had a place in it. */
export function calledOffInWords(number: number, people: number, voice: Voice): Inline[] {
  return together(
    voice.rich('round.called-off', { number }),
    people > 0 ? voice.rich('round.called-off.people', { people }) : [],
  )
}

/** The round ends: what was let go of, since it would have come too late. */
export function endedInWords(number: number, dropped: number, voice: Voice): Inline[] {
  return together(
    voice.rich('round.ended', { number }),
    dropped > 0 ? voice.rich('round.ended.dropped', { dropped }) : [],
  )
}
