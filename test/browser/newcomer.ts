/** What a stranger does at the page, counted: each click and each submission, typing not. */
import type { Locator, Page } from 'playwright-core'

export type Door = 'Slack' | 'Discord'

/** @param byKeyboard whether they have no pointer */
export function createVisitor(page: Page, byKeyboard = false) {
  let count = 0
  const click = async (where: Locator) => {
    if (byKeyboard) {
      await reach(page, where)
      await page.keyboard.press('Enter')
    } else await where.click()
    count += 1
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name })

  return {
    count: () => count,
    /** Comes in by a door, to where the round is announced. */
    async enter(door: Door): Promise<void> {
      const open = page.locator('.door[aria-disabled="false"]', { hasText: `Join as a newcomer on ${door}` })
      await open.waitFor()
      await click(open)
      await page
        .locator('.stream')
        .getByRole('button', { name: /^Join Round/ })
        .waitFor()
    },
    /** Opens the form by the button under the announcement. */
    async open(door: Door): Promise<Locator> {
      await click(page.locator('.stream').getByRole('button', { name: /^Join Round/ }))
      const form = page.getByRole('dialog')
      if (door === 'Discord')
        await click(page.locator('.only').getByRole('button', { name: 'Fill in and join' }))
      await form.waitFor()
      return form
    },
    /** Fills in what has to be there, and sends it. */
    async fillIn(form: Locator, door: Door, language = 'English'): Promise<void> {
      const name = form.getByLabel('Your name')
      if (byKeyboard) await reach(page, name)
      await name.fill('Robin')
      for (const [label, words] of [
        ['Country you live in', 'Iceland'],
        ['Languages you can talk in', language],
      ] as const) {
        const field = form.getByLabel(label)
        if (byKeyboard) await reach(page, field)
        if (door === 'Discord') await field.fill(words)
        else {
          await field.pressSequentially(words)
          await form.getByRole('option', { name: words }).first().waitFor()
          await page.keyboard.press('Enter')
        }
      }
      await click(form.locator('button[type=submit]'))
      if (door === 'Slack') {
        // Whoever sent the first page is in; the next one comes in its place, and can wait.
        await form.getByLabel('Your name').waitFor({ state: 'hidden' })
        await click(page.locator('dialog .close'))
      }
      await form.waitFor({ state: 'hidden' })
    },
    /** Is the organiser: closes, reads what is said of that, matches, publishes. */
    async organise(said = 'Registration is closed.'): Promise<void> {
      await click(button('Close registration'))
      await page.getByText(said).waitFor()
      await click(button('Compute the pairs'))
      await click(button('Publish the pairs'))
    },
    /** Goes to the private channel, once it is there. */
    async meet(): Promise<void> {
      await click(page.getByRole('link', { name: 'Go to your private channel' }))
      await page.locator('.message', { hasText: 'Getting to know each other' }).waitFor()
    },
  }
}

/** More than anything on the page that the keyboard can reach. */
const MOST_STEPS = 120

/** Goes to something by the Tab key alone, from wherever the keyboard is. */
async function reach(page: Page, where: Locator): Promise<void> {
  await where.waitFor()
  for (let step = 0; step < MOST_STEPS; step += 1) {
    if (await where.evaluate((node) => node === node.ownerDocument.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`the keyboard does not reach ${where}`)
}
