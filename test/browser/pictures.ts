/**
 * Small pictures of the page: a pixel of them is eight by eight of it, in which a letter drawn otherwise is little and a
 * button of another colour is much.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { CDPSession, Page } from 'playwright-core'
import { type Picture, readPng } from './png.ts'

const STORED = fileURLToPath(new URL('./pictures/', import.meta.url))
/** The fonts that Debian has wherever it has Chromium: with others, words take another room. */
const FONTS = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'
const SCALE = 1 / 8
/** Of 255, in a channel: from here on a pixel is another one. */
const FAR = 28
/** So many other pixels are a word drawn otherwise by another Chromium, and less than the smallest button. */
export const FEW = 16

/** @throws Error where pictures could not be compared with the stored ones */
export function fontsAreThere(): void {
  if (existsSync(FONTS)) return
  throw new Error(`${FONTS} is missing, in which the pictures are drawn: apt-get install fonts-dejavu-core`)
}

/** Takes a small picture of what the page shows now. */
export async function small(page: Page, wire: CDPSession): Promise<Buffer> {
  const { width, height } = page.viewportSize()!
  const clip = { x: 0, y: 0, width, height, scale: SCALE }
  const { data } = await wire.send('Page.captureScreenshot', { format: 'png', clip })
  return Buffer.from(data, 'base64')
}

/**
 * What does not look as it did, in a line; nothing where it does. `PICTURES=renew` keeps it as it is now, to be looked at
 * before it is committed, and `SCREENSHOTS=FOLDER` keeps the whole of it there.
 */
export async function otherThan(name: string, page: Page, wire: CDPSession): Promise<string | undefined> {
  const { SCREENSHOTS: folder, PICTURES: wish } = process.env
  const stored = `${STORED}${name}.png`
  if (folder) writeFileSync(`${folder}/${name}.png`, await page.screenshot())
  const now = await small(page, wire)
  if (wish === 'renew') {
    mkdirSync(STORED, { recursive: true })
    writeFileSync(stored, now)
    return undefined
  }
  if (!existsSync(stored)) return `${name}: there is no such picture; PICTURES=renew takes it`
  const apart = pixelsApart(readPng(now), readPng(readFileSync(stored)))
  if (apart < FEW) return undefined
  return `${name}: ${apart} places look otherwise; PICTURES=renew if that is meant`
}

/** In how many places two pictures look otherwise; all where one is larger. */
export function pixelsApart(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) return one.width * one.height
  let apart = 0
  for (let at = 0; at < one.rgb.length; at += 3) {
    if ([0, 1, 2].some((channel) => Math.abs(one.rgb[at + channel]! - other.rgb[at + channel]!) > FAR))
      apart += 1
  }
  return apart
}
