import { type Button, bold, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import { type Standing, takesPartIn } from '../programme/standing.ts'
import { together } from './together.ts'
import type { MessageKey, Voice } from './voice.ts'

export interface GuideFacts extends Standing {
  readonly programme: string
  readonly organiser: boolean
}

/** Where somebody stands: also what they are told when there is news about their place. */
export function standingInWords(
  { round, enrolment, interested, partnered }: Standing,
  voice: Voice,
): Inline[] {
  if (!round || !enrolment) return voice.rich(interested ? 'guide.state.interested' : 'guide.state.none')
  const { number } = round
  switch (enrolment.state) {
    case 'joined':
      return voice.rich('guide.state.joined', { number, state: round.state })
    case 'matched':
      if (partnered) return voice.rich('guide.state.matched', { number })
      return together(
        voice.rich('guide.state.over', { number }),
        interested ? voice.rich('guide.state.interested') : [],
      )
    case 'withdrawn':
      return voice.rich(interested ? 'guide.state.interested' : 'guide.state.withdrawn', { number })
    default: {
      const why = (enrolment.why ?? 'alone').replaceAll('_', '-')
      const key = `guide.state.${enrolment.state}.${why}`
      return voice.rich(voice.has(key) ? (key as MessageKey) : 'guide.state.unmatched.alone', { number })
    }
  }
}

/** What there is to press from where they stand: the likeliest first. */
function next({ round, enrolment, interested }: GuideFacts, voice: Voice): Button[] {
  const inRound = enrolment !== null && enrolment.state !== 'withdrawn'
  const press = (label: MessageKey, action: string): Button => ({
    label: voice.text(label, { number: round?.number ?? 0 }),
    id: voice.press(action),
  })
  return [
    ...(enrolment?.state === 'matched' ? [press('introduction.profile', 'partner')] : []),
    ...(!inRound && round?.state === 'open' ? [press('announcement.open.join', 'join')] : []),
    ...(enrolment?.state !== 'joined' &&
    enrolment?.state !== 'matched' &&
    round?.state !== 'open' &&
    !interested
      ? [press('announcement.tell-me', 'join')]
      : []),
    press('form.change', 'profile'),
  ]
}

/** What this is, where the reader stands in it, and what they can do now. */
export function guide(facts: GuideFacts, voice: Voice): Message {
  const { round, enrolment } = facts
  const can: Inline[][] = []
  const inRound = takesPartIn(facts)
  if (!inRound && round?.state === 'open')
    can.push(voice.rich('guide.do.join.open', { number: round.number }))
  else if (enrolment?.state !== 'joined' && !facts.partnered && !facts.interested) {
    can.push(voice.rich('guide.do.join.later'))
  }
  can.push(voice.rich('guide.do.profile'))
  if (facts.partnered) can.push(voice.rich('guide.do.partner'))
  can.push(voice.rich('guide.do.topic'))
  if (inRound) can.push(voice.rich('guide.do.leave'))
  if (facts.organiser) {
    can.push(voice.rich('guide.do.round'), voice.rich('guide.do.topics'), voice.rich('guide.do.programme'))
  }
  return {
    summary: facts.programme,
    blocks: [
      { kind: 'heading', text: voice.text('guide.heading', { programme: facts.programme }) },
      paragraph(...voice.rich('guide.what')),
      paragraph(bold(text(voice.text('guide.you'))), text('\n'), ...standingInWords(facts, voice)),
      paragraph(bold(text(voice.text('guide.can')))),
      { kind: 'list', ordered: false, items: can },
      { kind: 'note', children: voice.rich('guide.privacy') },
      buttons(...next(facts, voice)),
    ],
  }
}
