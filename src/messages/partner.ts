import { type Block, type Button, bold, buttons, type Message, paragraph, text } from '../chat/message.ts'
import type { PartnershipView } from '../programme/partnerships.ts'
import { localTime } from './moments.ts'
import { placeOf } from './people.ts'
import { profileFields } from './profile.ts'
import { reasonsInWords } from './reasons.ts'
import type { Voice } from './voice.ts'

/** Who one's partner is, why, and what time it is for them. */
export function partnerCard(
  view: PartnershipView,
  personId: string,
  facts: {
    readonly now: number
    readonly link: string | undefined
    /** Their open space here, into which they can be let again. */
    readonly comeBackTo: string | undefined
  },
  voice: Voice,
): Message {
  const others = view.members.filter(({ person }) => person.id !== personId)
  const nameOf = (id: string) => view.members.find(({ person }) => person.id === id)?.person.name ?? ''
  const { number } = view.round
  const heading = voice.text(others.length > 1 ? 'partner.heading.many' : 'partner.heading', { number })
  const actions: Button[] = [
    ...(facts.link ? [{ label: voice.text('partner.space'), url: facts.link }] : []),
    ...(facts.comeBackTo
      ? [{ label: voice.text('partner.let-in'), id: voice.press('let-me-in', facts.comeBackTo) }]
      : []),
    { label: voice.text('partner.never'), id: voice.press('never-again', view.partnership.id) },
  ]
  return {
    summary: heading,
    blocks: [
      { kind: 'heading', text: heading },
      ...others.flatMap(({ person }): Block[] => [
        profileFields(person, voice),
        paragraph(
          ...voice.rich('partner.time', {
            time: localTime(facts.now, person.zone ?? 'UTC', voice.locale),
            name: person.name,
            place: placeOf(person, voice),
          }),
        ),
      ]),
      paragraph(bold(text(voice.text('partner.why')))),
      { kind: 'list', ordered: false, items: reasonsInWords(view.reasons, nameOf, voice, { id: personId }) },
      ...(facts.link ? [] : [paragraph(...voice.rich('partner.space.opening'))]),
      buttons(...actions),
    ],
  }
}
