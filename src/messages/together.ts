import { type Inline, text } from '../chat/message.ts'

/** Whole sentences one after the other, as one paragraph; what is empty is left out. */
export function together(...sentences: readonly (readonly Inline[])[]): Inline[] {
  return sentences
    .filter((one) => one.length > 0)
    .flatMap((one, index) => [...(index === 0 ? [] : [text(' ')]), ...one])
}
