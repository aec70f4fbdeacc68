import { pino } from 'pino'
import { afterAll, expect, it } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import { say } from '../../src/chat/answer.ts'
import type { Inbound, Platform } from '../../src/port/platform.ts'
import * as discord from './discord/harness.ts'
import { ask, line, scripted } from './scripted.ts'
import * as slack from './slack/harness.ts'

/** Whatever was written, and whatever an outcome or a thrown error holds, with all that hangs on it. */
const written: string[] = []
const note = (value: unknown): void => void written.push(everythingIn(value))

/** Each field of a value and of what stands in its fields, errors' own and hidden ones included. */
function everythingIn(value: unknown, seen = new Set<object>()): string {
  if (typeof value !== 'object' || value === null) return String(value)
  if (seen.has(value)) return ''
  seen.add(value)
  return Reflect.ownKeys(value)
    .map((name) => `${String(name)}: ${everythingIn(Reflect.get(value, name), seen)}`)
    .join('\n')
}

const stream = { write: (text: string) => void written.push(text) }
/** A log that writes what it is given: errors must be clean before any serializer sees them. */
const log = pino({ level: 'trace' }, stream)

const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

const bytes = new TextEncoder().encode('{"name":"Ada"}')
const withFile = { ...line('Here.'), files: [{ name: 'a.json', type: 'application/json', bytes }] }

/** Answers in every way that there is, one after the other. */
function everyWay(): Inbound {
  const answers: (() => Promise<Answer>)[] = [
    async () => say(withFile),
    async () => ask,
    async () => ({ ...ask, kind: 'errors' as const, errors: [{ field: 'name', message: 'Wrong.' }] }),
    async () => Promise.reject(new Error('boom')),
  ]
  let at = 0
  const answer = () => {
    at += 1
    return answers[at % answers.length]!()
  }
  const inbound = scripted({ command: answer, action: answer, form: answer, reopen: answer })
  return { ...inbound, left: () => Promise.reject(new Error('boom')) }
}

/** Every verb of the port, whatever comes of it. */
async function everyVerb(platform: Platform, at: { externalId: string }, users: string[], channel: string) {
  const space = { key: `s:${Math.random()}`, name: 'pair', topic: 'x', members: users, reason: 'r' }
  const post = { key: `p:${Math.random()}`, space: channel, message: withFile }
  const forum = { key: `f:${Math.random()}`, forum: channel, title: 'T', message: line('x') }
  const made = {
    key: `c:${Math.random()}`,
    purpose: 'forum' as const,
    name: 'topics',
    topic: 'x',
    members: users,
  }
  const verbs: (() => Promise<unknown>)[] = [
    () => platform.ensureSpace(at, space),
    () => platform.findSpace(at, space.key, users),
    () => platform.ensureMembers(at, channel, users),
    () => platform.ensurePost(at, post),
    () => platform.ensurePost(at, { ...post, edit: '1' }),
    () => platform.findPost(at, post.key, channel, 0),
    () => platform.removePost(at, channel, '1'),
    () => platform.ensureForumPost(at, forum),
    () => platform.findForumPost(at, forum.key, channel, 0),
    () => platform.closeSpace(at, channel),
    () => platform.ensureChannel(at, made),
    () => platform.ensurePrivatePlace(at, { key: space.key, user: users[0]!, name: 'news' }),
    () => platform.memberOf(at, users[0]!),
    () => platform.syncCommands(discord.COMMANDS),
  ]
  await Promise.all(verbs.map(async (verb) => note(await verb().catch((error: unknown) => error))))
}

const settle = (work: Promise<unknown>) => work.catch(() => undefined)

it.concurrent('holds no secret of Slack, however its calls fail', { timeout: 120_000 }, async ({
  expect,
}) => {
  const local = await slack.world()
  closing.push(() => local.slack.close())
  const platform = local.platform({ log, paceScale: 1_000 })
  await platform.syncCommands(slack.COMMANDS)
  await platform.start(everyWay())
  closing.push(() => platform.stop(1_000))
  const square = await local.control.createChannel(slack.TEAM, 'square', ['U0ADA', 'U0BOT'])
  const ada = local.person('ADA')
  const faults = [
    { kind: '500-before' },
    { kind: '500-after' },
    { kind: 'cut-before' },
    { kind: 'cut-after' },
    { kind: '429', retryAfter: 1 },
    { kind: 'error', code: 'invalid_auth' },
    { kind: 'error', code: 'invalid_blocks' },
    { kind: 'error', code: 'xoxb-test' },
    { kind: 'nulls' },
  ] as const
  for (const fault of faults) {
    for (const on of ['*', 'response_url'] as const) {
      await local.control.addFaults({ on, ...fault })
      if (on === '*') await everyVerb(platform, slack.at, ['U0ADA', 'U0BEN'], square)
      for (let times = 0; times < 4; times += 1) await settle(ada.command('/join-round'))
      await settle(ada.click('Fill in'))
      await settle(ada.submit())
      await local.control.clearFaults()
    }
  }
  await local.control.addFaults({ on: 'apps.connections.open', kind: '500-before', times: 2 })
  await local.control.cutSockets(local.app.id)
  await expect.poll(() => platform.connected(), { timeout: 20_000 }).toBe(true)
  const wrong = local.platform({ log, botToken: 'xoxb-wrong', appToken: 'xapp-wrong' })
  note(await wrong.start(scripted()).catch((error: unknown) => error))
  await local.control.addUsers(slack.TEAM, [{ id: 'U0FAY', real_name: 'Fay' }])
  await local.control.changeUser(slack.TEAM, 'U0FAY', { deleted: true })
  const all = written.join('\n')
  expect(all.length).toBeGreaterThan(1_000)
  for (const secret of ['xoxb-test', 'xapp-test', 'xoxb-wrong', 'xapp-wrong', local.app.signingSecret]) {
    expect(all).not.toContain(secret)
  }
  expect(all).not.toMatch(/\/response\/|\/upload\/|ticket=|Bearer/)
})

it.concurrent('holds no secret of Discord, however its calls fail', { timeout: 120_000 }, async () => {
  const local = await discord.world({ deadlineMs: 500 })
  closing.push(() => local.close())
  const platform = local.platform({ log })
  await platform.syncCommands(discord.COMMANDS)
  await platform.start(everyWay())
  closing.push(() => platform.stop(1_000))
  const people = ['ada', 'ben', 'cho', 'dee'].map((name) => local.person(name))
  const faults = [
    { action: 'fail-before' },
    { action: 'fail-after', status: 502 },
    { action: 'cut-before' },
    { action: 'cut-after' },
    { action: 'limit', retryAfter: 6 },
    { action: 'error', status: 400, code: 50_035 },
    { action: 'error', status: 403, code: 50_013 },
    { action: 'error', status: 404, code: 10_003 },
    { action: 'error', status: 401, code: 0 },
    { action: 'nulls' },
  ] as const
  for (const fault of faults) {
    for (const route of ['*', '* /webhooks/*']) {
      await local.control.fault({ route, ...fault })
      if (route === '*') await everyVerb(platform, local.at, [local.ids.ada!, local.ids.ben!], local.general)
      await Promise.all(people.map((person) => settle(person.command('join', {}, { within: 500 }))))
      await Promise.all(people.map((person) => settle(person.click('Fill in', { within: 500 }))))
      await Promise.all(people.map((person) => settle(person.submit({ within: 500 }))))
      await local.control.clearFaults()
    }
  }
  const token = `${'M'.repeat(24)}.${'a'.repeat(6)}.${'b'.repeat(38)}`
  const wrong = local.platform({ log, token })
  note(await wrong.start(scripted()).catch((error: unknown) => error))
  const all = written.join('\n')
  const tokens = [...local.discord.world.live.byToken.keys()]
  expect(tokens.length).toBeGreaterThan(50)
  // Errors were logged with what they are about, and with nothing of these.
  expect(all).toContain('/webhooks/:id/:id')
  expect(tokens.filter((one) => all.includes(one))).toEqual([])
  for (const secret of [local.app.token, token]) expect(all).not.toContain(secret)
})
