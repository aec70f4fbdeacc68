import { startDiscord } from '../../src/sandbox/discord/server.ts'
import { servePage } from '../../src/sandbox/page/serve.ts'
import { createStage, type Told } from '../../src/sandbox/page/stage.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { openWindow } from '../browser/browser.ts'
import type { Figure } from './table.ts'

const LOADS = 9
/** Lighthouse's "slow 4G": 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up; a telephone's processor is four times slower. */
const SLOW_4G = { latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 768_000 / 8 }
const SLOWER = 4
const PEOPLE = 391

/** How soon the sandbox's page shows something to whoever opens it on a telephone, with nothing kept from before. */
export async function page(): Promise<Figure[]> {
  const [slack, discord] = [await startSlack(), await startDiscord()]
  const stage = createStage()
  stage.listen(() => undefined)
  stage.tell(ROUND_ONE)
  const served = await servePage(0, { slack: slack.url, discord: discord.url }, stage)
  await new SlackControl(slack.url).createTeam({ id: 'T1', name: 'Librarians' })
  const loads: Load[] = []
  for (let load = 0; load < LOADS; load += 1) loads.push(await oneLoad(served.url))
  await served.close()
  await Promise.all([slack.close(), discord.close()])
  // The least: what else the machine has to do is none of the page's.
  const of = (figure: keyof Load) => Math.min(...loads.map((load) => load[figure]))
  return [
    { name: 'the sandbox’s page: until something is painted', value: of('painted'), unit: 'ms', limit: 500 },
    { name: 'the sandbox’s page: until the stage stands there', value: of('staged'), unit: 'ms' },
    { name: 'the sandbox’s page: on the way by then', value: of('bytes') / 1024, unit: 'KiB' },
  ]
}

interface Load {
  readonly painted: number
  readonly staged: number
  readonly bytes: number
}

async function oneLoad(url: string): Promise<Load> {
  const window = await openWindow({ width: 390, height: 844 })
  try {
    const wire = await window.page.context().newCDPSession(window.page)
    await wire.send('Network.enable')
    await wire.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_4G })
    await wire.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await window.page.goto(url)
    await window.page.waitForFunction('document.querySelector(".steps li") !== null')
    const staged = await window.page.evaluate<number>('performance.now()')
    const painted = await window.page.evaluate<number>(
      'performance.getEntriesByName("first-contentful-paint")[0].startTime',
    )
    const bytes = await window.page.evaluate<number>(
      'performance.getEntries().reduce((sum, { transferSize = 0 }) => sum + transferSize, 0)',
    )
    return { painted, staged, bytes }
  } finally {
    await window.close()
  }
}

const ROUND_ONE: Told = {
  title: 'Round One',
  words: 'Registration is open, and one place is kept for you. Come in by one of the doors.',
  steps: ['Set up', 'Open', 'Join', 'Match', 'Publish', 'Channels', 'Topic'].map((title, at) => ({
    title,
    state: at < 2 ? 'done' : at === 2 ? 'now' : 'next',
  })),
  count: { done: PEOPLE, of: PEOPLE + 1, what: 'people have joined' },
  map: { dots: Array.from({ length: 2 * PEOPLE }, (_, at) => 100 + ((at * 37) % 400)), lines: [] },
  open: true,
  offers: ['go-on', 'ten', 'again', 'empty'],
  happened: [],
}
