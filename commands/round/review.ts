import { update } from '../../src/chat/answer.ts'
import type { Inline, Message } from '../../src/chat/message.ts'
import type { Context, ProgrammeAction } from '../../src/interactions/context.ts'
import { othersCard } from '../../src/messages/others.ts'
import { reviewCard } from '../../src/messages/review.ts'
import { namesOf } from '../../src/programme/people.ts'
import { otherPartners } from '../../src/programme/rounds/others.ts'
import { decidePair, reviewDraft } from '../../src/programme/rounds/review.ts'

/** A page of the pairs of a round's draft. */
const turn: ProgrammeAction = {
  name: 'review',
  rights: ['organiser'],
  run: async (context, [page, roundId = '']) => update(await reviewPage(context, roundId, Number(page))),
}

const decide: ProgrammeAction = {
  name: 'decide',
  rights: ['organiser'],
  run: async (context, [wanted, one = '', other = '', page, roundId = '']) => {
    const { desk, voice, here } = context
    const decided = wanted === 'lock' || wanted === 'forbid' ? wanted : undefined
    await decidePair(desk, here.programme, [one, other], decided, here.account, roundId)
    const nameOf = await namesOf(desk, here.programme.id, [one, other])
    const facts = { decided: decided ?? 'none', one: nameOf(one), other: nameOf(other) }
    return update(await reviewPage(context, roundId, Number(page), voice.rich('review.done', facts)))
  },
}

/** Who else could be the partner of two people of the draft. */
const others: ProgrammeAction = {
  name: 'others',
  rights: ['organiser'],
  run: async ({ desk, voice, here }, [one = '', other = '', page, roundId = '']) => {
    const { round, people } = await otherPartners(desk, here.programme, [one, other], roundId)
    const ids = people.flatMap(({ id, others }) => [id, ...others.map((each) => each.id)])
    const at = { roundId: round.id, page: Number(page) }
    return update(othersCard(people, at, await namesOf(desk, here.programme.id, ids), voice))
  },
}

export const reviewActions = [turn, decide, others]

/**
 * A page (from 0) of the draft's pairs, what was just decided above it.
 *
 * @param asked the round that was asked about; the current one, where none was
 */
export async function reviewPage(
  { desk, voice, here }: Context,
  asked: string | undefined,
  page: number,
  before: readonly Inline[] = [],
): Promise<Message> {
  const found = await reviewDraft(desk, here.programme, Number.isInteger(page) ? page : 0, asked)
  const ids = found.pairs.flatMap(({ pair }) => [pair.a, pair.b])
  return reviewCard(found, await namesOf(desk, here.programme.id, ids), voice, before)
}
