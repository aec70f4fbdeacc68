import { type Block, bold, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import type { MatchResult, Pairing } from '../matching/result.ts'
import { draftButtons } from './drafted.ts'
import { reasonsInWords } from './reasons.ts'
import { whatPairsMore } from './round-steps.ts'
import { type Strength, strengthInWords, strengthOf } from './strength.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

export interface DraftFacts {
  readonly result: Omit<MatchResult, 'proof'>
  readonly roundId: string
  /** What the draft is called: the start of its inputs' hash. */
  readonly name: string
  readonly countries: number
  readonly nameOf: (id: string) => string
}

/** How many of those left over, and of the weakest pairs, are listed. */
const LISTED = 8
const WEAKEST = 5

/** The computed matching before anybody hears of it. */
export function draftCard({ result, roundId, name, countries, nameOf }: DraftFacts, voice: Voice): Message {
  const heading = voice.text('round.draft.heading')
  const weakest = [...result.pairs].sort((a, b) => a.score - b.score).slice(0, WEAKEST)
  const trios = result.trios.length
  const nobody = result.pairs.length + trios === 0
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      paragraph(
        ...together(
          voice.rich('round.draft.pairs', { pairs: result.pairs.length }),
          trios > 0 ? voice.rich('round.draft.trios', { trios }) : [],
          countries > 0 ? voice.rich('round.draft.countries', { countries }) : [],
          voice.rich(nobody ? 'round.draft.nobody' : 'round.draft.best'),
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
      buttons(...(nobody ? whatPairsMore(roundId, voice) : draftButtons(name, roundId, voice))),
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
  if (unmatched.length === 0) return [paragraph(...voice.rich('round.draft.left', { people: 0 }))]
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
        ...(rest > 0 ? [voice.rich('round.draft.left.more', { people: rest })] : []),
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
