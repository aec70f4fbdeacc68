import { describe, expect, it } from 'vitest'
import { discordGround } from '../crash/discord-ground.ts'
import type { Picture } from '../crash/ground.ts'
import { slackGround } from '../crash/slack-ground.ts'
import { live, undisturbed, within } from './disturbed.ts'

const LONG = { timeout: 900_000 }
/** A server holds so many channels, categories among them, and a category so many. */
const MOST = { server: 500, category: 50 }
/** Longer than a thread stays awake by itself: a week. */
const ASLEEP_MS = 8 * 86_400_000

const pairs = (picture: Picture) => picture.filter(({ name }) => name === 'pair-r1')

/** A small programme's whole life where there is no room, or a name is taken. */
describe.concurrent('on discord', () => {
  it('in a full server nothing is made, which is said, and made once there is room', LONG, async () => {
    const { status, left } = await within(await discordGround(), async (life, ground) => {
      let status = ''
      const left = await live(life, {
        before: { publish: () => ground.crowd(MOST.server) },
        after: {
          publish: async () => {
            status = await ground.owner.command('round', 'status')
            await ground.clear()
            await ground.owner.click('Try the failed ones again')
          },
        },
      })
      return { status, left }
    })
    // Both partnerships' channels, and what the threads with private news stand under.
    expect(status).toMatch(/3 things could not be done/)
    expect(status).toMatch(/There is no room left for it in the server.*\(reference \w+\)/)
    expect(left).toEqual(await undisturbed('discord'))
  })

  it('a server with little room gets threads, which are woken for what comes later', LONG, async () => {
    const { slept, left } = await within(await discordGround(), async (life, ground) => {
      const slept: number[] = []
      const sleep = async () => {
        await ground.pass(ASLEEP_MS)
        slept.push(ground.threads().asleep)
      }
      const left = await live(life, {
        before: {
          // A category, one channel, and the one that threads stand under.
          publish: () => ground.crowd(MOST.server - 3),
          'first month': sleep,
          'second month': sleep,
          end: sleep,
        },
      })
      return { slept, left }
    })
    // One partnership's, and the one with news for whoever is left over.
    expect(slept).toEqual([2, 2, 2])
    const wanted = await undisturbed('discord')
    expect(left.effects).toEqual(wanted.effects)
    const said = (picture: Picture) =>
      pairs(picture)
        .map((pair) => pair.said)
        .sort()
    expect(said(left.picture)).toEqual(said(wanted.picture))
  })

  it('a category that strangers have filled is followed by another', LONG, async () => {
    const left = await within(await discordGround(), (life, ground) =>
      live(life, {
        held: /"pair-r1-/,
        async during(release) {
          await ground.crowdCategory('Counterpart pairs', MOST.category)
          release()
        },
      }),
    )
    const wanted = await undisturbed('discord')
    expect(left.effects).toEqual(wanted.effects)
    expect(pairs(left.picture)).toEqual(pairs(wanted.picture))
    expect(left.picture.map(({ name }) => name)).toContain('Counterpart pairs 2')
  })
})

it.concurrent(
  'on slack, a name that a stranger has taken keeps nobody from their channel',
  LONG,
  async () => {
    const left = await within(await slackGround(), (life, ground) =>
      live(life, {
        held: /conversations\.create\npair-r1-/,
        async during(release, request) {
          await ground.takeName(/pair-r1-\S+/.exec(request)?.[0] ?? '')
          release()
        },
      }),
    )
    const wanted = await undisturbed('slack')
    expect(left.effects).toEqual(wanted.effects)
    // The stranger's channel, in which the bot never was, and all of ours.
    const strangers = { name: 'pair-r1', members: 1, said: [] }
    expect(pairs(left.picture)).toEqual(expect.arrayContaining([strangers, ...pairs(wanted.picture)]))
    expect(left.picture).toHaveLength(wanted.picture.length + 1)
  },
)
