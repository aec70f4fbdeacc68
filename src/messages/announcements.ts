import { isolatedText } from '../chat/isolate.ts'
import {
  type Button,
  buttons,
  type File,
  type Inline,
  type Message,
  paragraph,
  text,
} from '../chat/message.ts'
import type { News } from '../programme/private-news.ts'
import { somebody } from './people.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

/** Registration is open, or open again. */
export function opened(
  round: { id: string; number: number },
  programme: string,
  voice: Voice,
  what: 'open' | 'open-again' = 'open',
): Message {
  return {
    summary: voice.text(`announcement.${what}.summary`, { number: round.number, programme }),
    blocks: [
      { kind: 'heading', text: voice.text(`announcement.${what}.heading`, { number: round.number }) },
      paragraph(...voice.rich('announcement.open.what', { programme })),
      paragraph(...voice.rich('announcement.open.how')),
      paragraph(...voice.rich('join.conduct')),
      buttons(
        {
          label: voice.text('announcement.open.join', { number: round.number }),
          id: voice.press('join', round.id),
          style: 'primary',
        },
        myPlace(voice),
      ),
    ],
  }
}

/** The round will not take place. */
export function calledOff(number: number, voice: Voice): Message {
  return {
    summary: voice.text('announcement.called-off.summary', { number }),
    blocks: [
      { kind: 'heading', text: voice.text('announcement.called-off.heading', { number }) },
      paragraph(...voice.rich('announcement.called-off')),
      buttons(myPlace(voice)),
    ],
  }
}

export interface KickOff {
  readonly number: number
  readonly people: number
  readonly countries: number
  readonly partnerships: number
  readonly topic: string
  readonly forum: Inline | undefined
  /** A picture of the world, PNG. */
  readonly map: Uint8Array | undefined
}

/** The round has begun: its numbers, and a map. */
export function kickOff(facts: KickOff, voice: Voice): Message {
  const files: File[] = facts.map ? [{ name: 'round.png', type: 'image/png', bytes: facts.map }] : []
  return {
    summary: voice.text('announcement.kick-off.summary', { number: facts.number }),
    files,
    blocks: [
      { kind: 'heading', text: voice.text('announcement.kick-off.heading', { number: facts.number }) },
      paragraph(
        ...together(
          voice.rich('announcement.kick-off.people', { people: facts.people }),
          voice.rich('announcement.kick-off.countries', { countries: facts.countries }),
          voice.rich('announcement.kick-off.partnerships', { partnerships: facts.partnerships }),
        ),
      ),
      ...(facts.forum
        ? [
            paragraph(
              ...voice.rich('announcement.kick-off.forum', { title: facts.topic, forum: facts.forum }),
            ),
          ]
        : []),
      ...files.map((file) => ({
        kind: 'picture' as const,
        file: file.name,
        alt: voice.text('announcement.kick-off.map', { countries: facts.countries }),
      })),
      buttons(myPlace(voice)),
    ],
  }
}

/** News for one person, where nobody else reads it. */
export function privateNews(
  what: News,
  round: { id: string; number: number },
  user: string,
  voice: Voice,
): Message {
  const key = `private-news.${what}` as const
  const values = { number: round.number }
  return {
    summary: voice.text(key, values),
    // In a thread this is what tells them of it.
    notify: [user],
    blocks: [
      paragraph({ kind: 'person', user, name: '' }, text(' '), ...voice.rich(key, values)),
      buttons(underNews(what, round, voice)),
    ],
  }
}

function underNews(what: News, { id, number }: { id: string; number: number }, voice: Voice): Button {
  switch (what) {
    case 'open':
      return {
        label: voice.text('announcement.open.join', { number }),
        id: voice.press('join', id),
        style: 'primary',
      }
    case 'ended':
      return tellMe(voice)
    case 'place':
    case 'called-off':
      return myPlace(voice)
  }
}

/** What becomes of oneself, for whoever presses it: it stands under every announcement. */
export const myPlace = (voice: Voice): Button => ({
  label: voice.text('announcement.my-place'),
  id: voice.press('news'),
})

/** What an announcement of 0.1 becomes that would have called people by name. */
export function newsForSome(number: number, voice: Voice): Message {
  return {
    summary: voice.text('announcement.news', { number }),
    blocks: [paragraph(...voice.rich('announcement.news', { number })), buttons(myPlace(voice))],
  }
}

/** Asks to be told of the next round, or joins the one that is open by then. */
const tellMe = (voice: Voice): Button => ({
  label: voice.text('announcement.tell-me'),
  id: voice.press('join'),
  style: 'primary',
})

export function ended(
  facts: { number: number; people: number; partnerships: number },
  voice: Voice,
): Message {
  return {
    summary: voice.text('announcement.end.summary', { number: facts.number }),
    blocks: [
      { kind: 'heading', text: voice.text('announcement.end.heading', { number: facts.number }) },
      paragraph(
        ...together(
          voice.rich('announcement.end.people', { people: facts.people }),
          voice.rich('announcement.end.partnerships', { partnerships: facts.partnerships }),
          voice.rich('announcement.end.next'),
        ),
      ),
      buttons(tellMe(voice), myPlace(voice)),
    ],
  }
}

/** In a partnership's space, at the end of its round. */
export function farewell(number: number, voice: Voice): Message {
  return {
    summary: voice.text('farewell.summary', { number }),
    blocks: [
      { kind: 'heading', text: voice.text('farewell.heading', { number }) },
      paragraph(...voice.rich('farewell.body')),
      paragraph(...voice.rich('farewell.next')),
      buttons(tellMe(voice)),
    ],
  }
}

/** In a partnership's space, to those who are in it, by their ids: somebody could not be let in. */
export function partnerKeptOut(names: readonly string[], stay: readonly string[], voice: Voice): Message {
  return {
    summary: voice.text('partner-kept-out.summary'),
    notify: stay,
    blocks: [paragraph(...voice.rich('partner-kept-out', { names: voice.and(names) }))],
  }
}

/**
 * In a partnership's space, to whoever stays when somebody left: they are called by name first, since whoever left may
 * still be there and read it.
 */
export function partnerLeft(
  name: string,
  stay: readonly { readonly user: string | undefined; readonly name: string }[],
  voice: Voice,
): Message {
  const alone = stay.length < 2
  const called = stay.flatMap((one, index) => [
    ...(index === 0 ? [] : [text(' & ')]),
    ...isolatedText([somebody(one.user, one.name)]),
  ])
  return {
    summary: voice.text('partner-left.summary'),
    notify: stay.flatMap(({ user }) => user ?? []),
    blocks: [
      paragraph(...voice.rich(alone ? 'partner-left.alone' : 'partner-left.others', { name, stay: called })),
      ...(alone ? [buttons(tellMe(voice))] : []),
    ],
  }
}
