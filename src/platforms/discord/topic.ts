import { oneLine } from '../../port/clean.ts'
import { escapedStart, escapeText } from './escape.ts'

/** Discord takes 1,024 characters, of which some are left to our mark. */
const LONGEST = 1_000

/** A topic in which nothing that people typed means anything: Discord shows it as Markdown. */
export function topicText(topic: string): string {
  const line = oneLine(topic)
  const whole = escapeText(line)
  return whole.length <= LONGEST ? whole : escapedStart(line, LONGEST)
}
