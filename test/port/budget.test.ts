import { describe, expect, test } from 'vitest'
import { createBudget } from '../../src/port/budget.ts'

const quota = { key: 'create', perMinute: 20, burst: 3 }

function clocked(scale = 1) {
  let now = 1_000_000
  const budget = createBudget({ wall: () => now, scale })
  return { budget, pass: (ms: number) => (now += ms), now: () => now }
}

describe('a budget', () => {
  test('lets a burst go, then one at a time', () => {
    const { budget, pass } = clocked()
    const waits = Array.from({ length: 4 }, () => budget.take([quota], 10_000))
    expect(waits).toEqual([0, 0, 0, 3_000].map((inMs) => ({ kind: 'go', inMs })))
    pass(60_000)
    expect(budget.take([quota], 0)).toEqual({ kind: 'go', inMs: 0 })
  })

  test('says how much room is left, and when there is all of it again', () => {
    const { budget, pass, now } = clocked()
    expect(budget.room(quota)).toEqual({ left: 3, fullAt: now() })
    for (let turn = 0; turn < 5; turn += 1) budget.take([quota], 60_000)
    expect(budget.room(quota)).toEqual({ left: -2, fullAt: now() + 15_000 })
    pass(6_000)
    expect(budget.room(quota).left).toBe(0)
  })

  test('never lets more go than its rate allows, whatever the pattern', () => {
    const { budget, pass, now } = clocked()
    const went: number[] = []
    for (let turn = 0; turn < 400; turn += 1) {
      const slot = budget.take([quota], 2_000)
      if (slot.kind === 'go') went.push(now() + slot.inMs)
      pass((turn * 7_919) % 1_500)
    }
    for (const at of went) {
      const withinMinute = went.filter((other) => other >= at && other < at + 60_000).length
      expect(withinMinute).toBeLessThanOrEqual(quota.perMinute + quota.burst)
    }
  })

  test('sends a crowd away to times of their own, and keeps its word', () => {
    const { budget, pass } = clocked()
    for (let taken = 0; taken < 3; taken += 1) budget.take([quota], 0)
    const sent = ['a', 'b', 'c'].map((ticket) => budget.take([quota], 1_000, ticket))
    expect(sent).toEqual([3_000, 6_000, 9_000].map((after) => ({ kind: 'later', at: 1_000_000 + after })))
    // Asking early changes nothing, and nobody is overtaken.
    expect(budget.take([quota], 1_000, 'b')).toEqual(sent[1])
    expect(budget.take([quota], 1_000, 'd')).toEqual({ kind: 'later', at: 1_012_000 })
    pass(6_000)
    expect(budget.take([quota], 1_000, 'b')).toEqual({ kind: 'go', inMs: 0 })
    expect(budget.take([quota], 1_000, 'b')).toEqual({ kind: 'later', at: 1_015_000 })
  })

  test('without a ticket nothing is kept', () => {
    const { budget } = clocked()
    for (let taken = 0; taken < 3; taken += 1) budget.take([quota], 0)
    expect(budget.take([quota], 0)).toEqual(budget.take([quota], 0))
  })

  test('waits for the fullest of several quotas', () => {
    const { budget } = clocked()
    const channel = { key: 'channel', perMinute: 60, burst: 1 }
    expect(budget.take([channel, quota], 0)).toEqual({ kind: 'go', inMs: 0 })
    expect(budget.take([channel, quota], 5_000)).toEqual({ kind: 'go', inMs: 1_000 })
    expect(budget.take([{ ...channel, key: 'other' }, quota], 0)).toEqual({ kind: 'go', inMs: 0 })
  })

  test('holds a key for as long as the platform says, tickets included', () => {
    const { budget, pass } = clocked()
    for (let taken = 0; taken < 3; taken += 1) budget.take([quota], 0)
    budget.take([quota], 0, 'a')
    budget.hold('create', 1_030_000)
    expect(budget.take([quota], 0, 'a')).toEqual({ kind: 'later', at: 1_030_000 })
    pass(30_000)
    expect(budget.take([quota], 0, 'a')).toEqual({ kind: 'go', inMs: 0 })
  })

  test('runs faster where the platform does', () => {
    const { budget } = clocked(100)
    for (let taken = 0; taken < 3; taken += 1) budget.take([quota], 0)
    expect(budget.take([quota], 100)).toEqual({ kind: 'go', inMs: 30 })
  })

  test('remembers what still matters, of however many keys', () => {
    const { budget, pass } = clocked()
    const each = Array.from({ length: 5_002 }, (_, n) => ({ key: `key ${n}`, perMinute: 1, burst: 1 }))
    const kinds = () => new Set(each.map((one) => budget.take([one], 0).kind))
    expect(kinds()).toEqual(new Set(['go']))
    expect(kinds()).toEqual(new Set(['later']))
    pass(60_000)
    expect(kinds()).toEqual(new Set(['go']))
  })

  /** A crowd that was sent away, the last of whom may go after so long, ms. */
  function crowded() {
    const { budget, pass } = clocked()
    const fast = { key: 'fast', perMinute: 60_000, burst: 1 }
    budget.take([fast], 0)
    for (let n = 1; n <= 5_002; n += 1) budget.take([fast], 0, `ticket ${n}`)
    return { budget, pass, fast, longest: 5_002, last: 'ticket 5002' }
  }

  test.each([
    ['keeps a place for five minutes for whoever has it', 299_999, 1],
    ['forgets it then, where there are many: a new one counts', 300_000, 0],
  ])('%s', (_what, afterMs, left) => {
    const { budget, pass, fast, longest, last } = crowded()
    pass(longest + afterMs)
    expect(budget.take([fast], 0, last)).toEqual({ kind: 'go', inMs: 0 })
    expect(budget.room(fast).left).toBe(left)
  })
})
