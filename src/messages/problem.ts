import { type Message, paragraph } from '../chat/message.ts'
import type { Problem } from '../programme/problem.ts'
import type { Voice } from './voice.ts'

/** Why something cannot be had, and what to do about it. */
export function problemMessage(problem: Problem, voice: Voice): Message {
  const key = `problem.${problem.code}` as const
  return { summary: voice.text(key, problem.facts), blocks: [paragraph(...voice.rich(key, problem.facts))] }
}

/** Something broke on our side. The reference finds it in the log. */
export function failureMessage(reference: string, voice: Voice): Message {
  const children = voice.rich('failed.reference', { reference })
  return { summary: voice.text('failed.reference', { reference }), blocks: [paragraph(...children)] }
}

/** One sentence as a message. */
export function sentence(key: Parameters<Voice['rich']>[0], voice: Voice, values = {}): Message {
  return { summary: voice.text(key, values), blocks: [paragraph(...voice.rich(key, values))] }
}
