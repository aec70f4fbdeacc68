import { type Logger, pino } from 'pino'
import type { Answer } from '../../src/chat/answer.ts'
import { type Message, plain } from '../../src/chat/message.ts'
import type { Round } from '../../src/database/generated/client.ts'
import { createInbound } from '../../src/interactions/dispatch.ts'
import { createSealer } from '../../src/interactions/seal.ts'
import type { Inbound, PlatformName } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { registry } from '../../src/registry.ts'
import type { PostOffice } from '../support/post-office.ts'
import type { Place } from './outside.ts'
import { Visited } from './visited.ts'

/** A button that somebody was shown, or a select, with what can be chosen. */
interface Button {
  readonly user: string
  readonly label: string
  readonly id: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** The id of the round that there was then. */
  readonly round: string | undefined
}

/** What somebody was answered: in words, with what can be pressed, and the reason where it was a refusal. */
export interface Heard {
  readonly words: string
  readonly buttons: readonly string[]
  readonly refusal: string | undefined
}

/** Who can do something: their id, and where. */
export interface Somebody {
  readonly user: string
  readonly place: Place
}

/** People who type, press and read; what they read is looked at, too. */
export abstract class Speaking {
  /** What was done, to be told where a walk goes wrong. */
  readonly steps: string[] = []
  /** What went wrong on our side, and what did not hold. */
  readonly faults: string[] = []
  readonly visited = new Visited()
  protected inbound!: Readonly<Record<PlatformName, Inbound>>
  private readonly shown: Button[] = []
  private refusal: string | undefined
  /** Those who were told that they have left, and have not joined since. */
  readonly left = new Set<string>()

  /** The round that is not closed. */
  abstract round(): Promise<Round | null>

  /** What people do is taken to the bot. */
  protected connects(desk: Desk, office: PostOffice): void {
    const sealer = createSealer('a secret for tests')
    const on = (platform: PlatformName) =>
      createInbound({
        desk,
        platform: office.platforms[platform],
        registry,
        sealer,
        log: this.log(),
        topics: [],
        refreshHomes: () => undefined,
        linkTo: () => undefined,
        reach: ({ platform: kind }) => office.platforms[kind],
      })
    this.inbound = { slack: on('slack'), discord: on('discord') }
  }

  types(somebody: Somebody, name: string, word?: string, text?: string): Promise<Heard> {
    this.steps.push(`${somebody.user}: /${[name, word, text].filter(Boolean).join(' ')}`)
    const input = { ...(word === undefined ? {} : { do: word }), ...(text === undefined ? {} : { text }) }
    const { platform } = somebody.place
    return this.hears(somebody, () => this.inbound[platform].command(this.actor(somebody), name, input))
  }

  /**
   * Presses the button that they were shown last of those that say this, or chooses what is called so in the last such
   * select; undefined where there is none.
   */
  async presses(somebody: Somebody, label: string, chosen?: string): Promise<Heard | undefined> {
    const button = this.shown.findLast((one) => one.user === somebody.user && one.label === label)
    return button && this.pressed(somebody, button, chosen)
  }

  /** Presses each of the last buttons that say this. */
  async pressesAll(somebody: Somebody, label: string, count: number): Promise<void> {
    const all = this.shown.filter((one) => one.user === somebody.user && one.label === label)
    for (const button of all.slice(-count)) await this.pressed(somebody, button)
  }

  /** Presses any button that they were ever shown. */
  async pressesAny(somebody: Somebody, random: () => number): Promise<void> {
    const theirs = this.shown.filter(({ user }) => user === somebody.user)
    const button = theirs[Math.floor(random() * theirs.length)]
    if (button) await this.pressed(somebody, button)
  }

  /** Opens a form by a command, fills it in, and sends it. */
  async fills(
    somebody: Somebody,
    name: string,
    word: string,
    values: Record<string, string>,
  ): Promise<Heard> {
    this.steps.push(`${somebody.user}: /${name} ${word} ${JSON.stringify(values)}`)
    const inbound = this.inbound[somebody.place.platform]
    const shown = await inbound.command(this.actor(somebody), name, { do: word })
    if (shown.kind !== 'form') throw new Error(`/${name} ${word} opens no form`)
    const { form } = shown.open
    const pages = form.pages.map((_page, at) => at)
    return this.hears(somebody, () => inbound.form(this.actor(somebody), form.id, pages, values))
  }

  /** Presses a button: one that was shown with another round there does nothing to this one. */
  private async pressed(somebody: Somebody, button: Button, chosen?: string): Promise<Heard> {
    const { id, label, options } = button
    const organises = /ORG|MAN/.test(somebody.user)
    const before = organises ? await this.round() : null
    const old = organises && button.round !== before?.id
    this.steps.push(`${somebody.user}: [${label}] ${chosen ?? ''}${old ? ' (old)' : ''}`)
    const { platform } = somebody.place
    const values = options.filter((one) => chosen === undefined || one.label.includes(chosen))
    const first = values.slice(0, 1).map(({ value }) => value)
    const heard = await this.hears(somebody, () =>
      this.inbound[platform].action(this.actor(somebody), id, first),
    )
    const after = old ? await this.round() : before
    if (old && (after?.id !== before?.id || after?.state !== before?.state))
      this.faults.push(`“${label}” of another round led from ${before?.state} to ${after?.state}`)
    return heard
  }

  private async hears({ user }: Somebody, asked: () => Promise<Answer>): Promise<Heard> {
    this.refusal = undefined
    const answer = await asked()
    const message = 'message' in answer ? answer.message : answer.card
    this.steps.push(`    ${message.summary}`)
    const buttons = message.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    // What organisers press is about a round, and that one alone.
    const round = /ORG|MAN/.test(user) && buttons.length > 0 ? (await this.round())?.id : undefined
    for (const button of buttons)
      if ('id' in button) this.shown.push({ user, label: button.label, id: button.id, options: [], round })
    for (const block of message.blocks)
      if (block.kind === 'select') this.shown.push({ ...block, user, label: block.placeholder, round })
    const heard = {
      words: inWords(message),
      buttons: buttons.map(({ label }) => label),
      refusal: this.refusal,
    }
    if (/You have left Round/.test(heard.words)) this.left.add(user)
    if (/^You are in Round/.test(heard.words)) this.left.delete(user)
    if (heard.refusal) this.visited.note(`refused: ${heard.refusal}`)
    if (heard.refusal && !leadsOn(heard)) this.faults.push(`nothing leads on from “${message.summary}”`)
    return heard
  }

  private actor({ user, place }: Somebody) {
    const name = user
    const who = { workspace: place.externalId, workspaceName: place.externalId, user, name, locale: 'en' }
    return { ...who, manages: user.endsWith('MAN') }
  }

  private log(): Logger {
    const log = pino({ level: 'silent' })
    log.error = (facts: unknown) => {
      this.faults.push(String((facts as { err?: unknown }).err ?? facts))
    }
    log.info = (facts: unknown) => {
      this.refusal = (facts as { problem?: string }).problem
    }
    return log
  }
}

/** Whether somebody who was refused something can press a button, or is named a command. */
const leadsOn = ({ words, buttons }: Heard): boolean => buttons.length > 0 || words.includes('/command')

/** All that is read in a message. */
function inWords({ summary, blocks }: Message): string {
  const words = blocks.flatMap((block): string[] => {
    if (block.kind === 'heading') return [block.text]
    if (block.kind === 'list') return block.items.map(plain)
    if (block.kind === 'fields') return block.fields.map(({ label, value }) => `${label}: ${plain(value)}`)
    return 'children' in block ? [plain(block.children)] : []
  })
  return [summary, ...words].join('\n')
}
