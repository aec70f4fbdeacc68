import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type Life, openLife, type PlatformName, STEPS, type StepName } from '../crash/life.ts'

const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
const LONG = { timeout: 900_000 }
/** The first request that makes a partnership's space, on either platform. */
const SPACE = /\npair-r1-|"pair-r1-/

/** What the organisers read while a permission is missing. */
const MISSING = { slack: /groups:write/, discord: /Manage Channels/ }

/** A small programme's whole life, in which something goes wrong at every turn or at one. */
describe.concurrent.each(['slack', 'discord'] as const)(
  `on %s, whatever goes wrong (CRASH_SEED=${seed})`,
  (platform) => {
    it('in a storm of failures everything is done once', LONG, async () => {
      const left = await within(platform, async (life) => {
        life.ground.storm(seed)
        return live(life, { between: () => life.ground.recycle() })
      })
      expect(left).toEqual(await undisturbed(platform))
    })

    it('what is forbidden while publishing is said, and done once it is allowed', LONG, async () => {
      const left = await within(platform, (life) =>
        live(life, {
          held: SPACE,
          async during(release) {
            await life.ground.permit(false)
            release()
            await pause(3_000)
            expect(await life.ground.owner.command('round', 'status')).toMatch(MISSING[platform])
            await life.ground.permit(true)
          },
        }),
      )
      expect(left).toEqual(await undisturbed(platform))
    })

    it(
      'whoever leaves the workspace while publishing has left the round, and the partner is told',
      LONG,
      () =>
        within(platform, async (life) => {
          const { ground } = life
          const { effects, picture } = await live(life, {
            held: SPACE,
            async during(release) {
              await ground.leaves(3)
              release()
            },
            until: 'publish',
          })
          const said = picture.flatMap((channel) => channel.said)
          // Where their space was being made already they are told in it, else where everybody reads.
          const told = said.filter((words) =>
            /^Pablo had to leave|there is news about your place/.test(words),
          )
          expect(told).toHaveLength(1)
          // The other pair's, and theirs where the two were introduced already.
          expect([1, 2]).toContain(said.filter((words) => words === 'Welcome to Round 1').length)
          expect(Object.keys(effects).filter((name) => /:failed$/.test(name))).toEqual([])
          const standings = await Promise.all(ground.people.slice(0, 3).map((one) => one.command('guide')))
          const alone = standings.filter((words) => words.includes('Your partner in Round 1 had to leave'))
          const paired = standings.filter((words) => words.includes('You have a partner in Round 1'))
          expect([alone.length, paired.length]).toEqual([1, 2])
        }),
    )
  },
)

it.concurrent(
  'on slack, a token that is revoked while publishing keeps everything waiting until it is back',
  LONG,
  async () => {
    const left = await within('slack', (life) =>
      live(life, {
        held: SPACE,
        async during(release) {
          await life.ground.revoke?.(true)
          release()
          await pause(3_000)
          await life.ground.revoke?.(false)
        },
      }),
    )
    expect(left).toEqual(await undisturbed('slack'))
  },
)

interface Disturbance {
  /** A request of the publication, and what is done while it is held; `release` lets it go on. */
  readonly held?: RegExp
  readonly during?: (release: () => void) => Promise<void>
  /** Done after each step. */
  readonly between?: () => Promise<void>
  /** The last step. */
  readonly until?: StepName
}

/** What is on the platform in the end, and the effects by `kind:state`. */
async function live(life: Life, { held, during, between, until }: Disturbance = {}) {
  let counts: Readonly<Record<string, number>> = {}
  for (const [name, step] of STEPS) {
    const trap = name === 'publish' && held ? life.gate.hold('request', held) : undefined
    await step(life)
    if (trap) {
      await trap.held
      await during?.(trap.release)
    }
    counts = await life.quiet()
    await between?.()
    if (name === until) break
  }
  // How many are let into a channel with one request depends on when the minute turns.
  const { 'channel-access:done': _, ...effects } = counts
  return { picture: await life.ground.picture(), effects }
}

async function within<T>(platform: PlatformName, work: (life: Life) => Promise<T>): Promise<T> {
  const life = await openLife(platform, 'embedded', undefined)
  let failed = true
  try {
    await life.start()
    const result = await work(life)
    failed = false
    return result
  } finally {
    await life.close(failed)
  }
}

const references = new Map<PlatformName, ReturnType<typeof live>>()

/** What such a life leaves where nothing goes wrong. */
function undisturbed(platform: PlatformName) {
  const known = references.get(platform) ?? within(platform, (life) => live(life))
  references.set(platform, known)
  return known
}
