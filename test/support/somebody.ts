import { unmarked } from '../../src/chat/isolate.ts'
import type { Answer, DiscordPerson } from '../../src/sandbox/discord/person.ts'
import { LABELS } from '../../src/sandbox/labels.ts'
import type { SlackPerson } from '../../src/sandbox/slack/client.ts'
import { read } from '../../src/sandbox/slack/labels.ts'

/** Somebody in front of either platform, by what they type, press and read. */
export interface Somebody {
  /** As somebody else types them into a command. */
  readonly mention: string
  /** The same person, whose words pass by as they come, with the marks that nobody sees; `heard` gives what is read. */
  reading(heard: (raw: string) => string): Somebody
  /** Types a command (by its name on Discord) and reads the private answer, or the opened form's labels. */
  command(name: string, step?: string, text?: string): Promise<string>
  click(label: string): Promise<string>
  /** Chooses something by its words, in the select with that placeholder; on Discord in the newest where it is empty. */
  choose(placeholder: string, words: string): Promise<string>
  /** Opens the form that `button` promises (Slack has opened it already, if the bot was quick). */
  openForm(button: string): Promise<void>
  fill(fields: Readonly<Record<string, string | readonly string[]>>): Promise<void>
  /** Submits; what is read then: the answer, or what is wrong. */
  submit(): Promise<string>
  /** All that the bot said in channels they see, by channel name. */
  channels(): Promise<Readonly<Record<string, readonly string[]>>>
}

export function onSlack(person: SlackPerson, heard = unmarked): Somebody {
  const NAMES: Readonly<Record<string, string>> = {
    join: 'join-round',
    leave: 'leave-round',
    topic: 'this-month',
  }
  /** The private answer, or the form that has opened instead. */
  const answer = async () => heard(read(await person.answer(LABELS.moment, 15_000)))
  return {
    mention: `<@${person.user}>`,
    reading: (through) => onSlack(person, through),
    async command(name, step = '', text = '') {
      // Nobody types a command with a modal in front of them.
      await person.close(true)
      await person.command(`/${NAMES[name] ?? name}`, `${step} ${text}`.trim())
      return answer()
    },
    async click(label) {
      await person.click(label)
      return answer()
    },
    async choose(placeholder, words) {
      await person.click(placeholder, words)
      return answer()
    },
    async openForm(button) {
      if ((await person.sees()).views.length === 0) await this.click(button)
      await person.modal(15_000)
    },
    fill: (fields) => person.fill(fields),
    async submit() {
      const outcome = await person.submit()
      if (outcome.errors)
        return heard(
          Object.entries(outcome.errors)
            .map(([field, error]) => `${field}: ${error}`)
            .join('\n'),
        )
      return answer()
    },
    async channels() {
      const seen = await person.sees()
      return Object.fromEntries(
        seen.channels.map(({ name, messages }) => [
          name,
          messages.filter(({ app }) => app !== '').map(({ blocks }) => heard(read(blocks))),
        ]),
      )
    },
  }
}

export const plain = (text: string) =>
  text
    .replace(/\\(.)/g, '$1')
    .replace(/^(#+|-#) /gm, '')
    .replace(/\*\*/g, '')

/** @param person by their id: nobody is mentioned by name */
export function onDiscord(person: DiscordPerson, heard = unmarked): Somebody {
  const words = (answer: Answer): string => {
    if (answer.kind === 'message') {
      const { text, buttons, selects } = answer.message
      return heard(
        [
          plain(text),
          ...buttons.map(({ label }) => label),
          ...selects.flatMap(({ options }) => options.map(({ label }) => label)),
        ].join('\n'),
      )
    }
    if (answer.kind === 'modal') return heard(answer.modal.fields.map(({ label }) => label).join('\n'))
    return JSON.stringify(answer)
  }
  return {
    mention: `<@${person.user}>`,
    reading: (through) => onDiscord(person, through),
    async command(name, step, text) {
      return words(await person.command(name, { ...(step ? { do: step } : {}), ...(text ? { text } : {}) }))
    },
    async click(label) {
      return words(await person.click(label))
    },
    async choose(placeholder, chosen) {
      return words(await person.select(placeholder || undefined, chosen))
    },
    async openForm(button) {
      await person.click(button)
    },
    async fill(fields) {
      const lines = Object.entries(fields).map(([label, value]) => [label, value] as const)
      const modal = (await person.sees()).modal
      const typed = Object.fromEntries(
        lines.map(([label, value]) => {
          const field = modal?.fields.find((one) => one.label === label)
          return [label, field?.type === 4 && typeof value !== 'string' ? value.join(', ') : value]
        }),
      )
      await person.fill(typed)
    },
    async submit() {
      return words(await person.submit())
    },
    async channels() {
      const seen = await person.sees()
      return Object.fromEntries(
        seen.channels.map(({ name, messages }) => [name, messages.map(({ text }) => heard(plain(text)))]),
      )
    },
  }
}
