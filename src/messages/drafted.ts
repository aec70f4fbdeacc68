import { type Block, type Button, type Inline, paragraph } from '../chat/message.ts'
import type { ChangedSince, LatestDraft } from '../programme/rounds/latest-draft.ts'
import { momentInWords } from './moments.ts'
import { stepButton, whatPairsMore } from './round-steps.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

/** A draft that was made before, as a round's panel tells of it. */
export interface DraftedFacts extends LatestDraft {
  /** The programme's clocks, IANA. */
  readonly zone: string
}

/** When the draft was made, what it comes to, and whether it still fits. */
export function draftedInWords(draft: DraftedFacts, voice: Voice): Block {
  const when = momentInWords(draft.madeAt, draft.zone, voice.locale)
  return paragraph(
    ...together(
      voice.rich('round.drafted', { when, partnerships: draft.partnerships }),
      voice.rich('round.drafted.left', { people: draft.left }),
      ...(draft.changed
        ? [voice.rich('round.drafted.outdated'), ...changedInWords(draft.changed, voice)]
        : []),
    ),
  )
}

/** Why a draft no longer fits, a sentence each. */
export function changedInWords({ came, went }: ChangedSince, voice: Voice): Inline[][] {
  if (came + went === 0) return [voice.rich('problem.draft-outdated.changed')]
  return [
    came > 0 ? voice.rich('problem.draft-outdated.came', { count: came }) : [],
    went > 0 ? voice.rich('problem.draft-outdated.went', { count: went }) : [],
  ]
}

/** What can be done with a draft that still fits and pairs somebody. */
export function draftButtons(name: string, roundId: string, voice: Voice): Button[] {
  return [
    {
      label: voice.text('round.do.publish'),
      id: voice.press('publish', name, roundId),
      style: 'primary',
    },
    { label: voice.text('round.do.review'), id: voice.press('round', 'review', roundId) },
    matchAgain(roundId, voice),
  ]
}

/** The next steps of a round that has a draft, the likeliest first. */
export function draftedSteps(draft: LatestDraft, roundId: string, voice: Voice): Button[] {
  const back = [stepButton('reopen', roundId, voice), stepButton('call-off', roundId, voice)]
  if (draft.changed) return [matchAgain(roundId, voice, 'primary'), ...back]
  if (draft.partnerships === 0) return whatPairsMore(roundId, voice)
  return [...draftButtons(draft.name, roundId, voice), ...back]
}

function matchAgain(roundId: string, voice: Voice, style?: 'primary'): Button {
  const id = voice.press('round', 'match', roundId)
  return { label: voice.text('round.do.match-again'), id, ...(style ? { style } : {}) }
}
