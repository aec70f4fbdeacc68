import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type Window } from './browser.ts'
import { createVisitor, type Door } from './newcomer.ts'
import { record } from './recording.ts'
import { type Sandbox, startSandbox } from './sandbox-process.ts'

/** So often a stranger presses at most until they have a partner. */
const MOST_PRESSES = 9
/** To start everything, on a machine that does other things as well. */
const PATIENCE = 600_000

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

/** A stranger who has no pointer comes in by a door, and has a partner: by how many presses, and after how long. */
async function stranger(door: Door, language: string, said: string) {
  const { page } = window
  const visitor = createVisitor(page, true)
  const began = performance.now()
  await visitor.enter(door)
  await page.getByText('You are in.').waitFor()
  await record(page, `${door}-news`)
  const form = await visitor.open(door)
  await record(page, `${door}-form`)
  await visitor.fillIn(form, door, language)
  await page.getByText('Now be the organiser').waitFor()
  await visitor.organise(said)
  await visitor.meet()
  await page.getByText('The round is running').waitFor()
  await record(page, `${door}-private`)
  process.stdout.write(
    `${door}: ${Math.round((performance.now() - began) / 1000)} s, ${visitor.count()} presses\n`,
  )
  return visitor.count()
}

describe('a stranger at the page', () => {
  it(
    'is in a private channel with a partner on Discord, by few presses and no pointer',
    async () => {
      const { page } = window
      await page.goto(sandbox.pageUrl)
      await page.getByText('one place is kept for you').waitFor()
      await record(page, 'stage')
      expect(await stranger('Discord', 'English', 'Registration is closed.')).toBeLessThanOrEqual(
        MOST_PRESSES,
      )
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
      await record(page, 'pair')
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
      await page.getByText(/were due, and all went out/).waitFor()
      await record(page, 'stage-later')
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
      await record(page, 'administrator')
    },
    PATIENCE,
  )

  it(
    'comes by one press of the other door into a fresh round, and has a partner on Slack, whatever they speak',
    async () => {
      await way('Stage')
      expect(await stranger('Slack', 'Icelandic', 'who speaks Icelandic and English')).toBeLessThanOrEqual(
        MOST_PRESSES,
      )
      expect(window.page.url()).toContain('#/slack/')
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
      await record(page, 'Slack-home')
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
      await record(page, 'stage-empty')
    },
    PATIENCE,
  )
})
