import { pino } from 'pino'
import { type Random, randomFrom } from '../../src/sandbox/population/random.ts'
import type { Place } from '../contract/places.ts'
import { joinTheRound, startAProgramme } from '../support/acts.ts'
import type { Somebody } from '../support/somebody.ts'
import { DAY_MS } from '../support/time.ts'

/** How many steps a walk has, and how many commands may lead from its end to a round that is published. */
const STEPS = 30
const MOST = 6

const HOMES = [
  { country: 'New Zealand', town: 'Auckland' },
  { country: 'Ghana', town: 'Accra' },
  { country: 'Peru', town: 'Lima' },
]
const WORDS = ['plan', 'open', 'close', 'reopen', 'match', 'review', 'publish', 'call-off', 'end']
const CHANNELS = ['mentoring-news', 'mentoring-topics', 'mentoring-organisers', 'pair-r']

/** What leads on, by what an organiser reads of the round: a word, and the buttons that follow. */
const NEXT: readonly (readonly [reads: RegExp, ...does: string[]])[] = [
  [/There is no round/, 'open'],
  [/Round \d+: planned/, 'open'],
  [/Round \d+: open for registration/, 'close'],
  [/Round \d+: registration closed/, 'match', 'Publish', 'Publish now'],
  [/Round \d+: running/, 'end', 'Yes, end the round'],
]

/** A walk as the others, but on a platform as people see it: its local server, its real SDK, and the whole bot. */
class LocalWalk {
  readonly steps: string[] = []
  readonly faults: string[] = []
  readonly log = pino({ level: 'silent' })
  place!: Place
  private readonly people: Somebody[] = []
  private readonly random: Random
  private came = 0
  private thrownOut = false

  constructor(seed: number) {
    this.random = randomFrom(seed)
    this.log.error = (facts: unknown) => {
      this.faults.push(String((facts as { err?: unknown }).err ?? JSON.stringify(facts)))
    }
  }

  async begins(place: Place): Promise<void> {
    this.place = place
    await startAProgramme(place.owner)
    for (let at = 0; at < 3; at += 1) await this.comes()
    await place.quiet()
  }

  async step(): Promise<void> {
    const { place, random } = this
    const { owner } = place
    const somebody = random.pick(this.people)
    const what = random.weighted({
      on: 9,
      word: 3,
      yes: 2,
      join: 6,
      leave: 2,
      look: 3,
      goes: 1,
      comes: 1,
      channel: 2,
      anew: 2,
      out: 2,
      days: 4,
    })
    if (this.thrownOut && what !== 'days') return this.letsIn()
    if (what === 'on') await this.goesOn()
    else if (what === 'word') await this.types(owner, 'round', random.pick(WORDS))
    else if (what === 'yes')
      await this.clicks(owner, random.pick(['Yes, call it off', 'Yes, open it again', 'Publish']))
    else if (what === 'join') await this.joins(somebody)
    else if (what === 'leave') await this.leavesRound(somebody)
    else if (what === 'look') await this.types(somebody, random.pick(['guide', 'partner', 'topic']))
    else if (what === 'comes') await this.comes()
    else if (what === 'goes' && this.people.length > 2) await this.leavesWorkspace(somebody)
    else if (what === 'channel') await this.removesChannel(random.pick(CHANNELS))
    else if (what === 'anew') await this.makesAnew()
    // On Slack the bot comes back with another token, and so with another start.
    else if (what === 'out' && place.name === 'discord') await this.throwsOut()
    else if (what === 'days') await this.passes(random.pick([1, 9, 31]))
  }

  /** From here at most six commands lead to a round that was open for people who came to it, and is published. */
  async wayToARound(): Promise<void> {
    this.steps.push('— the way to a round —')
    if (this.thrownOut) await this.letsIn()
    let opened = false
    for (let commands = 0; commands <= MOST; commands += 1) {
      await this.settles()
      const reads = await this.types(this.place.owner, 'round')
      if (opened && /Round \d+: (being published|running)/.test(reads)) return this.expectPartner()
      if (/Round \d+: open for registration/.test(reads)) {
        opened = true
        for (let at = 0; at < 2; at += 1) await this.joins(await this.comes())
      }
      if (!opened && /Round \d+: registration closed/.test(reads))
        await this.does('reopen', 'Yes, open it again')
      else await this.goesOn(reads)
    }
    throw new Error(`more than ${MOST} commands`)
  }

  private async goesOn(known?: string): Promise<void> {
    const reads = known ?? (await this.types(this.place.owner, 'round'))
    const [, ...does] = NEXT.find(([state]) => state.test(reads)) ?? [/./]
    const [word, ...yes] = does
    if (word === undefined) return this.passes(1)
    const heard = await this.does(word, ...yes)
    if (/There is no announcement channel yet/.test(heard)) await this.makesAnew()
    if (/Nobody has joined|Nobody could be paired/.test(heard))
      await this.does('reopen', 'Yes, open it again')
  }

  private async does(word: string, ...yes: string[]): Promise<string> {
    let heard = await this.types(this.place.owner, 'round', word)
    for (const label of yes) if (heard.includes(label)) heard = await this.clicks(this.place.owner, label)
    return heard
  }

  private async types(somebody: Somebody, name: string, word?: string): Promise<string> {
    this.steps.push(`${somebody.mention}: /${name} ${word ?? ''}`)
    return this.hears(await somebody.command(name, word))
  }

  /** Presses a button, if it is in front of them. */
  private async clicks(somebody: Somebody, label: string): Promise<string> {
    this.steps.push(`${somebody.mention}: [${label}]`)
    return this.hears(await somebody.click(label).catch((error: unknown) => `(${error})`))
  }

  private hears(words: string): string {
    this.steps.push(`    ${words.split('\n', 1)[0]}`)
    if (/on our side/.test(words)) this.faults.push(words)
    return words
  }

  private async comes(): Promise<Somebody> {
    this.came += 1
    const somebody = await this.place.person(`Person ${this.came}`)
    this.people.push(somebody)
    return somebody
  }

  private async joins(somebody: Somebody): Promise<void> {
    const heard = await this.types(somebody, 'join')
    if (/Is this still right/.test(heard)) await this.clicks(somebody, 'Yes, join the round')
    else if (/Fill in and join|Country you live in/.test(heard)) {
      const at = this.people.indexOf(somebody)
      const home = HOMES[(at + this.came) % HOMES.length] ?? { country: 'Peru', town: 'Lima' }
      this.hears(await joinTheRound(somebody, { name: `Person ${at}`, ...home }))
    }
  }

  private async leavesRound(somebody: Somebody): Promise<void> {
    const heard = await this.types(somebody, 'leave')
    if (/Do you want to leave/.test(heard)) await this.clicks(somebody, 'Leave the round')
  }

  private async leavesWorkspace(somebody: Somebody): Promise<void> {
    this.steps.push(`${somebody.mention} leaves the workspace`)
    this.people.splice(this.people.indexOf(somebody), 1)
    await this.place.leaves(somebody)
  }

  private async removesChannel(start: string): Promise<void> {
    const seen = await Promise.all([this.place.owner, ...this.people].map((one) => one.channels()))
    const name = seen.flatMap((channels) => Object.keys(channels)).findLast((one) => one.startsWith(start))
    if (name === undefined) return
    this.steps.push(`${name} is removed`)
    await this.place.removesChannel(name).catch((error: unknown) => this.steps.push(`    (${error})`))
  }

  private async makesAnew(): Promise<void> {
    for (let lost = 0; lost < 3; lost += 1) {
      if (!(await this.types(this.place.owner, 'programme')).includes('Make it anew')) return
      await this.clicks(this.place.owner, 'Make it anew')
      await this.settles()
    }
  }

  private async throwsOut(): Promise<void> {
    this.steps.push('the bot is removed')
    this.thrownOut = true
    await this.place.throwsOut()
  }

  private async letsIn(): Promise<void> {
    this.steps.push('the bot is let in')
    this.thrownOut = false
    await this.place.letsIn()
  }

  private async passes(days: number): Promise<void> {
    this.steps.push(`${days} days pass`)
    for (let day = 0; day < days; day += 1) {
      this.place.clock.aheadMs += DAY_MS
      if (day % 3 === 0) await this.place.bot.tick()
    }
    await this.settles()
  }

  private async settles(): Promise<void> {
    if (this.thrownOut) await this.place.bot.tick()
    else await this.place.quiet()
  }

  private async expectPartner(): Promise<void> {
    await this.settles()
    const said = await Promise.all(this.people.slice(-2).map((one) => this.types(one, 'guide')))
    if (!said.some((words) => /You have a partner in Round/.test(words)))
      throw new Error(`nobody of those who came has a partner: ${said.join('\n')}`)
  }
}

/** Takes a walk on one platform. @throws Error that tells the walk, where something went wrong */
export async function localWalk(
  open: (log: LocalWalk['log']) => Promise<Place>,
  seed: number,
): Promise<void> {
  const walk = new LocalWalk(seed)
  const place = await open(walk.log)
  try {
    await walk.begins(place)
    for (let step = 0; step < STEPS; step += 1) await walk.step()
    await walk.wayToARound()
    if (walk.faults.length > 0) throw new Error(walk.faults.join('; '))
  } catch (error) {
    throw new Error(`walk ${seed} on ${place.name}: ${error}\n${walk.steps.join('\n')}`, { cause: error })
  } finally {
    await place.close()
  }
}
