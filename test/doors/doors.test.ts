import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { serveHealth } from '../../src/operate/health.ts'
import { servePage } from '../../src/sandbox/page/serve.ts'
import { COMMANDS, scripted, TEAM, world } from '../platforms/slack/harness.ts'
import { scene } from '../sandbox/discord/bot.ts'
import type { Face } from './face.ts'
import { eventsFace, healthFace } from './faces/bot.ts'
import { discordFace } from './faces/discord.ts'
import { pageFace } from './faces/sandbox.ts'
import { slackFace } from './faces/slack.ts'
import { storm } from './storm.ts'

/** `npm run bench -- --only doors` says a hundred thousand at each, to processes of their own. */
const REQUESTS = 400
const SEED = Number(process.env.DOORS_SEED ?? 20_261_128)
const portOf = (url: string) => Number(new URL(url).port)

/** All the faces in this process, where a request that nobody catches is a failure of the test. */
async function faces(): Promise<readonly Face[]> {
  const local = await world({ http: true })
  onTestFinished(() => local.slack.close())
  const platform = local.platform()
  await platform.syncCommands(COMMANDS)
  await platform.start(scripted())
  onTestFinished(() => platform.stop(1_000))
  const bot = await serveHealth({
    port: 0,
    log: pino({ level: 'silent' }),
    checks: {
      database: async () => undefined,
      connected: () => ({ slack: true }),
      metrics: async () => ({ type: 'text/plain', body: '' }),
    },
    handlers: { '/slack/events': platform.handler! },
  })
  onTestFinished(() => bot.close())
  const there = await scene({ invalidRequests: Number.POSITIVE_INFINITY })
  onTestFinished(() => there.discord.close())
  const page = await servePage(0, { slack: local.slack.url, discord: there.discord.url })
  onTestFinished(() => page.close())

  const slack = { team: TEAM, user: 'U0ADA', botToken: 'xoxb-test' }
  const discord = { guild: there.guild, channel: there.general, user: there.aroha, token: there.token }
  return [
    healthFace(bot.port),
    eventsFace(bot.port, local.app.signingSecret, slack),
    slackFace(portOf(local.slack.url), slack),
    discordFace(there.discord.port, discord),
    pageFace(portOf(page.url), slack, discord),
  ]
}

it('withstands a storm of hostile requests at each face, and answers the last as the first', async () => {
  for (const face of await faces()) {
    const before = await face.probe()
    const { statuses, refused } = await storm(face, {
      requests: REQUESTS,
      seed: SEED,
    })
    expect([face.name, refused]).toEqual([face.name, 0])
    expect([face.name, [...statuses.keys()].filter((status) => status >= 500)]).toEqual([face.name, []])
    expect(await face.probe()).toBe(before)
  }
  expect(Object.keys(Object.prototype)).toEqual([])
})
