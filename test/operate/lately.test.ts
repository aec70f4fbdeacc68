import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { lately } from '../../src/operate/lately.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const OPTIONS = { servesMs: 1_000, patienceMs: 5_000, givenUpMs: 30_000 }

it('asks once for all who ask at once, and once a second for whoever goes on', async () => {
  let asked = 0
  const ask = lately(async () => ++asked, OPTIONS)
  expect(new Set(await Promise.all(Array.from({ length: 1_000 }, ask)))).toEqual(new Set([1]))
  await vi.advanceTimersByTimeAsync(999)
  expect(await ask()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(await ask()).toBe(2)
})

it('tells the truth a second after it changed', async () => {
  let well = true
  const ask = lately(async () => (well ? true : Promise.reject(new Error('away'))), OPTIONS)
  expect(await ask()).toBe(true)
  well = false
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await ask()).toBeUndefined()
  well = true
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await ask()).toBe(true)
})

it('waits for an answer no longer than it may, and asks no second question meanwhile', async () => {
  let asked = 0
  const ask = lately(() => {
    asked += 1
    return new Promise<boolean>(() => undefined)
  }, OPTIONS)
  const first = ask()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await first).toBeUndefined()
  const others = Promise.all(Array.from({ length: 100 }, ask))
  await vi.advanceTimersByTimeAsync(1)
  expect(new Set(await others)).toEqual(new Set([undefined]))
  expect(asked).toBe(1)
  await vi.advanceTimersByTimeAsync(25_000)
  void ask()
  expect(asked).toBe(2)
  await vi.runAllTimersAsync()
})
