import { type Button, buttons, type Inline, type Message, paragraph, plain } from '../chat/message.ts'
import type { Problem } from '../programme/problem.ts'
import { changedInWords } from './drafted.ts'
import { helpFor } from './help.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

/** Why something cannot be had, and what to do about it; with the button that does it, for who may press one. */
export function problemMessage(problem: Problem, voice: Voice, help: 'help' | 'words' = 'words'): Message {
  const words = together(voice.rich(`problem.${problem.code}`, problem.facts), ...details(problem, voice))
  const helping = help === 'help' ? helpFor(problem, voice) : []
  return {
    summary: plain(words),
    blocks: [paragraph(...words), ...(helping.length > 0 ? [buttons(...helping)] : [])],
  }
}

/** What else is to be said of it, a sentence each. */
function details({ code, facts }: Problem, voice: Voice): Inline[][] {
  if (code !== 'draft-outdated') return []
  const changed = { came: Number(facts.came), went: Number(facts.went) }
  return [...changedInWords(changed, voice), voice.rich('problem.draft-outdated.next')]
}

/** Something broke on our side. The reference finds it in the log. */
export function failureMessage(reference: string, voice: Voice): Message {
  const children = voice.rich('failed.reference', { reference })
  return { summary: voice.text('failed.reference', { reference }), blocks: [paragraph(...children)] }
}

/** One sentence as a message, with what can be done next. */
export function sentence(
  key: Parameters<Voice['rich']>[0],
  voice: Voice,
  values = {},
  ...next: Button[]
): Message {
  return {
    summary: voice.text(key, values),
    blocks: [paragraph(...voice.rich(key, values)), ...(next.length > 0 ? [buttons(...next)] : [])],
  }
}
