import { buttons, type Inline, type Message, paragraph, plain } from '../chat/message.ts'
import type { AtStake } from '../programme/rounds/at-stake.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

/** What cannot be taken back, and is looked at before it is done. */
export type Grave = 'call-off' | 'reopen' | 'end'

/** Says what will happen and how many people it touches, with the button that does it: to this round and no other. */
export function confirmStep(step: Grave, stake: AtStake, voice: Voice): Message {
  const { id } = stake.round
  const words = together(...SAID[step](stake, voice))
  return {
    summary: plain(words),
    blocks: [
      paragraph(...words),
      buttons(
        { label: voice.text(`round.do.${step}.yes`), id: voice.press(`${step}-round`, id), style: 'danger' },
        { label: voice.text('round.do.leave-it'), id: voice.press('round', 'status') },
      ),
    ],
  }
}

const SAID: Readonly<Record<Grave, (stake: AtStake, voice: Voice) => Inline[][]>> = {
  'call-off': ({ round: { number, openedAt }, people }, voice) => [
    voice.rich('round.call-off.confirm', { number }),
    voice.rich('round.call-off.people', { people }),
    openedAt ? voice.rich('round.call-off.announced') : [],
    voice.rich('round.call-off.next', { number: number + 1 }),
  ],
  reopen: ({ round: { number }, people, waiting, draft }, voice) => [
    voice.rich('round.reopen.confirm', { number }),
    voice.rich('round.reopen.people', { people }),
    waiting > 0 ? voice.rich('round.reopen.waiting', { waiting }) : [],
    draft ? voice.rich('round.reopen.draft') : [],
  ],
  end: ({ round: { number }, partnerships, unopened, topics }, voice) => [
    voice.rich('round.end.confirm', { number }),
    voice.rich('round.end.partnerships', { partnerships }),
    unopened > 0 ? voice.rich('round.end.unopened', { unopened }) : [],
    topics > 0 ? voice.rich('round.end.topics', { topics }) : [],
  ],
}
