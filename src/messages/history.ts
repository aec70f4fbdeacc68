import { type Block, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import type { Act } from '../programme/audit.ts'
import type { Deed, HistoryPage } from '../programme/history.ts'
import { PARTS } from '../programme/rounds/what-counts.ts'
import { momentInWords } from './moments.ts'
import { rulesInWords } from './rules.ts'
import { together } from './together.ts'
import type { MessageKey, Values, Voice } from './voice.ts'

/** A page of what organisers did, each deed with its moment by the programme's clocks. */
export function historyCard({ deeds, page, pages }: HistoryPage, zone: string, voice: Voice): Message {
  const heading = voice.text('history.heading', { page: page + 1, pages })
  const turn = (to: number, label: 'history.newer' | 'history.older') =>
    to >= 0 && to < pages ? [{ label: voice.text(label), id: voice.press('history', String(to)) }] : []
  const turns = [...turn(page - 1, 'history.newer'), ...turn(page + 1, 'history.older')]
  const items = deeds.map((deed) => [
    text(`${momentInWords(deed.at.getTime(), zone, voice.locale)}: `),
    ...deedInWords(deed, voice),
  ])
  const list: Block =
    items.length > 0 ? { kind: 'list', ordered: false, items } : paragraph(...voice.rich('history.empty'))
  return {
    summary: heading,
    blocks: [{ kind: 'heading', text: heading }, list, ...(turns.length > 0 ? [buttons(...turns)] : [])],
  }
}

/** What else is said of an act than its own sentence. Each act has one: `history.<act>`. */
const MORE: Readonly<Partial<Record<Act, (deed: Deed, voice: Voice) => Inline[][]>>> = {
  'rules-changed': ({ facts }, voice) => rulesInWords(facts, voice),
  'weights-changed': ({ facts }, voice) =>
    PARTS.flatMap((part) => {
      const word = `weight.${facts[part]}`
      if (!voice.has(word)) return []
      return [voice.rich('history.weight', { part: voice.text(`weights.${part}`), word: voice.text(word) })]
    }),
}

/** A deed as a sentence or some. */
export function deedInWords(deed: Deed, voice: Voice): Inline[] {
  const values = valuesOf(deed, voice)
  if (deed.what === undefined) return voice.rich('history.unknown', values)
  // A new act without its sentence does not compile.
  const key: MessageKey & `history.${Act}` = `history.${deed.what}`
  return together(voice.rich(key, values), ...(MORE[deed.what]?.(deed, voice) ?? []))
}

function valuesOf({ who, people, round, workspace, topic, facts }: Deed, voice: Voice): Values {
  const [one, other] = people.map((name) => name ?? voice.text('history.erased.other'))
  const said = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'number' ? fact : String(fact),
  ])
  return {
    // Counts that an entry of before did not have.
    people: 0,
    ...Object.fromEntries(said),
    who: who ?? voice.text('history.erased'),
    one: one ?? '',
    other: other ?? '',
    number: round ?? Number(facts.number ?? 0),
    workspace: workspace ?? voice.text('history.workspace-gone'),
    topic: topic ?? '',
  }
}
