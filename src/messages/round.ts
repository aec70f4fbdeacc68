import {
  type Block,
  type Button,
  bold,
  buttons,
  type Inline,
  type Message,
  paragraph,
  text,
} from '../chat/message.ts'
import type { RoundState } from '../database/generated/client.ts'
import type { MatchResult, Pairing } from '../matching/result.ts'
import type { RoundStatus } from '../programme/rounds/status.ts'
import { howToGrant, howToMend, kindInWords } from './fix.ts'
import { dateInWords } from './moments.ts'
import { reasonsInWords } from './reasons.ts'
import { troublesInWords } from './troubles.ts'
import type { Voice } from './voice.ts'

/** The next steps that make sense in each state, the likeliest first. */
const NEXT: Readonly<Record<RoundState, readonly RoundStep[]>> = {
  planned: ['open'],
  open: ['status', 'close'],
  matching: ['match'],
  publishing: ['status'],
  running: ['status', 'end'],
  closing: ['status'],
  closed: ['plan'],
}
type RoundStep = 'plan' | 'open' | 'close' | 'match' | 'status' | 'end'

const step = (name: RoundStep, voice: Voice, style?: 'primary'): Button => ({
  label: voice.text(`round.do.${name}`),
  id: voice.press('round', name),
  ...(style ? { style } : {}),
})

/** No round yet, or none any more. */
export function noRound(voice: Voice): Message {
  return {
    summary: voice.text('round.none'),
    blocks: [
      paragraph(...voice.rich('round.none')),
      buttons(step('plan', voice, 'primary'), step('open', voice)),
    ],
  }
}

/** Where the current round stands, what needs an organiser, and the next steps as buttons. */
export function roundPanel(
  status: RoundStatus,
  platformOf: (workspaceId: string) => string,
  voice: Voice,
  before: readonly Inline[] = [],
): Message {
  const { round } = status
  const heading = voice.text('round.heading', { number: round.number, state: round.state })
  const [first, ...others] = NEXT[round.state]
  const steps: Button[] = [
    ...(first ? [step(first, voice, 'primary')] : []),
    ...others.map((name) => step(name, voice)),
    ...(status.failureCount > 0 || status.halted.length > 0
      ? [{ label: voice.text('round.retry'), id: voice.press('retry') }]
      : []),
  ]
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      ...(before.length > 0 ? [paragraph(...before)] : []),
      { kind: 'fields', fields: numbers(status, voice) },
      ...troubles(status, platformOf, voice),
      buttons(...steps),
    ],
  }
}

function numbers(status: RoundStatus, voice: Voice): { label: string; value: Inline[] }[] {
  const { round } = status
  const fields = [
    field('joined', voice.text('round.joined', { people: status.joined, countries: status.countries })),
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
  | 'waiting'
  | 'unmatched'
  | 'partnerships'
  | 'spaces'
  | 'prompts'
  | 'under-way'
  | 'next-topic'

function troubles(status: RoundStatus, platformOf: (workspaceId: string) => string, voice: Voice): Block[] {
  const blocks: Block[] = status.halted.map(({ name, platform, why }) =>
    paragraph(...voice.rich('round.halted', { workspace: name, how: howToGrant(why, platform, voice) })),
  )
  if (status.delayed) {
    const { kind, error, id, count } = status.delayed
    const values = { count, kind: kindInWords(kind, voice), answer: error, reference: id }
    blocks.push(paragraph(...voice.rich('round.delayed', values)))
  }
  blocks.push(...troublesInWords(status.troubles, voice))
  if (status.failureCount === 0) return blocks
  blocks.push(paragraph(...voice.rich('round.failures', { count: status.failureCount })), {
    kind: 'list',
    ordered: false,
    items: status.failures.map((failure) =>
      voice.rich('round.failure', {
        kind: kindInWords(failure.kind, voice),
        how: howToMend(failure, platformOf(failure.workspaceId), voice),
        reference: failure.id,
      }),
    ),
  })
  return blocks
}

export interface DraftFacts {
  readonly result: Omit<MatchResult, 'proof'>
  /** What the draft is called: the start of its inputs' hash. */
  readonly name: string
  readonly countries: number
  readonly nameOf: (id: string) => string
}

/** How many of those left over, and of the weakest pairs, are listed. */
const LISTED = 8
const WEAKEST = 5

/** The computed matching before anybody hears of it. */
export function draftCard({ result, name, countries, nameOf }: DraftFacts, voice: Voice): Message {
  const heading = voice.text('round.draft.heading')
  const scores = result.pairs.map(({ score }) => score).sort((a, b) => a - b)
  const weakest = [...result.pairs].sort((a, b) => a.score - b.score).slice(0, WEAKEST)
  const values = { pairs: result.pairs.length, trios: result.trios.length, countries }
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      paragraph(...voice.rich('round.draft.paired', values)),
      ...(scores.length > 0
        ? [
            paragraph(
              ...voice.rich('round.draft.scores', {
                least: scores[0] ?? 0,
                most: scores.at(-1) ?? 0,
                median: scores[Math.floor(scores.length / 2)] ?? 0,
              }),
            ),
          ]
        : []),
      ...leftOver(result, nameOf, voice),
      ...(weakest.length > 0
        ? [
            paragraph(bold(text(voice.text('round.draft.weakest')))),
            {
              kind: 'list' as const,
              ordered: false,
              items: weakest.map((pair) => weakPair(pair, nameOf, voice)),
            },
          ]
        : []),
      { kind: 'note', children: voice.rich('round.draft.note', { name }) },
      buttons(
        { label: voice.text('round.do.publish'), id: voice.press('publish', name), style: 'primary' },
        { label: voice.text('round.do.review'), id: voice.press('round', 'review') },
        { label: voice.text('round.do.match'), id: voice.press('round', 'match') },
      ),
    ],
  }
}

/** A code as a message's `select` can name it: ICU allows no hyphen there. */
const choice = (code: string): string => code.replaceAll('-', '_')

function leftOver(
  result: Pick<MatchResult, 'unmatched'>,
  nameOf: (id: string) => string,
  voice: Voice,
): Block[] {
  const { unmatched } = result
  if (unmatched.length === 0) return [paragraph(...voice.rich('round.draft.left.none'))]
  const rest = unmatched.length - LISTED
  return [
    paragraph(...voice.rich('round.draft.left', { people: unmatched.length })),
    {
      kind: 'list',
      ordered: false,
      items: [
        ...unmatched
          .slice(0, LISTED)
          .map(({ id, why, wayOut = 'none' }) => [
            ...voice.rich('round.draft.left.person', { name: nameOf(id), why: choice(why) }),
            ...voice.rich('round.draft.left.way', { rule: choice(wayOut) }),
          ]),
        ...(rest > 0 ? [[text(`+ ${rest}`)]] : []),
      ],
    },
  ]
}

function weakPair(pair: Pairing, nameOf: (id: string) => string, voice: Voice): Inline[] {
  const [reason = []] = reasonsInWords(pair.reasons, nameOf, voice)
  return voice.rich('round.draft.pair', {
    one: nameOf(pair.a),
    other: nameOf(pair.b),
    score: pair.score,
    reason,
  })
}

/** Asks before the round ends for everybody. */
export function confirmEnd({ id, number }: { id: string; number: number }, voice: Voice): Message {
  return {
    summary: voice.text('round.end.confirm', { number }),
    blocks: [
      paragraph(...voice.rich('round.end.confirm', { number })),
      buttons({ label: voice.text('round.do.end'), id: voice.press('end-round', id), style: 'danger' }),
    ],
  }
}
