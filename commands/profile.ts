import { type Answer, say } from '../src/chat/answer.ts'
import type { Action, Command, FormHandler } from '../src/chat/command.ts'
import type { FormValues } from '../src/chat/form.ts'
import { type Message, paragraph } from '../src/chat/message.ts'
import { type Context, requireProgramme, type Visit } from '../src/interactions/context.ts'
import { sentence } from '../src/messages/problem.ts'
import { profileCard } from '../src/messages/profile.ts'
import { fieldErrors, profileForm } from '../src/messages/profile-form.ts'
import { joinRound } from '../src/programme/enrolment.ts'
import { findZone } from '../src/programme/lookup/zones.ts'
import { checkProfile } from '../src/programme/profile/check.ts'
import { dropDraft, isComplete, loadDraft, saveDraft, saveProfile } from '../src/programme/profile/profile.ts'

export const command: Command<Visit> = {
  name: 'profile',
  slackName: 'profile',
  description: 'See your profile as your partner will see it, and change it',
  options: [],
  audience: 'everybody',
  run: async (visit) => {
    const context = requireProgramme(visit)
    const { person } = context.here.account
    if (person.profileAt === null) return openProfile(context, undefined, 0)
    return say(profileCard(person, context.voice))
  },
}

/** The button that opens one's profile, to join a round with it where one is named. */
const change: Action<Visit> = {
  name: 'profile',
  run: (visit, [roundId]) => openProfile(requireProgramme(visit), roundId, 0),
}

export const actions = [change]

const FORM = 'profile'

/** Which fields stand on which page. */
const PAGES: readonly (readonly string[])[] = [
  ['name', 'country', 'zone', 'languages', 'sector'],
  ['workplace', 'role', 'careerStage', 'interests', 'mentoring'],
  ['canTell', 'wantsToLearn', 'wishSector', 'wishes', 'trio'],
  ['frequency', 'medium', 'days', 'parts', 'contact'],
]

/** The profile's form; with a round's id, saving it joins the round. */
const form: FormHandler<Visit> = {
  name: FORM,
  open: (visit, [roundId], page) => openProfile(requireProgramme(visit), roundId, page),
  submit: async (visit, [roundId], pages, values) => {
    const context = requireProgramme(visit)
    const { desk, voice } = context
    const { account } = context.here
    const draft = (await loadDraft(desk, account.id, FORM)) ?? {}
    const filled = filledIn(pages, values, draft)
    const now = desk.clock.now()
    const { change: changes, problems } = checkProfile(filled, {
      locale: voice.locale,
      now,
      country: account.person.country,
    })
    if (problems.length > 0) {
      await saveDraft(desk, account.id, FORM, { ...draft, ...filled })
      const page = PAGES.findIndex((fields) => problems.some(({ field }) => fields.includes(field)))
      return {
        kind: 'errors',
        open: { form: await buildForm(context, roundId), page: Math.max(page, 0) },
        errors: fieldErrors(problems, now, voice),
        card: sentence('form.wrong', voice),
        button: voice.text('form.correct'),
      }
    }
    const person = await saveProfile(desk, account.personId, changes)
    await dropDraft(desk, account.id, FORM)
    const saved: Context = {
      ...context,
      here: { ...context.here, account: { ...account, person } },
    }
    const round = roundId !== undefined && isComplete(person) ? await joinRound(desk, account) : undefined
    const message = round ? joined(saved, round.number) : sentence('profile.saved.more', voice)
    const last = Math.max(...pages)
    if (pages.length > 1 || last + 1 >= PAGES.length) return { kind: 'saved', message }
    return {
      kind: 'saved',
      message,
      next: {
        open: { form: await buildForm(saved, undefined), page: last + 1 },
        button: voice.text('form.next', { page: last + 2, pages: PAGES.length }),
      },
    }
  },
}

export const forms = [form]

/** Enrolled: what happens next. */
export function joined({ voice, here }: Context, number: number): Message {
  return {
    summary: voice.text('join.done', { number, name: here.account.person.name }),
    blocks: [
      paragraph(...voice.rich('join.done', { number, name: here.account.person.name })),
      paragraph(...voice.rich('join.next')),
    ],
  }
}

/** Opens the profile's form at a page, as it was last filled in. */
export async function openProfile(
  context: Context,
  roundId: string | undefined,
  page: number,
  prefill: FormValues = {},
): Promise<Answer> {
  const { voice, desk, here } = context
  const { person } = here.account
  if (Object.keys(prefill).length > 0) await saveDraft(desk, here.account.id, FORM, prefill)
  const card: Message =
    roundId === undefined ? sentence('form.card.profile', voice) : await joinCard(context, roundId)
  return {
    kind: 'form',
    open: { form: await buildForm(context, roundId), page },
    card,
    button: voice.text(roundId !== undefined && person.profileAt === null ? 'form.open.join' : 'form.open'),
  }
}

async function joinCard({ voice, desk }: Context, roundId: string): Promise<Message> {
  const round = await desk.prisma.round.findUniqueOrThrow({ where: { id: roundId } })
  return {
    summary: voice.text('join.card', { number: round.number }),
    blocks: [
      paragraph(...voice.rich('join.card', { number: round.number })),
      paragraph(...voice.rich('join.conduct')),
    ],
  }
}

async function buildForm(context: Context, roundId: string | undefined) {
  const { desk, voice, here } = context
  const { person } = here.account
  const member = person.zone === null ? await context.memberSoon() : undefined
  return profileForm(
    {
      id: roundId === undefined ? voice.form(FORM) : voice.form(FORM, roundId),
      purpose: roundId === undefined ? 'profile' : 'join',
      mentors: here.programme.roles === 'mentors',
      person: person.profileAt === null && member ? { ...person, name: member.name } : person,
      suggestedZone: usableZone(member?.zone, desk.clock.now()),
      draft: await loadDraft(desk, here.account.id, FORM),
      now: desk.clock.now(),
    },
    voice,
  )
}

function usableZone(zone: string | undefined, now: number): string | undefined {
  const found = zone === undefined ? undefined : findZone(zone, { now })
  return found?.kind === 'one' ? found.value : undefined
}

/** What was filled in on these pages: fields that did not come along keep what stands in the draft. */
function filledIn(pages: readonly number[], values: FormValues, draft: FormValues): FormValues {
  const filled: Record<string, string | readonly string[]> = {}
  for (const field of pages.flatMap((page) => PAGES[page] ?? [])) {
    const value = values[field] ?? draft[field]
    if (value !== undefined) filled[field] = value
  }
  return filled
}
