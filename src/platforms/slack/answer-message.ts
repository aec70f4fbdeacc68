import type { AdapterWords } from '../../chat/adapter-words.ts'
import type { Answer } from '../../chat/answer.ts'
import { type OpenForm, pageIn } from '../../chat/form.ts'
import type { Message } from '../../chat/message.ts'
import { stepsOf, stepWith } from './form-steps.ts'

/** The action id of a button that asks for a form again; the form's page and id follow. */
const REOPEN = 'reopen'

/** A card with the button that asks for its form. */
export function withButton(card: Message, open: OpenForm, label: string): Message {
  const id = `${REOPEN}:${open.page}:${open.form.id}`
  return {
    ...card,
    blocks: [...card.blocks, { kind: 'buttons', buttons: [{ label, id, style: 'primary' }] }],
  }
}

/** What is said once something was done, with the button for what is asked next. */
export function told(given: Extract<Answer, { kind: 'say' | 'saved' }>, words: AdapterWords): Message {
  const open = given.kind === 'saved' ? given.next?.open : undefined
  if (!open) return given.message
  const steps = stepsOf(open.form)
  return withButton(given.message, open, words.next(stepWith(open.page, steps) + 1, steps.length))
}

/** What a button of such a card asks for. */
export function reopened(id: string): { page: number; form: string } | undefined {
  const found = /^reopen:(\d+):(.+)$/s.exec(id)
  const page = pageIn(found?.[1])
  return page === undefined || found?.[2] === undefined ? undefined : { page, form: found[2] }
}
