export type { Answer } from './people/interaction.ts'

import type { Answer } from './people/interaction.ts'
import type { Seen, SeenChannel, SeenMessage, SeenModal } from './people/seen.ts'
import type { Command } from './world/rows.ts'

export interface Waiting {
  /** Wait for the real answer where the application asks for time first; yes where not given. */
  readonly settle?: boolean
  /** For how long, in ms (15,000). */
  readonly within?: number
}

/** Takes to the local Discord what somebody does. */
interface Control {
  call<T>(operation: string, input?: object): Promise<T>
}

/** A person in front of Discord's client. Labels are what they read. */
export class DiscordPerson {
  readonly guild: string
  readonly user: string
  private readonly control: Control
  private readonly channel: string | undefined

  constructor(control: Control, guild: string, user: string, channel?: string) {
    this.control = control
    this.guild = guild
    this.user = user
    this.channel = channel
  }

  /** The same person, in another channel than `general` (by id or name). */
  in(channel: string): DiscordPerson {
    return new DiscordPerson(this.control, this.guild, this.user, channel)
  }

  private do<T>(operation: string, input: object = {}): Promise<T> {
    const { guild, user, channel } = this
    return this.control.call<T>(operation, { guild, user, channel, ...input })
  }

  /** The slash commands that they are offered. */
  commands(): Promise<Command[]> {
    return this.do('commands')
  }

  /** `name` without the slash; with a subcommand `round open`. Options by name. */
  command(
    name: string,
    options: Readonly<Record<string, unknown>> = {},
    waiting: Waiting = {},
  ): Promise<Answer> {
    return this.do('command', { name, options, ...waiting })
  }

  /** What is offered while `typed` stands in an option, as names and values. */
  async complete(
    name: string,
    option: string,
    typed: string,
    options: Readonly<Record<string, unknown>> = {},
  ): Promise<readonly { readonly name: string; readonly value: string | number }[]> {
    const answer = await this.do<Answer>('complete', { name, option, typed, options })
    if (answer.kind === 'choices') return answer.choices
    throw new Error(answer.kind === 'failed' ? answer.why : `answered with ${answer.kind}`)
  }

  /** Clicks the newest button with that label. `where` narrows it to a message, a channel, or a text. */
  click(label: string, where: Where & Waiting = {}): Promise<Answer> {
    return this.do('click', { label, ...where })
  }

  /** Chooses from the newest select, or the newest with that placeholder; values by what is read. */
  select(
    placeholder: string | undefined,
    values: string | readonly string[],
    where: Where & Waiting = {},
  ): Promise<Answer> {
    return this.do('select', {
      ...(placeholder && { label: placeholder }),
      values: [values].flat(),
      ...where,
    })
  }

  /** Fills in the open form by its labels: text, choices (or a list of them), true or false. */
  fill(values: Readonly<Record<string, string | readonly string[] | boolean>>): Promise<SeenModal> {
    return this.do('fill', { values })
  }

  /** Does something of any kind, with a payload that has and lacks what is said. */
  interact(
    app: string,
    odd: { type: number; data?: object; with?: object; without?: readonly string[] },
  ): Promise<Answer> {
    return this.do('interact', { app, ...odd })
  }

  submit(waiting: Waiting = {}): Promise<Answer> {
    return this.do('submit', waiting)
  }

  dismiss(): Promise<void> {
    return this.do('dismiss')
  }

  post(text: string, replyTo?: string): Promise<SeenMessage> {
    return this.do('post', { text, replyTo })
  }

  /** Writes a direct message to a user, such as the bot. */
  dm(to: string, text: string): Promise<SeenMessage> {
    return this.do('dm', { to, text })
  }

  react(message: string, emoji: string, on = true): Promise<void> {
    return this.do('react', { message, emoji, on })
  }

  leave(): Promise<void> {
    return this.do('leave')
  }

  nick(nick: string | null): Promise<void> {
    return this.do('nick', { nick })
  }

  /** Whether they take direct messages. */
  dms(open: boolean): Promise<void> {
    return this.do('dms', { open })
  }

  /** All that they can see now; the newest `limit` messages of each channel (50). */
  sees(limit?: number): Promise<Seen> {
    return this.do('sees', { limit })
  }

  /** The channel of that name or id, if they can see one. */
  async seesChannel(name: string): Promise<SeenChannel | undefined> {
    const { channels } = await this.sees()
    return channels.find((channel) => channel.name === name || channel.id === name)
  }

  /** Resolves when something is new for them after `seq`, or after `ms`. */
  wait(
    seq: number,
    ms?: number,
  ): Promise<{ seq: number; news: { seq: number; t: string; channel: string | null }[] }> {
    return this.do('wait', { after: seq, ms })
  }

  /** Looks again whenever something is new, until `enough` says so. Throws after `ms` (10,000). */
  async waitFor<T>(enough: (seen: Seen) => T | undefined | false | null, ms = 10_000): Promise<T> {
    const until = Date.now() + ms
    for (;;) {
      const seen = await this.sees()
      const result = enough(seen)
      if (result !== undefined && result !== false && result !== null) return result
      if (Date.now() >= until) throw new Error(`${this.user} did not see it within ${ms} ms`)
      await this.wait(seen.seq, Math.max(until - Date.now(), 1))
    }
  }
}

export interface Where {
  readonly message?: string
  readonly channel?: string
  /** Only in messages that say this. */
  readonly saying?: string
}
