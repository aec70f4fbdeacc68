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
import { type Strength, strengthInWords, strengthOf } from './strength.ts'
import { together } from './together.ts'
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

function troubles(status: RoundStatus, platformOf: (workspaceId: string) => string, voice: Voice): Block[] {
  const blocks: Block[] = status.halted.map(({ name, platform, why }) =>
    paragraph(...voice.rich('round.halted', { workspace: name, how: howToGrant(why, platform, voice) })),
  )
  if (status.delayed) {
    const { kind, error, id, count } = status.delayed
    const oldest = { kind: kindInWords(kind, voice), answer: error, reference: id }
    blocks.push(
      paragraph(
        ...together(voice.rich('round.delayed', { count }), voice.rich('round.delayed.oldest', oldest)),
      ),
    )
  }
  if (status.unknownKinds > 0)
    blocks.push(paragraph(...voice.rich('round.unknown-kinds', { count: status.unknownKinds })))
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
  const weakest = [...result.pairs].sort((a, b) => a.score - b.score).slice(0, WEAKEST)
  const trios = result.trios.length
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      paragraph(
        ...together(
          voice.rich('round.draft.pairs', { pairs: result.pairs.length }),
          trios > 0 ? voice.rich('round.draft.trios', { trios }) : [],
          countries > 0 ? voice.rich('round.draft.countries', { countries }) : [],
          voice.rich('round.draft.best'),
        ),
      ),
      ...(result.pairs.length > 0 ? [paragraph(...spread(result.pairs, voice))] : []),
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

/** How many pairs are strong, good and weak. */
function spread(pairs: readonly Pairing[], voice: Voice): Inline[] {
  const count = (strength: Strength) => pairs.filter(({ score }) => strengthOf(score) === strength).length
  return together(
    voice.rich('round.draft.strong', { count: count('strong') }),
    voice.rich('round.draft.good', { count: count('good') }),
    voice.rich('round.draft.weak', { count: count('weak') }),
  )
}

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
          .map(({ id, why, wayOut }) =>
            together(
              voice.rich(`round.draft.left.${why}`, { name: nameOf(id) }),
              voice.rich(`round.draft.way.${wayOut ?? 'none'}`),
            ),
          ),
        ...(rest > 0 ? [[text(`+ ${rest}`)]] : []),
      ],
    },
  ]
}

function weakPair(pair: Pairing, nameOf: (id: string) => string, voice: Voice): Inline[] {
  const [reason = []] = reasonsInWords(pair.reasons, nameOf, voice, 'organiser')
  return voice.rich('round.draft.pair', {
    one: nameOf(pair.a),
    other: nameOf(pair.b),
    strength: strengthInWords(pair.score, voice),
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

/** Registration is closed: who takes part, and who waits. */
export function closedInWords(joined: number, waitlisted: number, voice: Voice): Inline[] {
  return together(
    voice.rich('round.closed', { joined }),
    waitlisted > 0 ? voice.rich('round.closed.waiting', { waitlisted }) : [],
    joined > 0 ? voice.rich('round.closed.next') : [],
  )
}
