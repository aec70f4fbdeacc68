/**
 * Pictures of the page, wide and on a telephone, light and dark, compared with those in `pictures/`. Those are small:
 * a pixel of them is the mean of eight by eight, in which an edge drawn otherwise or another word is little, and a
 * button of another colour is much. They are compared where `PICTURES=compare` asks for it, which takes minutes.
 * `PICTURES=renew` takes them anew; `SCREENSHOTS=FOLDER` keeps the whole ones.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'

const STORED = fileURLToPath(new URL('./pictures/', import.meta.url))
const SIZES = [
  [1440, 900],
  [390, 844],
] as const
/** The fonts that Debian has wherever it has Chromium: with others, words take another room. */
const FONTS = '/usr/share/fonts/truetype/dejavu'
const CELL = 8
/** Of 255, in a channel: from here on a cell is another one. */
const FAR = 28
/** So many other cells are some words, and less than a main button. */
export const FEW = 60
/** So often a picture is taken until it is as it should be, or stands still, and how long apart, ms. */
const TAKEN = 8
const APART_MS = 400

/** Gives what does not look as it did, a line each; nothing where the fonts are not those of the stored pictures. */
export async function pictures(page: Page, name: string): Promise<string[]> {
  if (!process.env.PICTURES && !process.env.SCREENSHOTS) return []
  const size = page.viewportSize()
  const wrong: string[] = []
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      wrong.push(...(await compared(page, `${name}-${width}-${colorScheme}`)))
    }
  }
  await page.evaluate('for (const scene of document.querySelectorAll(".happened li")) scene.hidden = false')
  await page.emulateMedia({ colorScheme: 'light' })
  if (size) await page.setViewportSize(size)
  return wrong
}

async function compared(page: Page, name: string): Promise<string[]> {
  const { SCREENSHOTS: folder, PICTURES: wish } = process.env
  const stored = `${STORED}${name}.png`
  const renewed = wish === 'renew'
  if (!existsSync(FONTS)) return []
  if (!renewed && !existsSync(stored)) return [`${name}: there is no such picture; PICTURES=renew takes it`]
  let like: Buffer | undefined = renewed ? undefined : readFileSync(stored)
  let apart = FEW
  for (let times = 0; times < TAKEN && apart >= FEW; times += 1) {
    if (times > 0) await pause(APART_MS)
    await page.evaluate(STEADY)
    const whole = await page.screenshot()
    if (folder) writeFileSync(`${folder}/${name}.png`, whole)
    const small = await reduced(page, whole)
    if (like) apart = await cellsApart(page, small, like)
    // What still comes in is waited for.
    if (renewed) like = small
  }
  if (renewed && like) {
    mkdirSync(STORED, { recursive: true })
    writeFileSync(stored, like)
  }
  return apart < FEW ? [] : [`${name}: ${apart} places look otherwise; PICTURES=renew if that is meant`]
}

/** What differs from run to run, made the same: ids, times, who came when. */
const STEADY = `(() => {
  document.documentElement.style.fontFamily = '"DejaVu Sans", sans-serif'
  const same = (text) =>
    text
      .replace(/pair-r1-[^\\s]+/g, 'pair-r1-one-and-another')
      .replace(/\\[[a-z0-9]{13,16}\\]/g, '[abcdefghijklmnop]')
      .replace(/\\b[A-Z][a-z]+ \\d{1,2}, 20\\d\\d\\b/g, 'January 1, 2030')
      .replace(/\\b\\d{1,2}:\\d\\d(?::\\d\\d)? [AP]M/g, '12:00 PM')
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { currentNode: node } = walker
    const fresh = same(node.data)
    if (fresh !== node.data) node.data = fresh
  }
  for (const time of document.querySelectorAll('time')) {
    time.textContent = time.matches('.head time, .system time') ? '12:00 PM' : 'January 1, 2030'
  }
  // How many half days a month has depends on when it is begun.
  document.querySelectorAll('.happened li').forEach((scene, at) => {
    scene.hidden = at > 0
    const [words] = scene.querySelectorAll('span')
    if (at === 0) words.textContent = 'Something happened, and so often.'
  })
  if (document.body.dataset.view === 'stage') document.querySelector('#main').scrollTop = 0
  for (const stream of document.querySelectorAll('.stream')) stream.scrollTop = stream.scrollHeight
  for (const day of document.querySelectorAll('.day span')) day.textContent = 'Tuesday, January 1'
  for (const box of document.querySelectorAll('textarea')) box.placeholder = same(box.placeholder)
  for (const one of document.querySelectorAll('[class*=tint-]')) {
    one.className = one.className.replace(/tint-\\d/, 'tint-0')
  }
})()`

/** The picture an eighth as large, as a PNG. */
export async function reduced(page: Page, whole: Buffer): Promise<Buffer> {
  const url = await onPaper<string>(page, REDUCE, [whole.toString('base64'), CELL])
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
}

/** In how many places two small pictures look otherwise; all where one is larger. */
export function cellsApart(page: Page, one: Buffer, other: Buffer): Promise<number> {
  return onPaper<number>(page, APART, [one.toString('base64'), other.toString('base64'), FAR])
}

/** Runs a script in a page that may do what the sandbox's may not. */
async function onPaper<T>(page: Page, script: string, given: readonly unknown[]): Promise<T> {
  const paper = await page.context().newPage()
  try {
    return await paper.evaluate<T>(`(${script})(${JSON.stringify(given)})`)
  } finally {
    await paper.close()
  }
}

const PIXELS = `
  const pixels = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = document.createElement('canvas')
    canvas.width = bitmap.width
    canvas.height = bitmap.height
    const context = canvas.getContext('2d')
    context.drawImage(bitmap, 0, 0)
    const { width, height } = canvas
    return { width, height, data: context.getImageData(0, 0, width, height).data }
  }`

const REDUCE = `async ([base64, cell]) => {${PIXELS}
  const { width, height, data } = await pixels(base64)
  const small = document.createElement('canvas')
  small.width = Math.floor(width / cell)
  small.height = Math.floor(height / cell)
  const context = small.getContext('2d')
  const out = context.createImageData(small.width, small.height)
  for (let y = 0; y < small.height; y += 1) {
    for (let x = 0; x < small.width; x += 1) {
      const to = 4 * (y * small.width + x)
      for (let channel = 0; channel < 3; channel += 1) {
        let sum = 0
        for (let dy = 0; dy < cell; dy += 1)
          for (let dx = 0; dx < cell; dx += 1)
            sum += data[4 * ((y * cell + dy) * width + x * cell + dx) + channel]
        // Sixteen shades: what is stored is small.
        out.data[to + channel] = Math.round(sum / cell / cell / 17) * 17
      }
      out.data[to + 3] = 255
    }
  }
  context.putImageData(out, 0, 0)
  return small.toDataURL('image/png')
}`

const APART = `async ([first, second, far]) => {${PIXELS}
  const [one, other] = [await pixels(first), await pixels(second)]
  if (one.width !== other.width || one.height !== other.height) return one.width * one.height
  let apart = 0
  for (let at = 0; at < one.data.length; at += 4) {
    if ([0, 1, 2].some((channel) => Math.abs(one.data[at + channel] - other.data[at + channel]) > far)) apart += 1
  }
  return apart
}`
