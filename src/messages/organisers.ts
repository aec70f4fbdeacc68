import { type Block, buttons, type Message, paragraph } from '../chat/message.ts'
import type { OrganiserSeen } from '../programme/organisers.ts'
import type { Voice } from './voice.ts'

/** As many as a select shows on every platform. */
const SHOWN = 25

/** Of a programme's organisers, who is to be one no longer. */
export function chooseOrganiser(all: readonly OrganiserSeen[], from: number, voice: Voice): Message {
  const some = all.slice(from, from + SHOWN)
  const blocks: Block[] = [
    paragraph(...voice.rich('programme.organiser.choose')),
    {
      kind: 'select',
      id: voice.press('organiser-out'),
      placeholder: voice.text('programme.organiser.choose.placeholder'),
      options: some.map(({ personId, name, present }) => ({
        value: personId,
        label: present ? name : voice.text('programme.organiser.gone', { name }),
      })),
    },
  ]
  if (all.length > SHOWN) {
    const next = from + SHOWN < all.length ? from + SHOWN : 0
    blocks.push(
      buttons({ label: voice.text('programme.organiser.more'), id: voice.press('organisers', String(next)) }),
    )
  }
  return { summary: voice.text('programme.organiser.choose'), blocks }
}
