import type { Answer } from '../chat/answer.ts'
import type { Form } from '../chat/form.ts'
import type { Message } from '../chat/message.ts'
import type { Voice } from '../messages/voice.ts'

/** What is said once pages (from 0) of a form are saved, with the next one at hand where it has not been asked. */
export async function savedPage(
  voice: Voice,
  message: Message,
  pages: readonly number[],
  all: number,
  form: () => Form | Promise<Form>,
): Promise<Answer> {
  const next = Math.max(...pages) + 1
  if (next >= all) return { kind: 'saved', message }
  const button = voice.text('form.next', { page: next + 1, pages: all })
  return { kind: 'saved', message, next: { open: { form: await form(), page: next }, button } }
}
