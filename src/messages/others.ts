import { type Block, bold, buttons, type Message, paragraph, text } from '../chat/message.ts'
import type { OtherPartners } from '../programme/rounds/others.ts'
import { costInWords } from './cost.ts'
import { reasonsInWords } from './reasons.ts'
import { strengthInWords } from './strength.ts'
import type { Voice } from './voice.ts'

/** Reasons of each partner who is offered: enough to choose by. */
const TOLD = 2

/** Who else could be the partner of each of two people, to be chosen; `at` is the page of the review to go back to. */
export function othersCard(
  people: readonly OtherPartners[],
  at: { readonly roundId: string; readonly page: number },
  nameOf: (id: string) => string,
  voice: Voice,
): Message {
  const heading = voice.text('others.heading', { people: voice.and(people.map(({ id }) => nameOf(id))) })
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      ...people.flatMap(({ id, others }): Block[] =>
        others.length === 0
          ? [paragraph(...voice.rich('others.nobody', { name: nameOf(id) }))]
          : others.flatMap(({ id: other, score, reasons, cost }) => [
              paragraph(
                bold(
                  text(
                    voice.text('review.pair', {
                      one: nameOf(id),
                      other: nameOf(other),
                      strength: strengthInWords(score, voice),
                    }),
                  ),
                ),
                ...reasonsInWords(reasons, nameOf, voice, 'organiser')
                  .slice(0, TOLD)
                  .flatMap((reason) => [text('\n'), ...reason]),
                text('\n'),
                ...costInWords('others', cost, voice),
              ),
              buttons({
                label: voice.text('review.lock'),
                id: voice.press('decide', 'lock', id, other, String(at.page), at.roundId),
                about: [nameOf(id), nameOf(other)],
              }),
            ]),
      ),
      buttons({ label: voice.text('review.back'), id: voice.press('review', String(at.page), at.roundId) }),
    ],
  }
}
