import { expect, it } from 'vitest'
import { createBell } from '../../src/outbox/bell.ts'

it('wakes one who waits, and one who only comes to wait after it rang', async () => {
  const bell = createBell()
  const waiting = bell.wait(60_000)
  bell.ring()
  await waiting
  bell.hush()
  bell.ring()
  await bell.wait(60_000)
})

it('lets wait on whoever was told to forget what rang before', async () => {
  const bell = createBell()
  bell.ring()
  bell.hush()
  const began = performance.now()
  await bell.wait(30)
  expect(performance.now() - began).toBeGreaterThan(20)
})
