/** Debian's Chromium, told to speak to nobody but the page. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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

/** The fonts that Debian has wherever it has Chromium: with others, words take another room. */
export const FONTS = '/usr/share/fonts/truetype/dejavu'
const preferring = (family: string, font: string) =>
  `<alias binding="same"><family>${family}</family><prefer><family>${font}</family></prefer></alias>`
const fontsOf = (cache: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${FONTS}</dir>
  <cachedir>${cache}</cachedir>
  ${['sans-serif', 'system-ui', 'serif'].map((family) => preferring(family, 'DejaVu Sans')).join('')}
  ${preferring('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`

export interface Window {
  readonly page: Page
  /** What the page complained of: uncaught errors, refused loads, lines on the console. */
  readonly complaints: readonly string[]
  close(): Promise<void>
}

export async function openWindow(size = { width: 1280, height: 840 }): Promise<Window> {
  const profile = await mkdtemp(join(tmpdir(), 'counterpart-browser-'))
  const fonts = join(profile, 'fonts.conf')
  await writeFile(fonts, fontsOf(join(profile, 'fonts')))
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
    env: { ...process.env, ...(existsSync(FONTS) && { FONTCONFIG_FILE: fonts }) } as Record<string, string>,
    locale: 'en-US',
    timezoneId: 'Etc/UTC',
    viewport: size,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
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
