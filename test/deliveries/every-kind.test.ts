import { expect, it, onTestFinished } from 'vitest'
import { KINDS } from '../../src/deliveries/kinds.ts'
import { discordPlace, slackPlace } from '../contract/places.ts'
import { NAMES } from '../crash/ground.ts'
import { STEPS } from '../crash/life.ts'
import { wordsOf } from '../crash/moments.ts'
import type { Somebody } from '../support/somebody.ts'
import { DAY_MS } from '../support/time.ts'

/** The drills kill a bot at requests that they know by these words: a kind that they do not see is not drilled. */
it.each([
  ['slack', slackPlace],
  ['discord', discordPlace],
] as const)(
  'on %s every kind of effect happens in the step that its file names, and is seen from outside',
  {
    timeout: 60_000,
  },
  async (platform, open) => {
    const place = await open()
    onTestFinished(() => place.close())
    const people: Somebody[] = []
    for (const name of NAMES) people.push(await place.person(name))
    const wait = (days: number) => {
      place.clock.aheadMs += days * DAY_MS
    }
    const { effect } = place.bot.database.prisma
    for (const [name, step] of STEPS) {
      const before = { asked: place.asked.length, called: place.called.length }
      const takesOut = async (index: number) => {
        const somebody = people[index]
        if (somebody) await place.takesOut('pair-', somebody)
      }
      await step({ ground: { owner: place.owner, people, takesOut }, wait })
      await place.quiet()
      const asked = place.asked.slice(before.asked)
      const called = place.called.slice(before.called)
      for (const known of KINDS.filter(({ seen }) => seen.step === name)) {
        const { kind, seen } = known
        expect(await effect.count({ where: { kind } }), kind).toBeGreaterThan(0)
        const unseen = seen.requests[platform].filter((which) => !asked.some((words) => which.test(words)))
        expect(unseen, kind).toEqual([])
        const verb = called.filter(
          (call) => call.startsWith(`${seen.verb} `) && call.includes(wordsOf(known)),
        )
        if (seen.requests[platform].length > 0) expect(verb, `${kind}: ${seen.verb}`).not.toEqual([])
      }
    }
    const met = await effect.findMany({ distinct: ['kind'], select: { kind: true } })
    expect(met.map(({ kind }) => kind).sort()).toEqual(KINDS.map(({ kind }) => kind).sort())
  },
)
