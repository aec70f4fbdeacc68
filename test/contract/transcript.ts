import { unmarked } from '../../src/chat/isolate.ts'
import type { Somebody } from '../support/somebody.ts'

/** What people did in front of a platform, and what they read. */
export interface Transcript {
  /** The same person, whose doings are written down. */
  of(name: string, somebody: Somebody): Somebody
  heading(text: string): void
  /** As Markdown; what differs from run to run is left out. */
  text(): string
}

export function createTranscript(title: string): Transcript {
  const lines: string[] = [`# ${title}`]
  const did = (who: string, what: string) => lines.push('', `**${who}** ${what}`, '')
  const read = (words: string) => {
    lines.push(
      ...visible(words)
        .trim()
        .split('\n')
        .map((line) => `> ${line}`.trimEnd()),
    )
    return unmarked(words)
  }
  return {
    heading: (text) => lines.push('', `## ${text}`),
    text: () => `${steady(lines.join('\n'))}\n`,
    of: (who, person) => {
      const somebody = person.reading((raw) => raw)
      return {
        mention: somebody.mention,
        reading: (heard) => person.reading(heard),
        async command(name, step = '', text = '') {
          did(who, `types /${[name, step, text].filter(Boolean).join(' ')}`)
          return read(await somebody.command(name, step, text))
        },
        async click(label) {
          did(who, `presses ${label}`)
          return read(await somebody.click(label))
        },
        async choose(placeholder, words) {
          did(who, `chooses ${words}`)
          return read(await somebody.choose(placeholder, words))
        },
        openForm: (button) => somebody.openForm(button),
        async fill(fields) {
          did(
            who,
            `fills in ${Object.entries(fields)
              .map(([label, value]) => `${label}: ${value}`)
              .join('; ')}`,
          )
          await somebody.fill(fields)
        },
        async submit() {
          did(who, 'submits')
          return read(await somebody.submit())
        },
        async channels() {
          const seen = await somebody.channels()
          did(who, 'looks into the channels')
          const byName = Object.entries(seen).sort(([one], [other]) => (one < other ? -1 : 1))
          for (const [name, posts] of byName) {
            if (posts.length > 0) lines.push(`In ${name}:`, '')
            for (const post of posts) read(`${post}\n`)
          }
          return Object.fromEntries(Object.entries(seen).map(([name, posts]) => [name, posts.map(unmarked)]))
        },
      }
    },
  }
}

/** With the marks that set apart what is filled in, which nobody sees, so that one that is missing is seen here. */
const visible = (text: string) => text.replaceAll('\u2068', '‹').replaceAll('\u2069', '›')

/** Without ids, times and dates: what they are is not what is looked at. */
function steady(text: string): string {
  return (
    text
      .replace(/<?@!?[A-Z0-9]{2,}>?|<@\d+>/g, '@somebody')
      .replace(/<#\w+>/g, '#channel')
      // How far it had come by then, which is another at each time.
      .replace(/^ *> (Still to be sent|Channels open|Topics posted): .*\n/gm, '')
      .replace(/‹(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d\d:\d\d›/g, '‹DAY HH:MM›')
      .replace(
        /\b(January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}, \d{4}/g,
        'DATE',
      )
      .replace(/‹[A-Z][a-z]{2} \d{1,2}, \d{4}, \d\d:\d\d›/g, '‹DATE, HH:MM›')
      .replace(/it is ‹\d\d:\d\d› there now/g, 'it is ‹HH:MM› there now')
      .replace(/UTC[+-]\d\d:\d\d/g, 'UTC±HH:MM')
      .replace(/is \d+ hours ahead/g, 'is N hours ahead')
      .replace(/([Dd]raft ‹)[0-9a-f]{8}/g, '$1NAME')
      // Slack's ends in a mark.
      .replace(/(In (?:pair-r\d|mentoring-organisers)-)[a-z2-7]{6,10}(?=:)/g, '$1…')
      .replace(/\b[A-Z2-9]{5}-[A-Z2-9]{5}\b/g, 'CODE')
  )
}
