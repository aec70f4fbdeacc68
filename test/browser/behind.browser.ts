import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './axe.ts'
import { openWindow, type Window } from './browser.ts'
import { record } from './recording.ts'
import { type Sandbox, startSandbox } from './sandbox-process.ts'

/** To publish while answers are lost, which are waited for before it is looked whether they did their work. */
const PATIENCE = 600_000

let sandbox: Sandbox
let window: Window
const asked: string[] = []

beforeAll(async () => {
  sandbox = await startSandbox(12)
  window = await openWindow({ width: 1440, height: 900 })
  window.page.setDefaultTimeout(PATIENCE / 2)
  window.page.on('request', (request) => asked.push(new URL(request.url()).pathname))
}, PATIENCE)
afterAll(async () => {
  await window?.close()
  await sandbox?.close()
}, PATIENCE)

const button = (name: string) => window.page.getByRole('button', { name, exact: true })
const part = (name: string) => window.page.getByRole('region', { name })

describe('behind the page', () => {
  it(
    'shows what passes on the wire, while it is open and no longer',
    async () => {
      const { page } = window
      await page.goto(sandbox.pageUrl)
      await page.getByText('one place is kept for you').waitFor({ timeout: PATIENCE })
      expect(asked).not.toContain('/api/behind')
      await button('Look behind').click()
      await part('Effects by state')
        .getByRole('row', { name: /An announcement/ })
        .first()
        .waitFor()
      await page.getByRole('button', { name: 'Join as a newcomer on Discord' }).click()
      const wire = part('Requests and answers')
      const join = page.locator('.stream').getByRole('button', { name: /^Join Round/ })
      await join.click()
      await wire
        .getByRole('row', { name: /Discord → bot INTERACTION_CREATE sent/ })
        .first()
        .waitFor()
      const answered = /bot → Discord POST \/interactions\/:interaction\/:token\/callback 20\d \d+/
      await wire.getByRole('row', { name: answered }).first().waitFor()
      expect(await violations(page)).toEqual([])
      // What was streamed is given up, which is no end that was waited for.
      const given = page.waitForEvent('requestfailed', (one) => one.url().endsWith('/api/behind'))
      await button('Look behind').click()
      await given
      await wire.waitFor({ state: 'hidden' })
    },
    PATIENCE,
  )

  it(
    'lets answers get lost and the bot be killed while it publishes, and nothing is made twice',
    async () => {
      const { page } = window
      await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Stage' }).click()
      const panel = part('Behind the page')
      if (!(await panel.isVisible())) await button('Look behind').click()
      await panel.getByLabel('Lose every third answer').check()
      await panel.getByLabel('Answer every third request with 429').check()
      await button('Go on without me').click()
      const wire = part('Requests and answers')
      await wire.getByText('no answer').first().waitFor({ timeout: PATIENCE })
      await button('Kill the bot').click()
      await page.getByText('The bot is not running').waitFor()
      const killed = button('The bot is being started again…')
      expect(await killed.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true)
      await page.getByText('The bot is not running').waitFor({ state: 'hidden', timeout: PATIENCE })
      await page.getByText('The round is running').waitFor({ timeout: PATIENCE })
      await panel.getByText('429').first().waitFor()
      await panel
        .getByText('Made twice: 0. Counted on both platforms, among 6 private channels, 6 topics')
        .waitFor()
      // Also whoever was started again knows that somebody looks.
      await part('Effects by state')
        .getByRole('row', { name: /A private channel/ })
        .first()
        .waitFor()
      await record(page, 'behind')
      await panel.getByLabel('Lose every third answer').uncheck()
    },
    PATIENCE,
  )
})
