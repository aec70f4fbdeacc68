import type { Person } from '../../database/generated/client.ts'
import type { Desk } from '../desk.ts'
import type { KnownAccount } from '../people.ts'
import { checkProfile, type FieldProblem } from './check.ts'
import { dropDraft, loadDraft, saveDraft, type Values } from './draft.ts'
import { PAGES } from './pages.ts'
import { saveProfile } from './profile.ts'
import { withChosenCountry } from './read-fields.ts'

/** The name under which a profile that was begun is kept. */
const DRAFT = 'profile'

/**
 * Takes what was filled into some pages (from 0) of the profile's form: all of it, or nothing where a value
 * cannot be taken. Then it is kept, to be shown again.
 *
 * @param locale BCP 47: in which names of places are read
 */
export async function fillIn(
  desk: Desk,
  account: KnownAccount,
  pages: readonly number[],
  values: Values,
  locale: string,
): Promise<{ readonly person: Person } | { readonly problems: readonly FieldProblem[] }> {
  const draft = (await loadDraft(desk, account.id, DRAFT)) ?? {}
  const filled = withChosenCountry(onPages(pages, values, draft))
  const { country } = account.person
  const { change, problems } = checkProfile(filled, { locale, now: desk.clock.now(), country })
  if (problems.length > 0) {
    await saveDraft(desk, account.id, DRAFT, { ...draft, ...filled })
    return { problems }
  }
  const person = await saveProfile(desk, account.personId, change)
  await dropDraft(desk, account.id, DRAFT)
  return { person }
}

/** What was filled in and not taken yet: shown before what is saved. */
export function begun(desk: Desk, accountId: string): Promise<Values | undefined> {
  return loadDraft(desk, accountId, DRAFT)
}

/** Keeps what somebody typed with a command for the form that follows; what they had begun stays. */
export async function keepPrefilled(desk: Desk, accountId: string, typed: Values): Promise<void> {
  const given = Object.entries(typed).filter(([, value]) => value !== '')
  if (given.length === 0) return
  const draft = (await loadDraft(desk, accountId, DRAFT)) ?? {}
  await saveDraft(desk, accountId, DRAFT, { ...draft, ...Object.fromEntries(given) })
}

/** What was filled in on these pages: fields that did not come along keep what stands in the draft. */
function onPages(pages: readonly number[], values: Values, draft: Values): Values {
  const filled: Record<string, string | readonly string[]> = {}
  for (const field of pages.flatMap((page): readonly string[] => PAGES[page] ?? [])) {
    const value = values[field] ?? draft[field]
    if (value !== undefined) filled[field] = value
  }
  return filled
}
