import type { Channel, Message } from './state.ts'

/** Where the message with this `ts` stands; below zero, `-1 - position` is where it would stand. */
export function positionOf(messages: readonly Message[], ts: string): number {
  let low = 0
  let high = messages.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const there = messages[middle]?.ts ?? ''
    if (there === ts) return middle
    if (there < ts) low = middle + 1
    else high = middle - 1
  }
  return -1 - low
}

export const messageAt = (channel: Channel, ts: string): Message | undefined =>
  channel.messages[positionOf(channel.messages, ts)]
