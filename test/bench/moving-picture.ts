/**
 * The moving picture of the README, made from the real page: Round One fills the map, a newcomer joins by a door, is the
 * organiser, and meets their partner. `npm run moving-picture`; needs Chromium and ImageMagick's `convert`, whose path
 * `CONVERT` says where it is another than Debian's.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '../../src/database/root.ts'
import { openWindow } from '../browser/browser.ts'
import { createVisitor } from '../browser/newcomer.ts'
import { startSandbox } from '../browser/sandbox-process.ts'

const PEOPLE = 392
const SIZE = { width: 1200, height: 750 }
const SHOWN_WIDTH = 800
const COLOURS = 64
/** How many pictures there are of the map as it fills, and how often one is taken, ms. */
const FILLING = 8
const EVERY_MS = 4_000
/** How long a picture is shown, in hundredths of a second. */
const SHORT = 45
const LONG = 190
/** Nothing of it has to be quick. */
const PATIENCE_MS = 300_000

interface Frame {
  readonly path: string
  readonly delay: number
}

const frames: Frame[] = []
const folder = mkdtempSync(join(tmpdir(), 'counterpart-frames-'))
const sandbox = await startSandbox(PEOPLE)
const window = await openWindow(SIZE)
const { page } = window
page.setDefaultTimeout(PATIENCE_MS)
page.on('dialog', (dialog) => void dialog.accept())

async function take(delay: number): Promise<void> {
  const path = join(folder, `${String(frames.length).padStart(3, '0')}.png`)
  await page.screenshot({ path, animations: 'disabled' })
  frames.push({ path, delay })
}

try {
  await page.goto(sandbox.pageUrl)
  const kept = page.getByText('one place is kept for you')
  for (let at = 0; at < FILLING && !(await kept.isVisible()); at += 1) {
    await take(SHORT)
    await pause(EVERY_MS)
  }
  await kept.waitFor()
  await take(LONG)
  const visitor = createVisitor(page)
  await visitor.enter('Slack')
  await take(LONG)
  const form = await visitor.open('Slack')
  await take(SHORT)
  await visitor.fillIn(form, 'Slack')
  await page.getByText('Now be the organiser').waitFor()
  await take(LONG)
  await visitor.organise()
  await page.getByRole('link', { name: 'Go to your private channel' }).waitFor()
  await take(LONG)
  await visitor.meet()
  await take(LONG)
  await page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('link', { name: 'A pair', exact: true })
    .click()
  await page.locator('.pane').last().locator('.message').last().waitFor()
  await take(LONG)
} finally {
  await window.close()
  await sandbox.close()
}

const picture = join(projectRoot, 'docs/pictures/stage.gif')
execFileSync(process.env.CONVERT ?? '/usr/bin/convert', [
  ...frames.flatMap(({ path, delay }) => ['-delay', String(delay), path]),
  ...['-loop', '0', '-resize', `${SHOWN_WIDTH}x`, '+dither', '-colors', String(COLOURS)],
  ...['-layers', 'OptimizeFrame', picture],
])
rmSync(folder, { recursive: true })
console.log(`${frames.length} pictures in ${picture}`)
