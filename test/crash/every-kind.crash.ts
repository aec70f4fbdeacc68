import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { groundOn, type Life, openLife, type PlatformName, STEPS } from './life.ts'
import { KINDS, type Kill, killInWords, killsOf, wordsOf } from './moments.ts'
import { numbers } from './random.ts'
import { postgres } from './several-bots.ts'
import type { Standstill } from './standstill.ts'

const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000)
const whole = process.env.CRASH_ALL !== undefined
/** Only kills whose words, as they stand in the titles, have this in them; each in a life of its own. */
const only = process.env.CRASH_ONLY
const server = await postgres()
if (server === undefined) {
  console.log('Without PostgreSQL: none answers at TEST_DATABASE_URL or 127.0.0.1:5432.')
}

/**
 * What was on its way when a bot died may be done so long after the next one has started, ms: it would
 * be done again, if that one did not wait before it looks.
 */
const LATE_MS = 6_000
/** However long that one takes to start: a request is not on its way for longer than its own time-out, ms. */
const LATEST_MS = 10_000
/** So long after a death nothing can be on its way, and where there are other bots, they have noticed, ms. */
const QUIET_MS = { embedded: 16_000, postgresql: 26_000 }

const PLACES = (['slack', 'discord'] as const).flatMap((platform) =>
  (['embedded', ...(server === undefined ? [] : ['postgresql'])] as const).map((database) => ({
    platform,
    database: database as Life['database'],
  })),
)

/** What a life without a death leaves behind, by platform. */
const undisturbed = new Map<PlatformName, Promise<Left>>()

describe.concurrent(`killed at each kind of effect, everything is there once (CRASH_SEED=${seed})`, () => {
  for (const [index, { platform, database }] of PLACES.entries()) {
    for (const [turn, kills] of rounds(platform, index).entries()) {
      const title = `${platform}, ${database}, life ${turn + 1}: ${kills.map(killInWords).join('; ')}`
      it(title, { timeout: 1_200_000 }, async () => {
        const reference = undisturbed.get(platform) ?? oneLife(platform, 'embedded', [])
        undisturbed.set(platform, reference)
        await oneLife(platform, database, kills, reference)
      })
    }
  }
})

/**
 * Lives in which each kind of effect is met by a death: all ways of it, or a few that the seed chooses.
 * Without all, the places share the kinds among them.
 */
function rounds(platform: PlatformName, place: number): Kill[][] {
  const random = numbers(seed + place)
  const ways = KINDS.map((kind) => killsOf(kind, platform)).filter((kills) => kills.length > 0)
  if (only !== undefined) {
    const wanted = ways.flat().filter((kill) => killInWords(kill).includes(only))
    return wanted.map((kill) => [kill])
  }
  if (!whole) {
    const mine = ways.filter((_, index) => (index + Math.floor(seed / 7)) % PLACES.length === place)
    return [mine.flatMap((kills) => kills[Math.floor(random() * kills.length)] ?? [])]
  }
  const most = Math.max(...ways.map((kills) => kills.length))
  const shifts = ways.map((kills) => Math.floor(random() * kills.length))
  return Array.from({ length: most }, (_, life) =>
    ways.flatMap((kills, kind) =>
      life < kills.length ? (kills[(life + (shifts[kind] ?? 0)) % kills.length] ?? []) : [],
    ),
  )
}

type Left = Awaited<ReturnType<typeof live>>

/** @param wanted what it has to leave behind */
async function oneLife(
  platform: PlatformName,
  database: Life['database'],
  kills: readonly Kill[],
  wanted?: Promise<Left>,
): Promise<Left> {
  const life = await openLife(await groundOn(platform), database, server)
  let failed = true
  try {
    const left = await live(life, platform, kills, numbers(seed))
    if (wanted) expect(left, `what is left; see ${life.folder}`).toEqual(await wanted)
    failed = false
    return left
  } finally {
    await life.close(failed)
  }
}

/** A whole life with those deaths in it; what it leaves on the platform and in the database. */
async function live(life: Life, platform: PlatformName, kills: readonly Kill[], random: () => number) {
  await life.start()
  let counts: Readonly<Record<string, number>> = {}
  for (const [name, step] of STEPS) {
    const here = kills.filter(({ of }) => of.seen.step === name)
    await dieAt(life, platform, here, random, () => step(life))
    counts = await life.quiet()
  }
  // How many are let into a channel with one request depends on when the minute turns.
  const { 'channel-access:done': _, 'channel-access:dropped': __, ...effects } = counts
  return { picture: await life.ground.picture(), effects }
}

/** Does `work`, and lets the bot die at each of `kills`, one after the other. */
async function dieAt(
  life: Life,
  platform: PlatformName,
  kills: readonly Kill[],
  random: () => number,
  work: () => Promise<void>,
): Promise<void> {
  const [first, ...others] = kills
  if (!first) return work()
  const standstill = standstillOf(first)
  if (standstill) await life.bot().standStillAt(standstill)
  let reached = waitFor(life, platform, first)
  const late: Promise<void>[] = []
  await work()
  for (const [index, kill] of kills.entries()) {
    const release = await reached()
    await life.bot().kill()
    if (kill.again === 'after the quiet') {
      release()
      await pause(QUIET_MS[life.database])
    }
    const next = others[index]
    const nextReached = next && waitFor(life, platform, next)
    const lateMs = LATE_MS * random()
    const latest = pause(LATEST_MS)
    const started = life.start(next && standstillOf(next))
    const afterStart = started.then(
      () => pause(lateMs),
      () => undefined,
    )
    late.push(Promise.race([afterStart, latest]).then(release))
    await started
    if (nextReached) reached = nextReached
  }
  await Promise.all(late)
}

function standstillOf({ of, moment }: Kill): Standstill | undefined {
  if (moment.when !== 'before' && moment.when !== 'answered') return undefined
  return { when: moment.when, verb: of.seen.verb, words: wordsOf(of) }
}

/** Waits for the moment from now on; gives how to let go on what is held. */
function waitFor(life: Life, platform: PlatformName, kill: Kill): () => Promise<() => void> {
  const { of, moment } = kill
  const within = (reached: Promise<unknown>) =>
    Promise.race([
      reached,
      pause(90_000, undefined, { ref: false }).then(() => {
        throw new Error(`the bot never came to: ${killInWords(kill)}; see ${life.folder}`)
      }),
    ])
  if (!('request' in moment)) {
    return async () => {
      await within(life.bot().stands)
      return () => {}
    }
  }
  const which = of.seen.requests[platform][moment.request]
  if (!which) throw new Error('no such request')
  const { held, release } = life.gate.hold(moment.when === 'in-flight' ? 'request' : 'answer', which)
  return async () => {
    await within(held)
    return release
  }
}
