import { type Answer, say } from '../src/chat/answer.ts'
import { type FormValues, pageIn } from '../src/chat/form.ts'
import type { Message } from '../src/chat/message.ts'
import type {
  Context,
  ProgrammeAction,
  ProgrammeCommand,
  ProgrammeForm,
} from '../src/interactions/context.ts'
import { savedPage } from '../src/interactions/saved-page.ts'
import { fieldErrors } from '../src/messages/field-errors.ts'
import { sentence } from '../src/messages/problem.ts'
import { profileCard, understood } from '../src/messages/profile.ts'
import { profileForm } from '../src/messages/profile-form.ts'
import { described } from '../src/messages/voice.ts'
import { Problem } from '../src/programme/problem.ts'
import { begun, fillIn } from '../src/programme/profile/fill-in.ts'
import { PAGES, pageOf } from '../src/programme/profile/pages.ts'
import { usableZone } from '../src/programme/profile/zone.ts'

export const PROFILE = 'profile'

export const command: ProgrammeCommand = {
  name: 'profile',
  slackName: 'profile',
  description: described('command.profile'),
  options: [],
  rights: ['anybody'],
  run: showProfile,
}

/** The button that leads to one's profile. */
const change: ProgrammeAction = {
  name: PROFILE,
  rights: ['anybody'],
  run: async (context, args) => {
    requireNoRound(args)
    return showProfile(context)
  },
}

/** A button for each page of the form (from 0), so that nobody goes through what stays as it is. */
const changePage: ProgrammeAction = {
  name: 'profile-page',
  rights: ['anybody'],
  run: (context, [page]) => {
    const at = pageIn(page)
    if (at === undefined || at >= PAGES.length) throw new Problem('stale')
    return openProfile(context, profileItself(context), at)
  },
}

export const actions = [change, changePage]

/** The profile as it is, or the form for somebody who has told nothing yet. */
async function showProfile(context: Context): Promise<Answer> {
  const { person } = context.here.account
  if (person.profileAt === null) return openProfile(context, profileItself(context), 0)
  return say(profileCard(person, context.voice))
}

const form: ProgrammeForm = {
  name: PROFILE,
  rights: ['anybody'],
  open: (context, args, page) => {
    requireNoRound(args)
    return openProfile(context, profileItself(context), page)
  },
  submit: async (context, args, pages, values) => {
    requireNoRound(args)
    const taken = await takePages(context, profileItself(context), pages, values)
    return 'kind' in taken ? taken : savedProfile(taken, pages)
  },
}

export const forms = [form]

/** Version 0.1 joined a round with this form, under a round's id: whoever still has such a card is shown how things stand. */
function requireNoRound(args: readonly string[]): void {
  if (args.length > 0) throw new Problem('stale')
}

/** The profile's form as a command offers it. */
export interface ProfileUse {
  /** The form's sealed id. */
  readonly id: string
  readonly purpose: 'profile' | 'join'
  readonly card: Message
  readonly button: string
}

function profileItself({ voice }: Context): ProfileUse {
  return {
    id: voice.form(PROFILE),
    purpose: 'profile',
    card: sentence('form.card.profile', voice),
    button: voice.text('form.open'),
  }
}

/** Opens the profile's form at a page, as it was last filled in. */
export async function openProfile(context: Context, use: ProfileUse, page: number): Promise<Answer> {
  const { card, button } = use
  return { kind: 'form', open: { form: await buildForm(context, use), page }, card, button }
}

/**
 * Takes what was filled into some pages: gives the context with the person as they are now, or the answer that says
 * what cannot be taken.
 */
export async function takePages(
  context: Context,
  use: ProfileUse,
  pages: readonly number[],
  values: FormValues,
): Promise<Context | Extract<Answer, { kind: 'errors' }>> {
  const { desk, voice, here } = context
  const taken = await fillIn(desk, here.account, pages, values, voice.locale)
  if ('person' in taken) {
    const account = { ...here.account, person: taken.person }
    return { ...context, here: { ...here, account } }
  }
  return {
    kind: 'errors',
    open: { form: await buildForm(context, use), page: pageOf(taken.problems) },
    errors: fieldErrors(taken.problems, desk.clock.now(), voice),
    card: sentence('form.wrong', voice),
    button: voice.text('form.correct'),
  }
}

/** What is said once pages are saved, with the next page at hand. */
export function savedProfile(
  context: Context,
  pages: readonly number[],
  message: Message = sentence('profile.saved.more', context.voice),
): Promise<Answer> {
  const said = withUnderstood(context, pages, message)
  return savedPage(context.voice, said, pages, PAGES.length, () => buildForm(context, profileItself(context)))
}

/** Where they were asked where they live, how that was understood. */
function withUnderstood({ desk, voice, here }: Context, pages: readonly number[], message: Message): Message {
  if (!pages.includes(pageOf([{ field: 'zone' }]))) return message
  const facts = { person: here.account.person, now: desk.clock.now() }
  return { ...message, blocks: [...message.blocks, ...understood(facts, voice)] }
}

async function buildForm(context: Context, { id, purpose }: ProfileUse) {
  const { desk, voice, here } = context
  const { person } = here.account
  const member = person.zone === null ? await context.memberSoon() : undefined
  const now = desk.clock.now()
  return profileForm(
    {
      id,
      purpose,
      mentors: here.programme.roles === 'mentors',
      person: person.profileAt === null && member ? { ...person, name: member.name } : person,
      suggestedZone: usableZone(member?.zone, now),
      draft: await begun(desk, here.account.id),
      now,
    },
    voice,
  )
}
