import { type Answer, say, update } from '../src/chat/answer.ts'
import { buttons, type Message, paragraph } from '../src/chat/message.ts'
import type {
  Context,
  ProgrammeAction,
  ProgrammeCommand,
  ProgrammeForm,
} from '../src/interactions/context.ts'
import { standingInWords } from '../src/messages/guide.ts'
import { sentence } from '../src/messages/problem.ts'
import { stillRight } from '../src/messages/profile.ts'
import { described } from '../src/messages/voice.ts'
import { askToJoin, joinRound, requireRoom } from '../src/programme/joining.ts'
import { keepPrefilled } from '../src/programme/profile/fill-in.ts'
import { isComplete } from '../src/programme/profile/profile.ts'
import { openProfile, PROFILE, type ProfileUse, savedProfile, takePages } from './profile.ts'

export const command: ProgrammeCommand = {
  name: 'join',
  slackName: 'join-round',
  description: described('command.join'),
  options: [
    { kind: 'look-up', name: 'country', description: described('command.join.country'), source: 'country' },
    { kind: 'look-up', name: 'zone', description: described('command.join.zone'), source: 'zone' },
  ],
  rights: ['anybody'],
  run: async (context, { country = '', zone = '' }) => {
    await keepPrefilled(context.desk, context.here.account.id, { country, zone })
    return join(context)
  },
}

/** The button under an announcement: to join the round that it announced. */
const press: ProgrammeAction = {
  name: 'join',
  rights: ['anybody'],
  run: (context, [roundId]) => join(context, roundId),
}

/** "Yes, this is still right." */
const joinNow: ProgrammeAction = {
  name: 'join-now',
  rights: ['anybody'],
  run: async (context, [roundId = '']) => update(await enrol(context, roundId)),
}

/** Something is to be changed first: the form's first page, which enrols, and the others after it. */
const changeFirst: ProgrammeAction = {
  name: 'join-change',
  rights: ['anybody'],
  run: (context, [roundId = '']) => openProfile(context, joining(context, roundId), 0),
}

export const actions = [press, joinNow, changeFirst]

/** The profile's form on the way into a round: its first page is enough to be in. */
const form: ProgrammeForm = {
  name: 'join',
  rights: ['anybody'],
  open: (context, [roundId = ''], page) => openProfile(context, joining(context, roundId), page),
  submit: async (context, [roundId = ''], pages, values) => {
    const taken = await takePages(context, joining(context, roundId), pages, values)
    if ('kind' in taken) return taken
    if (!isComplete(taken.here.account.person)) return savedProfile(taken, pages)
    return savedProfile(taken, pages, await enrol(taken, roundId))
  },
}

export const forms = [form]

/** What joining comes to now: a form, a confirmation, one's place, or being told of the next round. */
async function join(context: Context, roundId?: string): Promise<Answer> {
  const { desk, voice, here } = context
  const { person } = here.account
  requireRoom((await context.memberSoon())?.guest)
  const asked = await askToJoin(desk, here.account, roundId)
  switch (asked.kind) {
    case 'noted':
      return say(noted(context))
    case 'in-already':
      return say(
        sentence(
          'join.already',
          voice,
          { number: asked.round.number },
          { label: voice.text('form.change'), id: voice.press(PROFILE) },
        ),
      )
    case 'matched-already': {
      const { round, enrolment } = asked
      const words = standingInWords({ round, enrolment, interested: false, partnered: true }, voice)
      return say({ summary: here.programme.name, blocks: [paragraph(...words)] })
    }
    case 'confirm':
      return say(stillRight(person, asked.round, voice))
    case 'profile-first': {
      const { id, number } = asked.round
      return openProfile(context, { ...joining(context, id), card: joinCard(context, number) }, 0)
    }
  }
}

async function enrol({ desk, voice, here, memberSoon }: Context, roundId: string): Promise<Message> {
  requireRoom((await memberSoon())?.guest)
  const { number } = await joinRound(desk, here.account, roundId)
  const values = { number, name: here.account.person.name }
  return {
    summary: voice.text('join.done', values),
    blocks: [paragraph(...voice.rich('join.done', values)), paragraph(...voice.rich('join.next'))],
  }
}

function joining({ voice }: Context, roundId: string): ProfileUse {
  return {
    id: voice.form(form.name, roundId),
    purpose: 'join',
    card: sentence('form.card.profile', voice),
    button: voice.text('form.open.join'),
  }
}

function joinCard({ voice }: Context, number: number): Message {
  return {
    summary: voice.text('join.card', { number }),
    blocks: [paragraph(...voice.rich('join.card', { number })), paragraph(...voice.rich('join.conduct'))],
  }
}

function noted({ voice, here }: Context): Message {
  const message = sentence('join.interest', voice)
  if (isComplete(here.account.person)) return message
  return {
    ...message,
    blocks: [
      ...message.blocks,
      paragraph(...voice.rich('join.interest.profile')),
      buttons({ label: voice.text('form.open'), id: voice.press(PROFILE) }),
    ],
  }
}
