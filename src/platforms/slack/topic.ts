import { cut, oneLine } from '../../port/clean.ts'
import { literal } from './mrkdwn.ts'

/** Slack's limit for a channel's topic. */
const LONGEST = 250

/**
 * A topic in which nothing that people typed means anything. Slack shows it as mrkdwn, and makes pictures of words
 * between colons, which are a look-alike's then.
 */
export function topicText(topic: string): string {
  const line = oneLine(topic).replace(/:(?=[\w+-]+:)/g, '∶')
  // What means something takes more characters once it means nothing any more.
  for (let most = LONGEST; ; most -= 1) {
    const text = literal(cut(line, most))
    if (text.length <= LONGEST) return text
  }
}
