/**
 * What the page is told in each of its states, kept in `recorded/`, so that it can be shown once more, the same each time:
 * `PICTURES=record npm run test:browser` records it anew while a stranger goes through all of it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

export interface Recording {
  /** Where the page stands: what its address has after #. */
  readonly at: string
  /** When that was by the browser's clock, epoch ms. */
  readonly now: number
  /** What the live line says, in order. */
  readonly told: readonly Event[]
  /** The same of the line behind the page, where somebody looks there. */
  readonly behind?: readonly Event[]
}
export type Event = readonly [name: string, data: unknown]

const FOLDER = fileURLToPath(new URL('./recorded/', import.meta.url))
const ENDING = '.golden.json'

export const RECORDED: readonly string[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length))

export const recording = (name: string): Recording =>
  JSON.parse(readFileSync(`${FOLDER}${name}${ENDING}`, 'utf8')) as Recording

/** Keeps what the page is told where it stands now, if that is asked for. */
export async function record(page: Page, name: string): Promise<void> {
  if (process.env.PICTURES !== 'record') return
  const { origin, hash } = new URL(page.url())
  const at = hash.replace(/^#\/?/, '')
  const [stage] = await hear(`${origin}/api/live`, ['stage'])
  const pair = (stage?.[1] as { pair?: Spot[] } | null)?.pair ?? []
  const watched = at === 'pair' ? pair.map(pathOf) : /^(?:slack|discord)\//.test(at) ? [at] : []
  const query = watched.map((spot) => `watch=${encodeURIComponent(spot)}`).join('&')
  const told = await hear(`${origin}/api/live?${query}`, ['stage', 'places', ...watched.map(() => 'seen')])
  const open = await page.locator('#behind-panel').isVisible()
  const behind = open ? { behind: await hear(`${origin}/api/behind`, ['state'], 'made') } : {}
  const all: Recording = { at, now: await page.evaluate<number>('Date.now()'), told, ...behind }
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(`${FOLDER}${name}${ENDING}`, `${JSON.stringify(all).replace(OTHER_LETTERS, 'x')}\n`)
}

/** Not every machine can draw them. */
const OTHER_LETTERS = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]|\p{Extended_Pictographic}/gu

interface Spot {
  readonly platform: string
  readonly place: string
  readonly person: string
  readonly channel: string
}
const pathOf = ({ platform, place, person, channel }: Spot) => [platform, place, person, channel].join('/')

/**
 * The first events of those names, as often as each is named, in the order in which they came.
 *
 * @param having what each has to say something of
 */
async function hear(url: string, names: readonly string[], having = ''): Promise<Event[]> {
  const gone = new AbortController()
  const line = await fetch(url, { signal: gone.signal })
  const wanted = [...names]
  const heard: Event[] = []
  let text = ''
  for await (const part of line.body!.pipeThrough(new TextDecoderStream())) {
    text += part
    const said = text.split('\n\n')
    text = said.pop() ?? ''
    for (const event of said) {
      const [, name = '', data = ''] = /^event: (.*)\ndata: (.*)$/.exec(event) ?? []
      const at = wanted.indexOf(name)
      if (at < 0 || !data.includes(having)) continue
      wanted.splice(at, 1)
      heard.push([name, JSON.parse(data)])
    }
    if (wanted.length === 0) break
  }
  gone.abort()
  return heard
}
