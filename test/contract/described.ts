import { problemsOfCall } from '../platforms/discord/spec.ts'
import { unheard } from '../platforms/slack/heard.ts'
import { typeErrors } from '../support/type-errors.ts'
import type { Place } from './places.ts'

/** What of all that a bot asked of a platform is not as those who make the platform describe it. */
export function undescribed({ name, asked }: Pick<Place, 'name' | 'asked'>): readonly unknown[] {
  return name === 'slack' ? slackTypeErrors(asked.flatMap(shownOnSlack)) : asked.flatMap(discordProblems)
}

/** Something that Slack shows, and the type that Slack has for it. */
export interface Shown {
  readonly type: 'KnownBlock[]' | 'ModalView'
  readonly value: unknown
}

/** What of all that Slack was given to show is not heard as well as seen. */
export function unheardOnSlack({ asked }: Pick<Place, 'asked'>): string[] {
  return asked.flatMap((words) => {
    const lines = words.split('\n').slice(1)
    return lines.flatMap((line) => {
      const value = jsonIn(line)
      const own = Array.isArray(value)
        ? { text: lines.filter((one) => one !== line).join('\n'), blocks: value }
        : value
      const isMessage = typeof own === 'object' && own !== null && 'blocks' in own && !('type' in own)
      return isMessage && shownIn(value).length > 0 ? unheard(own as Parameters<typeof unheard>[0]) : []
    })
  })
}

/** What is wrong with these by Slack's own types; nothing where all fit. */
export function slackTypeErrors(shown: readonly Shown[]): string[] {
  const all = new Set(shown.map(({ type, value }) => `(${JSON.stringify(value)}) satisfies types.${type},`))
  return typeErrors(
    [`import type { types } from '@slack/bolt'`, 'export const all = [', ...all, ']'].join('\n'),
  )
}

/** Blocks and modals stand in a request's values, or in the body of an answer to a response URL. */
function shownOnSlack(words: string): Shown[] {
  return words.split('\n').flatMap((line) => shownIn(jsonIn(line)))
}

function shownIn(value: unknown): Shown[] {
  if (Array.isArray(value)) {
    return value.some((one) => typeof one?.type === 'string') ? [{ type: 'KnownBlock[]', value }] : []
  }
  if (typeof value !== 'object' || value === null) return []
  if ('type' in value && value.type === 'modal') return [{ type: 'ModalView', value }]
  return 'blocks' in value ? [{ type: 'KnownBlock[]', value: value.blocks }] : []
}

function discordProblems(words: string): unknown[] {
  const [first = '', ...rest] = words.split('\n')
  const [method = '', url = ''] = first.split(' ')
  const text = rest.join('\n')
  // Where files come with it, it stands in a part of its own.
  const part = /name="payload_json"[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n([\s\S]*?)\r\n--/.exec(text)?.[1]
  const path = decodeURIComponent(url.replace(/^\/api\/v10|\?.*$/g, ''))
  const found = problemsOfCall(method, path, jsonIn(part ?? text))
  return found.length === 0 ? [] : [{ call: `${method} ${path}`, found }]
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
