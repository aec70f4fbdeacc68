import { afterAll, beforeAll, expect, test } from 'vitest'
import { askedQuotasOf } from '../../../src/platforms/slack/rates.ts'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
import { createBudget } from '../../../src/port/budget.ts'
import { read } from '../../../src/sandbox/slack/labels.ts'
import { ask, at, COMMANDS, scripted, TEAM, world } from './harness.ts'

/** More than Slack's limit for forms lets open within a minute at its real pace. */
const PEOPLE = 130

let local: Awaited<ReturnType<typeof world>>
let platform: SlackPlatform
const inbound = scripted()

beforeAll(async () => {
  local = await world()
  await local.control.setRateScale(1)
  await local.control.addUsers(
    TEAM,
    Array.from({ length: PEOPLE }, (_, n) => ({ id: `U0N${n}`, real_name: `Person ${n}` })),
  )
  platform = local.platform({ paceScale: 1 })
  await platform.syncCommands(COMMANDS)
  await platform.start(inbound)
})
afterAll(async () => {
  await platform.stop(2_000)
  await local.slack.close()
})

test('a crowd gets forms while Slack has room for them, then buttons, and no refusal of Slack’s', async () => {
  inbound.command = async () => ask
  const answers = await Promise.all(
    Array.from({ length: PEOPLE }, async (_, n) => {
      const person = local.person(`N${n}`)
      await expect(person.command('/join-round')).resolves.toEqual({ ok: true })
      // Somebody who is kept waiting reads so first.
      return person.until(({ views, ephemerals }) => {
        const button = ephemerals.find(({ blocks }) => read(blocks).includes('Fill in'))
        return views.at(-1)?.blocks ?? button?.blocks
      }, 50_000)
    }),
  )
  const words = answers.map((blocks) => read(blocks))
  const forms = words.filter((text) => text.includes('Name'))
  const buttons = words.filter((text) => text.includes('A form waits.') && text.includes('Fill in'))
  expect(forms.length).toBeGreaterThan(0)
  expect(buttons.length).toBe(PEOPLE - forms.length)
  expect(buttons.some((text) => text.includes('Please press the button in a minute'))).toBe(true)
  expect((await local.control.state()).stats.ratelimited).toEqual({})
})

test('who somebody is can be asked although a crowd’s members were asked about', async () => {
  const helped = await Promise.allSettled(
    Array.from({ length: PEOPLE }, (_, n) => platform.memberOf(at, `U0N${n}`, 'help')),
  )
  // No more than their share, at once or not at all; the answers are what they are without a crowd.
  const told = helped.filter(({ status }) => status === 'fulfilled')
  expect(told.length).toBeGreaterThan(0)
  expect(told.length).toBeLessThan(PEOPLE / 2)
  expect(told[0]).toMatchObject({ value: { name: 'Person 0' } })
  await expect(platform.memberOf(at, 'U0EVE')).resolves.toMatchObject({ name: 'Eve', manages: true })
  expect((await local.control.state()).stats.ratelimited).toEqual({})
})

test('the crowd’s questions leave room for others’ to go at once', () => {
  const budget = createBudget({ wall: () => 0 })
  const patience = 60_000
  for (let n = 0; n < PEOPLE; n += 1) budget.take(askedQuotasOf(TEAM, 'users.info', 'help'), 0)
  expect(budget.take(askedQuotasOf(TEAM, 'users.info'), patience)).toEqual({ kind: 'go', inMs: 0 })
  expect(budget.take(askedQuotasOf(TEAM, 'users.info', 'help'), patience)).not.toMatchObject({ inMs: 0 })
})
