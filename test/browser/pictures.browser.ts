import { randomBytes } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './axe.ts'
import { openWindow, type Window } from './browser.ts'
import { FEW, fontsAreThere, otherThan, pixelsApart, small } from './pictures.ts'
import { createPlayer, type Player } from './player.ts'
import { readPng } from './png.ts'
import { RECORDED, type Recording } from './recording.ts'

const WIDE = { width: 1440, height: 900 }
const TELEPHONE = { width: 390, height: 844 }

let window: Window
let player: Player
let wire: CDPSession

beforeAll(async () => {
  fontsAreThere()
  window = await openWindow(WIDE)
  player = await createPlayer(window.page)
  wire = await window.page.context().newCDPSession(window.page)
})
afterAll(async () => {
  await window?.close()
  await player?.close()
})

describe.each(RECORDED)('the page at %s', (name) => {
  it.each([WIDE, TELEPHONE])('looks as it did, $width wide', async (size) => {
    const { page } = window
    await page.setViewportSize(size)
    await player.show(name)
    const other: (string | undefined)[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await player.drawn()
      other.push(await otherThan(`${name}-${size.width}-${colorScheme}`, page, wire))
    }
    expect(other.filter(Boolean)).toEqual([])
  })

  it('keeps nobody from using it, under the pointer neither', async () => {
    const { page } = window
    await page.setViewportSize(WIDE)
    await player.show(name)
    expect(await violations(page)).toEqual([])
    const main = page.locator('.button.primary').filter({ visible: true }).last()
    if ((await main.count()) === 0) return
    await main.hover()
    expect(await violations(page, '.button.primary:hover')).toEqual([])
  })
})

describe('a picture', () => {
  it('is another one where a button has another colour, and the same where nothing has changed', async () => {
    const { page } = window
    await page.setViewportSize(WIDE)
    await player.show('pair')
    const picture = async () => readPng(await small(page, wire))
    const before = await picture()
    expect(pixelsApart(before, await picture())).toBe(0)
    await page.evaluate("document.querySelector('.next a.button.primary').style.background = 'seagreen'")
    expect(pixelsApart(before, await picture())).toBeGreaterThanOrEqual(FEW)
  })

  it('is read as it was written, whichever way its rows were', () => {
    const [width, height] = [7, 10]
    const rgb = new Uint8Array(randomBytes(width * height * 3))
    expect(readPng(asPng(width, height, rgb)).rgb).toEqual(rgb)
  })
})

describe('somebody with a very long name', () => {
  const LONG = `Bartholomäus${'Maximilian'.repeat(6)}LongestName`

  it.each([WIDE, TELEPHONE])('stays inside, $width wide', async (size) => {
    const { page } = window
    await page.setViewportSize(size)
    await player.show('pair', withNames(LONG))
    const beyond = `[...document.querySelectorAll('.pane .channel-head, .pane .channel-head > *, .message, .author')]
      .filter((node) => node.getBoundingClientRect().right > node.closest('.pane').getBoundingClientRect().right + 0.5)
      .map((node) => node.className)`
    expect(await page.locator('.who strong').first().textContent()).toBe(LONG)
    expect(await page.evaluate(beyond)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width)
  })
})

/** The same, but both partners are called so. */
const withNames =
  (name: string) =>
  (recorded: Recording): Recording => {
    const data = (wanted: string) => recorded.told.find(([event]) => event === wanted)?.[1]
    const { pair } = data('stage') as { pair: { person: string }[] }
    const { places } = data('places') as { places: { people: { id: string; name: string }[] }[] }
    const both = places
      .flatMap(({ people }) => people)
      .filter(({ id }) => pair.some(({ person }) => person === id))
    const text = both.reduce(
      (all, one) => all.replaceAll(`"${one.name}"`, `"${name}"`),
      JSON.stringify(recorded),
    )
    return JSON.parse(text) as Recording
  }

/** Each row by another of the five ways. */
function asPng(width: number, height: number, rgb: Uint8Array): Buffer {
  const row = width * 3
  const at = (x: number, y: number) => (x < 0 || y < 0 ? 0 : rgb[y * row + x]!)
  const lines = Array.from({ length: height }, (_, y) => {
    const bytes = Array.from({ length: row }, (_, x) => {
      const [left, above, corner] = [at(x - 3, y), at(x, y - 1), x < 3 ? 0 : at(x - 3, y - 1)]
      const [a, b, c] = [
        Math.abs(above - corner),
        Math.abs(left - corner),
        Math.abs(left + above - 2 * corner),
      ]
      const nearest = a <= b && a <= c ? left : b <= c ? above : corner
      const guess = [0, left, above, (left + above) >> 1, nearest][y % 5]!
      return (rgb[y * row + x]! - guess) & 255
    })
    return Buffer.from([y % 5, ...bytes])
  })
  const chunk = (name: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(lines)))])
}
