import type { Answer } from '../../chat/answer.ts'
import type { FieldError, OpenForm } from '../../chat/form.ts'
import { type Block, bold, buttons, type Message, text } from '../../chat/message.ts'
import { openId, pickId } from './form-modal.ts'

/** An answer as one message, with the buttons by which a form's pages are opened. */
export function answerMessage(answer: Answer): Message {
  switch (answer.kind) {
    case 'say':
      return answer.message
    case 'form':
      return withButton(answer.card, answer.button, answer.open)
    case 'saved':
      return answer.next ? withButton(answer.message, answer.next.button, answer.next.open) : answer.message
    case 'errors':
      return errorsMessage(answer.card, answer.errors, answer.button, answer.open)
  }
}

/** The form that an answer offers to open, to be kept at hand for the press of its button. */
export function offeredForm(answer: Answer): OpenForm | undefined {
  switch (answer.kind) {
    case 'form':
    case 'errors':
      return answer.open
    case 'saved':
      return answer.next?.open
    default:
      return undefined
  }
}

function withButton(message: Message, label: string, { form, page }: OpenForm): Message {
  const button = buttons({ label, id: openId(page, form.id), style: 'primary' })
  return { ...message, blocks: [...message.blocks, button] }
}

function errorsMessage(
  card: Message,
  errors: readonly FieldError[],
  button: string,
  open: OpenForm,
): Message {
  const fields = open.form.pages[open.page]?.fields ?? []
  const labelOf = (name: string) => fields.find((field) => field.name === name)?.label ?? name
  const wrong: Block = {
    kind: 'list',
    ordered: false,
    items: errors.map(({ field, message }) => [bold(text(labelOf(field))), text(` ${message}`)]),
  }
  const picks = errors.flatMap(({ field, message, choices }): Block[] =>
    choices && choices.length > 0
      ? [
          {
            kind: 'select',
            id: pickId(open.page, field, open.form.id),
            placeholder: message,
            options: choices.slice(0, 25),
          },
        ]
      : [],
  )
  const shown = withButton({ ...card, blocks: [...card.blocks, wrong, ...picks] }, button, open)
  return shown
}
