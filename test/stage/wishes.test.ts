import { describe, expect, it } from 'vitest'
import { createWishes } from '../../src/stage/wishes.ts'

describe('what visitors of the page wish for', () => {
  it('comes to whoever waits for it, once', async () => {
    const wishes = createWishes()
    expect(wishes.hear({ wish: 'close' })).toBe(false)
    const wanted = wishes.next(['close', 'go-on'])
    expect(wishes.offered()).toEqual(['close', 'go-on'])
    expect(wishes.hear({ wish: 'publish' })).toBe(false)
    expect(wishes.hear({ wish: 'close' })).toBe(true)
    expect(wishes.hear({ wish: 'close' })).toBe(false)
    expect(await wanted).toBe('close')
    expect(wishes.offered()).toEqual([])
  })

  it('is waited for no longer than was said, or than there is something to wait for', async () => {
    const wishes = createWishes()
    expect(await wishes.next(['close'], { until: Date.now() })).toBeUndefined()
    expect(await wishes.next(['close'], { over: async () => true })).toBeUndefined()
    expect(wishes.offered()).toEqual([])
  })

  it('fails with what is looked at', async () => {
    const wishes = createWishes()
    const lost = wishes.next(['close'], { over: () => Promise.reject(new Error('the database is gone')) })
    await expect(lost).rejects.toThrow('the database is gone')
  })
})
