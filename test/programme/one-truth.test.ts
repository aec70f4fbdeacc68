import { expect, it } from 'vitest'
import { unmarked } from '../../src/chat/isolate.ts'
import { plain as read } from '../../src/chat/message.ts'
import { standingInWords } from '../../src/messages/guide.ts'
import { createVoice } from '../../src/messages/voice.ts'
import { expressInterest } from '../../src/programme/interest.ts'
import { askToJoin, joinRound } from '../../src/programme/joining.ts'
import { leaveRound, whatLeavingMeans } from '../../src/programme/leaving.ts'
import { partnershipOf } from '../../src/programme/partnerships.ts'
import { meet } from '../../src/programme/people.ts'
import { saveProfile } from '../../src/programme/profile/profile.ts'
import { closeRegistration } from '../../src/programme/rounds/close.ts'
import { computeDraft } from '../../src/programme/rounds/draft.ts'
import { endRound } from '../../src/programme/rounds/end.ts'
import { moveRoundsOn } from '../../src/programme/rounds/move-on.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { publishRound } from '../../src/programme/rounds/publish.ts'
import { standing } from '../../src/programme/standing.ts'
import { useWorld } from '../support/world.ts'

const { database, desk, begin } = useWorld()
const plain = (words: Parameters<typeof read>[0]) => unmarked(read(words))
const voice = createVoice({
  locale: 'en',
  platform: 'slack',
  typed: (name) => `/${name}`,
  press: () => '',
  form: () => '',
})

it('/guide, /partner, /leave and /join tell one truth at every instant of a round', async () => {
  const { programme, workspace, by } = await begin()
  const somebody = async (user: string, country: string) => {
    const account = await meet(desk, workspace, { user, name: user })
    const person = await saveProfile(desk, account.personId, { country, zone: 'UTC', languages: ['en'] })
    return { ...account, person }
  }
  const aroha = await somebody('U1', 'NZ')
  const kofi = await somebody('U2', 'GH')
  const luz = await somebody('U3', 'PE')
  const tui = await somebody('U4', 'NZ')
  const everybody = [aroha, kofi, luz, tui]
  const told: string[] = []

  /** What each of them is told now must agree. */
  const look = async (when: string) => {
    for (const account of everybody) {
      const where = await standing(desk, account.person)
      const partner = await partnershipOf(desk, account.personId)
      const guide = plain(standingInWords(where, voice))
      const about = `${when}, ${account.displayName}: ${guide}`
      expect(where.partnered, about).toBe(partner !== undefined)
      expect(guide.startsWith('You have a partner'), about).toBe(partner !== undefined)
      expect((await whatLeavingMeans(desk, account.person)) === 'partner', about).toBe(partner !== undefined)
      const noted = await database.prisma.interest.findUnique({ where: { personId: account.personId } })
      const joining = await askToJoin(desk, account)
      expect(joining.kind === 'matched-already', about).toBe(partner !== undefined)
      // To ask is no answer: nobody is to be interested because of this test.
      if (!noted) await database.prisma.interest.deleteMany({ where: { personId: account.personId } })
    }
    told.push(`${when}: ${plain(standingInWords(await standing(desk, aroha.person), voice))}`)
  }
  const done = () =>
    database.prisma.effect.updateMany({ where: { programmeId: programme.id }, data: { state: 'done' } })

  await look('before')
  await expressInterest(desk, aroha)
  await look('interested')
  const { id } = await openRegistration(desk, programme, by)
  for (const account of everybody) await joinRound(desk, account, id)
  await look('open')
  await closeRegistration(desk, programme, by)
  await look('matching')
  await computeDraft(desk, programme, by)
  await look('drafted')
  await publishRound(desk, programme, undefined, by)
  await look('publishing')
  await done()
  await moveRoundsOn(desk)
  await look('running')
  const other = (await partnershipOf(desk, aroha.personId))?.members.find(
    ({ person }) => person.id !== aroha.personId,
  )
  const another = everybody.find(
    ({ personId }) => personId !== aroha.personId && personId !== other?.person.id,
  )
  await leaveRound(desk, another!.person)
  await look('one has left')
  await endRound(desk, programme, by)
  await look('closing')
  await expect(leaveRound(desk, aroha.person, id)).rejects.toMatchObject({ code: 'stale' })
  await expressInterest(desk, aroha)
  await look('closing, and interested')
  await done()
  await moveRoundsOn(desk)
  await look('closed')

  expect(told).toEqual([
    'before: You are not in a round now.',
    'interested: You will be told when the next round opens.',
    'open: You are in Round 1. You are matched when registration closes.',
    'matching: You are in Round 1. You are being matched now.',
    'drafted: You are in Round 1. You are being matched now.',
    'publishing: You have a partner in Round 1.',
    'running: You have a partner in Round 1.',
    'one has left: You have a partner in Round 1.',
    'closing: Round 1 is coming to its end, and you have had a partner in it. Thank you for taking part.',
    'closing, and interested: Round 1 is coming to its end, and you have had a partner in it. Thank you for taking part. You will be told when the next round opens.',
    'closed: You will be told when the next round opens.',
  ])
})
