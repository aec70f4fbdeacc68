import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/root.ts'
import { problemsOfCall } from '../platforms/discord/spec.ts'
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

/** What the TypeScript compiler says of these by Slack's own types; nothing where all fit. */
export function slackTypeErrors(shown: readonly Shown[]): string[] {
  const cache = join(projectRoot, 'node_modules', '.cache', 'counterpart')
  mkdirSync(cache, { recursive: true })
  // In the project, so that Slack's package is found.
  const folder = mkdtempSync(join(cache, 'types-'))
  const bodies = new Set(shown.map(({ type, value }) => `(${JSON.stringify(value)}) satisfies types.${type}`))
  const lines = [
    `import type { types } from '@slack/bolt'`,
    'export const all = [',
    [...bodies].join(',\n'),
    ']',
  ]
  writeFileSync(join(folder, 'bodies.ts'), lines.join('\n'))
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(projectRoot, 'tsconfig.json'),
      compilerOptions: { noEmit: true, rootDir: '.', types: [] },
      include: ['bodies.ts'],
      exclude: [],
    }),
  )
  const compiler = join(projectRoot, 'node_modules/typescript-compiler/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  return status === 0 ? [] : stdout.trim().split('\n')
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
