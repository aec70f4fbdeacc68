import { type Answer, say } from '../../src/chat/answer.ts'
import type { Form } from '../../src/chat/form.ts'
import { type Message, paragraph, text } from '../../src/chat/message.ts'
import { createMarks } from '../../src/port/marks.ts'
import type { Inbound } from '../../src/port/platform.ts'

/** A bot that says what a test tells it to, for trying an adapter alone. */
export const marks = createMarks('a secret of the tests')

export const line = (words: string): Message => ({ summary: words, blocks: [paragraph(text(words))] })

export const FORM: Form = {
  id: 'profile~sealed',
  title: 'Your profile',
  submit: 'Save',
  pages: [
    {
      title: 'You',
      intro: 'As others will see it.',
      fields: [
        { kind: 'line', name: 'name', label: 'Name', required: true, min: 2, max: 80, value: 'Ada' },
        {
          kind: 'look-up',
          name: 'country',
          label: 'Country',
          required: true,
          source: 'country',
          many: false,
          chosen: [],
        },
      ],
    },
    {
      title: 'Your wishes',
      fields: [
        {
          kind: 'choices',
          name: 'interests',
          label: 'Interests',
          required: false,
          max: 3,
          options: [
            { value: 'maps', label: 'Maps' },
            { value: 'music', label: 'Music' },
          ],
          values: ['maps'],
        },
        { kind: 'paragraph', name: 'about', label: 'About you', required: false, max: 500 },
      ],
    },
  ],
}
export const ask: Extract<Answer, { kind: 'form' }> = {
  kind: 'form',
  open: { form: FORM, page: 0 },
  card: line('A form waits.'),
  button: 'Fill in',
}

/** What the bot would answer; a test replaces the parts it is about. */
export function scripted(parts: Partial<Inbound> = {}): Inbound {
  const nothing = async (): Promise<Answer> => say(line('nothing'))
  return {
    command: nothing,
    action: nothing,
    form: nothing,
    reopen: nothing,
    suggest: async () => [],
    home: async () => undefined,
    left: async () => {},
    happened: async () => {},
    ...parts,
  }
}
