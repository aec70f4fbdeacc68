import { describe, expect, it } from 'vitest'
import { passed, passing } from '../../src/stage/standing.ts'

const at = Date.UTC(2026, 2, 14, 9)

describe('time that passes', () => {
  it.each([
    [0, 0, 'It is 14 March 2026; nothing was due yet.'],
    [7, 12, 'It is 14 March 2026; 7 of 12 that were due have gone out.'],
  ])('says how much of what was due went out: %d of %d', (out, due, words) => {
    expect(passing({ at, due, out })).toBe(words)
  })

  it.each([
    [0, 0, 'It is 14 March 2026 now: nothing was due in that time.'],
    [1, 1, 'It is 14 March 2026 now: one message or channel was due, and went out.'],
    [12, 12, 'It is 14 March 2026 now: 12 messages and channels were due, and all went out.'],
    [11, 12, 'It is 14 March 2026 now: of 12 messages and channels that were due, 11 went out.'],
  ])('says in the end what it brought: %d of %d', (out, due, words) => {
    expect(passed({ at, due, out })).toBe(words)
  })
})
