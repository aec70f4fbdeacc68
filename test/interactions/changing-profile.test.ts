import { beforeAll, expect, it } from 'vitest'
import type { Answer } from '../../src/chat/answer.ts'
import type { Inbound } from '../../src/port/platform.ts'
import { openRegistration } from '../../src/programme/rounds/plan.ts'
import { joinedIn, programmeOn } from '../support/desk.ts'
import { inboundOn } from '../support/inbound.ts'
import { useWorld } from '../support/world.ts'

const TEAM = 'TCHANGE'
const ada = { workspace: TEAM, user: 'UADA', name: 'Ada' }
const PAGES = ['About you', 'Your work', 'You and your partner', 'When and how']
const { database, desk } = useWorld()
let inbound: Inbound

beforeAll(async () => {
  const { programme, workspace, by } = await programmeOn(desk, TEAM)
  inbound = inboundOn(desk)
  await openRegistration(desk, programme, by)
  await joinedIn(desk, workspace, ada.user, 'NZ')
  const endedAt = new Date(desk.clock.now())
  await database.prisma.round.updateMany({ data: { state: 'closed', endedAt } })
  await openRegistration(desk, programme, by)
})

function buttonsOf(answer: Answer): readonly { readonly label: string; readonly id: string }[] {
  const blocks = 'message' in answer ? answer.message.blocks : []
  return blocks.flatMap((block) =>
    block.kind === 'buttons' ? block.buttons.flatMap((one) => ('id' in one ? [one] : [])) : [],
  )
}

async function press(answer: Answer, label: string): Promise<Answer> {
  const button = buttonsOf(answer).find((one) => one.label === label)
  return inbound.action(ada, button?.id ?? `no ${label}`, [])
}

it('whoever has a profile chooses the page that they change', async () => {
  const card = await inbound.command(ada, 'profile', {})
  expect(buttonsOf(card).map(({ label }) => label)).toEqual(PAGES)
  for (const [page, title] of PAGES.entries())
    expect(await press(card, title)).toMatchObject({ kind: 'form', open: { page } })
})

it('a page that is saved offers the one after it, and the last one none', async () => {
  const card = await inbound.command(ada, 'profile', {})
  for (const page of [2, 3]) {
    const opened = await press(card, PAGES[page] ?? '')
    const id = opened.kind === 'form' ? opened.open.form.id : ''
    const saved = await inbound.form(ada, id, [page], {})
    expect(saved).toMatchObject({ kind: 'saved' })
    expect(saved.kind === 'saved' && saved.next?.open.page).toBe(page === 2 ? 3 : undefined)
  }
})

it('whoever is asked whether all is still right can change something first, and is in then', async () => {
  const asked = await inbound.command(ada, 'join', {})
  const opened = await press(asked, 'Change something first')
  expect(opened).toMatchObject({ kind: 'form', open: { page: 0 } })
  const { form } = opened.kind === 'form' ? opened.open : expect.fail('no form')
  const values = { name: 'Ada', country: 'NZ', zone: 'Pacific/Auckland', languages: ['en'], sector: 'public' }
  const saved = await inbound.form(ada, form.id, [0], values)
  expect(saved).toMatchObject({ kind: 'saved', message: { summary: expect.stringContaining('Round 2') } })
})
