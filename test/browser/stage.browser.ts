import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from './axe.ts'
import { openWindow, type Window } from './browser.ts'
import { createVisitor, type Door } from './newcomer.ts'
import { cellsApart, FEW, pictures, reduced } from './pictures.ts'
import { type Sandbox, startSandbox } from './sandbox-process.ts'

/** A stranger decides in two minutes; so long and so often they press until they have a partner. */
const MOST_MS = 90_000
const MOST_PRESSES = 12
/** To start everything, on a machine that does other things as well. */
const PATIENCE = 240_000

let sandbox: Sandbox
let window: Window

beforeAll(async () => {
  sandbox = await startSandbox(12)
  window = await openWindow({ width: 1440, height: 900 })
  window.page.setDefaultTimeout(PATIENCE / 2)
  window.page.on('dialog', (dialog) => void dialog.accept())
}, PATIENCE)
afterAll(async () => {
  await window?.close()
  await sandbox?.close()
}, PATIENCE)

const way = (name: string) =>
  window.page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name, exact: true }).click()

/** Looks at a state of the page: nothing keeps anybody from using it. */
async function state(name: string): Promise<void> {
  expect(await pictures(window.page, name)).toEqual([])
  expect(await violations(window.page), name).toEqual([])
  const main = window.page.locator('.button.primary').filter({ visible: true }).last()
  if ((await main.count()) === 0) return
  await main.hover()
  expect(await violations(window.page), `${name}, under the pointer`).toEqual([])
}

/** A button of another colour is seen in a picture; looking twice is not. */
async function seenInPictures(page: Page): Promise<void> {
  const picture = async () => reduced(page, await page.screenshot())
  const before = await picture()
  expect(await cellsApart(page, before, await picture())).toBeLessThan(FEW)
  const colour = "document.querySelector('.next a.button.primary').style.background"
  await page.evaluate(`${colour} = 'seagreen'`)
  expect(await cellsApart(page, before, await picture())).toBeGreaterThanOrEqual(FEW)
  await page.evaluate(`${colour} = ''`)
}

/** A stranger comes, and has a partner: after how long since they first saw anything, by how many presses. */
async function stranger(door: Door, look: (name: string) => Promise<void>, byKeyboard = false) {
  const { page } = window
  const visitor = createVisitor(page, byKeyboard)
  await page.goto(sandbox.pageUrl)
  await page.getByText('one place is kept for you').waitFor()
  await page.reload()
  await page.getByText('one place is kept for you').waitFor()
  await look('stage')
  await visitor.enter(door)
  await look(`${door}-news`)
  const form = await visitor.open(door)
  await look(`${door}-form`)
  await visitor.fillIn(form, door)
  await page.getByText('Now be the organiser').waitFor()
  await look(`${door}-joined`)
  await visitor.organise()
  await visitor.meet()
  const paint = 'performance.getEntriesByName("first-contentful-paint")[0].startTime'
  const ms = await page.evaluate<number>(`performance.now() - ${paint}`)
  await page.getByText('The round is running').waitFor()
  await look(`${door}-private`)
  return { ms, presses: visitor.count() }
}

describe('a stranger at the page', () => {
  it(
    'is in a private channel with a partner on Discord, by few presses',
    async () => {
      const { ms, presses } = await stranger('Discord', async () => {})
      process.stdout.write(`Discord: ${Math.round(ms / 1000)} s, ${presses} presses\n`)
      expect(presses).toBeLessThanOrEqual(MOST_PRESSES)
      expect(ms).toBeLessThanOrEqual(MOST_MS)
    },
    PATIENCE,
  )

  it(
    'sees both partners side by side, and what one writes at the other’s',
    async () => {
      const { page } = window
      await way('A pair')
      const [left, right] = [page.locator('.pane').first(), page.locator('.pane').last()]
      const box = left.getByLabel('Message or slash command')
      await box.fill('Good morning from Iceland')
      await box.press('Enter')
      await right.locator('.message', { hasText: 'Good morning from Iceland' }).waitFor()
      await state('pair')
      await seenInPictures(page)
    },
    PATIENCE,
  )

  it(
    'lets time pass, and sees what it brings',
    async () => {
      const { page } = window
      await way('Stage')
      await page.getByRole('button', { name: 'To the next topic' }).click()
      await page
        .getByRole('list', { name: 'What happened' })
        .getByText('A topic for partners')
        .first()
        .waitFor()
      await page.locator('[data-wish="topic"][aria-disabled="false"]').waitFor()
      await state('stage-later')
      await page.getByRole('link', { name: 'Look at it: A topic for partners' }).first().click()
      await page.getByRole('log').first().waitFor()
    },
    PATIENCE,
  )

  it(
    'finds others’ channels under a heading of their own, as an administrator',
    async () => {
      const { page } = window
      await way('Discord')
      await page.getByRole('navigation', { name: 'Channels' }).getByText('Others’ channels').click()
      await page
        .getByRole('link', { name: /^pair-r1-/ })
        .first()
        .waitFor()
      await state('administrator')
    },
    PATIENCE,
  )

  it(
    'begins a fresh round by the other door, and has a partner on Slack by few presses',
    async () => {
      const { page } = window
      await way('Stage')
      await page.getByRole('button', { name: 'Join as a newcomer on Slack' }).click()
      await page.getByText('one place is kept for you').waitFor({ timeout: PATIENCE })
      const { ms, presses } = await stranger('Slack', async () => {})
      process.stdout.write(`Slack: ${Math.round(ms / 1000)} s, ${presses} presses\n`)
      expect(presses).toBeLessThanOrEqual(MOST_PRESSES)
      expect(ms).toBeLessThanOrEqual(MOST_MS)
    },
    PATIENCE,
  )

  it(
    'opens their Home on Slack, whose buttons work',
    async () => {
      const { page } = window
      await page.getByRole('navigation', { name: 'Channels' }).getByText('Counterpart').click()
      await page.getByRole('button', { name: 'Home', exact: true }).click()
      const home = page.getByRole('region', { name: 'Home' })
      await home.getByText('Your partner:').waitFor()
      await state('Slack-home')
      await home.getByRole('button', { name: 'Change my profile' }).click()
      const form = page.getByRole('dialog')
      await form.getByRole('heading').first().waitFor()
      await form.locator('.close').click()
      await form.waitFor({ state: 'hidden' })
    },
    PATIENCE,
  )

  it(
    'starts from an empty programme, too',
    async () => {
      const { page } = window
      await way('Stage')
      await page.getByRole('button', { name: 'Start from an empty programme' }).click()
      await page.getByText('Nothing has been set up').waitFor({ timeout: PATIENCE })
      await state('stage-empty')
    },
    PATIENCE,
  )

  it.each(['Discord', 'Slack'] as const)(
    'needs no pointer on %s, and meets nothing on the way that keeps anybody from using it',
    async (door) => {
      const { page } = window
      await page.goto(sandbox.pageUrl)
      await page.locator('[data-wish="ten"][aria-disabled="false"]').click()
      await page.getByText('of 10 people have joined').waitFor({ timeout: PATIENCE })
      await page.getByText('one place is kept for you').waitFor({ timeout: PATIENCE })
      await stranger(door, state, true)
    },
    PATIENCE,
  )
})
