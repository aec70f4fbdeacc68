import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SlackPlatform } from '../../../src/platforms/slack/slack.ts'
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
  const began = Date.now()
  await expect(platform.memberOf(at, 'U0EVE')).resolves.toMatchObject({ name: 'Eve', manages: true })
  // At once: it would be a minute's turn after the crowd's.
  expect(Date.now() - began).toBeLessThan(15_000)
  expect((await local.control.state()).stats.ratelimited).toEqual({})
})
