import { expect } from 'vitest'
import type { Message } from '../../../src/chat/message.ts'
import { renderMessage } from '../../../src/platforms/discord/render.ts'
import { messageComponents } from '../../../src/sandbox/discord/rest/component-tree.ts'
import { object, read } from '../../../src/sandbox/discord/rest/shape.ts'
import { problemsWith } from './spec.ts'

/** Renders a message as a post and as a private answer, and throws where Discord would take one of them for wrong. */
export function rendered(message: Message) {
  const { files, ...answer } = renderMessage(message, { ephemeral: true })
  const { files: _, ...post } = renderMessage(message, { mark: 7 })
  const names = new Set(files.map(({ name }) => name))
  for (const { components } of [answer, post]) {
    read(object({}, { components: messageComponents(true, names) }), { components })
  }
  expect(problemsWith('MessageCreateRequest', post)).toEqual([])
  expect(problemsWith('IncomingWebhookInteractionRequest', answer)).toEqual([])
  return { answer, post, texts: textsIn(post.components) }
}

/** All that text components say, in order. */
export function textsIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(textsIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, content, components } = node as { type?: number; content?: string; components?: unknown }
  return [...(type === 10 && content !== undefined ? [content] : []), ...textsIn(components)]
}
