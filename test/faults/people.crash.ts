import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { discordGround } from '../crash/discord-ground.ts'
import { slackGround } from '../crash/slack-ground.ts'
import { live, undisturbed, within } from './disturbed.ts'

const LONG = { timeout: 900_000 }
/** As long as the real platforms wait for an answer, ms. */
const patienceMs = 3_000

describe.concurrent.each([
  { platform: 'slack', ground: () => slackGround({ patienceMs }) },
  { platform: 'discord', ground: () => discordGround({ patienceMs }) },
] as const)('on $platform, people', ({ platform, ground }) => {
  it('whose commands came too late try again, and nothing is there twice', LONG, async () => {
    const left = await within(await ground(), (life, { people, owner }) =>
      live(life, {
        before: {
          join: async () => {
            life.bot().freeze(true)
            const typed = [owner.command('round', 'close'), ...people.map((one) => one.command('join'))]
            const outcome = Promise.allSettled(typed)
            await pause(2 * patienceMs)
            life.bot().freeze(false)
            await outcome
            await life.quiet()
          },
        },
      }),
    )
    expect(left).toEqual(await undisturbed(platform))
  })
})

it.concurrent('on discord, people who take no direct messages miss nothing', LONG, async () => {
  const { left, calls } = await within(await discordGround(), async (life, ground) => {
    await ground.closeDirectMessages()
    return { left: await live(life), calls: ground.calls() }
  })
  expect(left).toEqual(await undisturbed('discord'))
  expect(Object.keys(calls).filter((route) => route.includes('/users/@me/channels'))).toEqual([])
})
