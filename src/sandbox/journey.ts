import { answersOf } from './answers.ts'
import type { DiscordPerson } from './discord/person.ts'
import { LABELS } from './labels.ts'
import type { Person } from './population/population.ts'
import type { SlackPerson } from './slack/client.ts'
import { read } from './slack/labels.ts'

/** How often somebody presses a button again that has not opened a form yet, and for how long at most, ms. */
const AGAIN_MS = 2_000
const PATIENCE_MS = 10 * 60_000

/**
 * How an invented person joins the round: by typing the command and filling in what appears, over the
 * wire, as anybody would.
 */
export async function joinOnSlack(person: Person, client: SlackPerson): Promise<void> {
  const [first = {}, ...others] = answersOf(person)
  // A modal that waits for a bot that has died meanwhile stays until somebody closes it.
  await client.close(true)
  await heard(client.command('/join-round'))
  const reply = await client.answer(LABELS.moment, 15_000)
  if ((await client.sees()).views.length === 0) {
    // Their profile was saved, and the bot died before they were in.
    if (read(reply).includes(LABELS.stillRight)) {
      await client.click(LABELS.stillRight)
      await client.answer(LABELS.moment, 15_000)
      return
    }
    // Somebody who is in already is told so. Others get a button where a form could not be opened in time.
    if (!read(reply).includes(LABELS.fillInAndJoin)) return
    await openForm(person, client)
  }
  const languages = { [LABELS.languages]: person.languageNames ?? person.languages.map(nameOfLanguage) }
  await submit(person, client, [{ ...first, ...languages }])
  const [work = {}, partner = {}, hours = {}] = others
  for (const pages of [[work, partner], [hours]]) {
    // Where the answer took long and they closed the modal, they are in all the same.
    if ((await client.sees()).views.length === 0) return
    await submit(person, client, pages)
  }
}

type Page = Readonly<Record<string, string | readonly string[]>>

async function submit({ username }: Person, client: SlackPerson, pages: readonly Page[]): Promise<void> {
  for (const page of pages) await client.fill(answered(page))
  const outcome = await client.submit()
  if (!outcome.ok) throw new Error(`${username}: ${JSON.stringify(outcome)}`)
  await client.answer(LABELS.moment, 15_000)
}

/** Presses the button until the form opens: in a crowd Slack has no room for all of them at once. */
async function openForm({ username }: Person, client: SlackPerson): Promise<void> {
  const patience = Date.now() + PATIENCE_MS
  for (;;) {
    await client.click(LABELS.fillInAndJoin)
    await client.answer(LABELS.moment, 15_000)
    if ((await client.sees()).views.length > 0) return
    if (Date.now() > patience) throw new Error(`${username}: no form`)
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

export async function joinOnDiscord(person: Person, client: DiscordPerson): Promise<void> {
  const [first = {}, ...others] = answersOf(person)
  const card = await client.command('join')
  if (card.kind !== 'message') throw new Error(`${person.username}: ${JSON.stringify(card)}`)
  const offered = card.message.buttons.map(({ label }) => label)
  if (offered.includes(LABELS.stillRight)) await client.click(LABELS.stillRight)
  if (!offered.includes(LABELS.fillInAndJoin)) return
  await client.click(LABELS.fillInAndJoin)
  await client.fill({ ...first, [LABELS.languages]: person.languagesTyped })
  let answer = await client.submit()
  for (const [index, page] of others.entries()) {
    const next = `Continue (${index + 2}/4)`
    if (answer.kind !== 'message' || !answer.message.buttons.some(({ label }) => label === next)) {
      throw new Error(`${person.username} after page ${index + 1}: ${JSON.stringify(answer).slice(0, 500)}`)
    }
    await client.click(next)
    await client.fill(answered(page))
    answer = await client.submit()
  }
}

/** Only what somebody answers: an empty choice is left as it is. */
function answered(page: Page) {
  return Object.fromEntries(Object.entries(page).filter(([, value]) => value.length > 0))
}

function nameOfLanguage(code: string): string {
  return new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code
}

async function heard(outcome: Promise<{ ok: boolean; error?: string }>): Promise<void> {
  const { ok, error } = await outcome
  if (!ok) throw new Error(`the command was not taken: ${error}`)
}
