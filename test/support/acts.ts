import type { Somebody } from './somebody.ts'

/** What the fields of the forms are called, as people read them. */
export const LABEL = {
  programme: 'Name of the programme',
  programmeZone: 'Time zone for its dates',
  name: 'Your name, as your partner will see it',
  country: 'Country you live in',
  town: 'Your town or city',
  languages: 'Languages you can talk in',
} as const

/** What is typed into the form for a new programme. */
export const NEW_PROGRAMME = { [LABEL.programme]: 'Librarians', [LABEL.programmeZone]: 'Europe/London' }

/** Somebody who manages a workspace starts a programme there; what they read then. */
export async function startAProgramme(owner: Somebody, named = 'Librarians'): Promise<string> {
  await owner.command('programme')
  await owner.click('Start a programme')
  await owner.openForm('Start a programme')
  await owner.fill({ ...NEW_PROGRAMME, [LABEL.programme]: named })
  return owner.submit()
}

export interface Joining {
  readonly name: string
  readonly country: string
  readonly town: string
  readonly language?: string
}

/** The parts of a profile that nobody can be matched without, by the fields' names. */
export const profileOf = ({ name, country, town, language = 'English' }: Joining) => ({
  [LABEL.name]: name,
  [LABEL.country]: country,
  [LABEL.town]: town,
  [LABEL.languages]: [language],
})

/** Somebody joins the open round, and fills in what is asked; what they read then. */
export async function joinTheRound(somebody: Somebody, joining: Joining): Promise<string> {
  await somebody.command('join')
  await somebody.openForm('Fill in and join')
  await somebody.fill(profileOf(joining))
  return somebody.submit()
}
