import { type Block, bold, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import type { PairRuleKind } from '../database/generated/client.ts'
import { draftNameOf } from '../programme/rounds/latest-draft.ts'
import type { ReviewPage } from '../programme/rounds/review.ts'
import { costInWords } from './cost.ts'
import { reasonsInWords } from './reasons.ts'
import { strengthInWords } from './strength.ts'
import type { Voice } from './voice.ts'

/** A page of the draft's pairs, each with its reasons and what can be decided about it. */
export function reviewCard(
  { roundId, draft, page, pages, pairs }: ReviewPage,
  nameOf: (id: string) => string,
  voice: Voice,
  before: readonly Inline[] = [],
): Message {
  const heading = voice.text('review.heading', { page: page + 1, pages })
  const turn = (to: number, label: 'review.back' | 'review.on') =>
    to >= 0 && to < pages
      ? [{ label: voice.text(label), id: voice.press('review', String(to), roundId) }]
      : []
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      ...(before.length > 0 ? [paragraph(...before)] : []),
      ...pairs.flatMap(({ pair, decided, cost }): Block[] => {
        const reasons = reasonsInWords(pair.reasons, nameOf, voice, 'organiser')
        const about = [nameOf(pair.a), nameOf(pair.b)]
        const decide = (decision: PairRuleKind | 'none', label: 'lock' | 'forbid' | 'undo') => ({
          label: voice.text(`review.${label}`),
          id: voice.press('decide', decision, pair.a, pair.b, String(page), roundId),
          about,
        })
        return [
          paragraph(
            bold(
              text(
                voice.text('review.pair', {
                  one: nameOf(pair.a),
                  other: nameOf(pair.b),
                  strength: strengthInWords(pair.score, voice),
                }),
              ),
            ),
            ...(decided ? [text(' '), ...voice.rich('review.decided', { decided })] : []),
            ...reasons.flatMap((reason) => [text('\n'), ...reason]),
            ...(cost ? [text('\n'), ...costInWords('review', cost, voice)] : []),
          ),
          decided
            ? buttons(decide('none', 'undo'))
            : buttons(decide('lock', 'lock'), decide('forbid', 'forbid'), {
                label: voice.text('review.others'),
                id: voice.press('others', pair.a, pair.b, String(page), roundId),
                about,
              }),
        ]
      }),
      { kind: 'note', children: voice.rich('review.note', { name: draftNameOf(draft) }) },
      buttons(...turn(page - 1, 'review.back'), ...turn(page + 1, 'review.on'), {
        label: voice.text('review.again'),
        id: voice.press('round', 'match', roundId),
      }),
    ],
  }
}
