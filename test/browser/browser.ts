/** Debian's Chromium, told to speak to nobody but the page. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
]

/** No measure of anything: a machine may have much else to do. */
const PATIENCE_MS = 120_000

export interface Window {
  readonly page: Page
  /** What the page complained of: uncaught errors, refused loads, lines on the console. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

export async function openWindow(size = { width: 1280, height: 840 }): Promise<Window> {
  const profile = await mkdtemp(join(tmpdir(), 'counterpart-browser-'))
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
    locale: 'en-US',
    timezoneId: 'Etc/UTC',
    viewport: size,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' || line.type() === 'warning') complaints.push(line.text())
  })
  return {
    page,
    complaints,
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}
