import { expect, it } from 'vitest'
import { noteHomeOpened, outdatedHomes, settleHome, takeHome } from '../../src/programme/homes.ts'
import { published } from '../support/published.ts'
import { useWorld } from '../support/world.ts'

const world = useWorld()

/** Somebody in a running round who has just been shown their page. */
async function shown() {
  const { desk } = world
  const { prisma } = desk
  const made = await published(desk, world.team())
  const account = await prisma.account.findFirstOrThrow({
    where: { workspaceId: made.workspace.id, externalId: 'U1' },
  })
  const mine = async () =>
    (await outdatedHomes(desk, ['slack'], 1_000)).find(({ accountId }) => accountId === account.id)
  await noteHomeOpened(desk, account.id)
  const first = await mine()
  expect(first && (await takeHome(desk, first))).toBe(true)
  expect(await mine()).toBeUndefined()
  return { ...made, account, mine, first: first! }
}

it.each<[string, (place: Awaited<ReturnType<typeof shown>>) => Promise<unknown>]>([
  ['the programme’s name', ({ programme }) => change('programme', { id: programme.id }, { name: 'Another' })],
  ['their language', ({ account }) => change('account', { id: account.id }, { locale: 'mi' })],
  [
    'the round’s state',
    ({ programme }) => change('round', { programmeId: programme.id }, { state: 'closing' }),
  ],
  ['its end', ({ programme }) => change('round', { programmeId: programme.id }, { endedAt: new Date() })],
  [
    'their place in it',
    ({ account }) => change('enrolment', { accountId: account.id }, { state: 'withdrawn' }),
  ],
  ['a partner’s name', ({ persons }) => change('person', { id: persons[1]!.id }, { name: 'Somebody' })],
  [
    'a partner who left',
    ({ persons }) => change('membership', { personId: persons[1]!.id }, { leftAt: new Date() }),
  ],
  [
    'the end of a partnership',
    ({ programme }) => change('partnership', { programmeId: programme.id }, { endedAt: new Date() }),
  ],
  [
    'the place where they talk',
    ({ programme }) => change('space', { programmeId: programme.id }, { ref: 'CELSEWHERE' }),
  ],
  ['a topic’s title', ({ programme }) => change('topic', { programmeId: programme.id }, { title: 'Anew' })],
  [
    'a topic that is issued',
    ({ programme }) =>
      change('roundTopic', { programmeId: programme.id, index: 1 }, { issuedAt: new Date() }),
  ],
  ['the forum', ({ workspace }) => change('workspace', { id: workspace.id }, { forumRef: 'CANOTHER' })],
  [
    'that they want to be told of the next round',
    ({ programme, account }) =>
      world.desk.prisma.interest.create({
        data: { personId: account.personId, programmeId: programme.id, at: new Date() },
      }),
  ],
  [
    'that they are an organiser',
    ({ programme, account }) =>
      world.desk.prisma.organiser.create({
        data: { personId: account.personId, programmeId: programme.id, since: new Date() },
      }),
  ],
])('a page is outdated by %s', async (_what, happens) => {
  const place = await shown()
  await happens(place)
  expect(await place.mine()).toMatchObject({ shown: place.first.sign, user: 'U1' })
})

/** Changes rows of one kind by hand. */
const change = (table: string, where: object, data: object): Promise<unknown> =>
  (Reflect.get(world.desk.prisma, table) as { updateMany(what: object): Promise<unknown> }).updateMany({
    where,
    data,
  })

it('is shown by one process alone, and again where another one showed something else meanwhile', async () => {
  const { desk } = world
  const { programme, mine } = await shown()
  await change('programme', { id: programme.id }, { name: 'Newer' })
  const one = (await mine())!
  expect(await takeHome(desk, one)).toBe(true)
  expect(await takeHome(desk, one)).toBe(false)
  // While the one is still on its way, somebody else shows what is newer.
  await change('programme', { id: programme.id }, { name: 'Newest' })
  const other = (await mine())!
  expect(await takeHome(desk, other)).toBe(true)
  await settleHome(desk, other)
  expect(await mine()).toBeUndefined()
  await settleHome(desk, one)
  expect(await mine()).toMatchObject({ shown: null, sign: other.sign })
})

it('is not shown to whoever left, where the bot was removed, or after a month', async () => {
  for (const [table, data] of [
    ['account', { leftAt: new Date() }],
    ['account', { homeOpenedAt: new Date(Date.now() - 31 * 86_400_000) }],
    ['workspace', { disconnectedAt: new Date() }],
  ] as const) {
    const { account, workspace, programme, mine } = await shown()
    await change('programme', { id: programme.id }, { name: 'Newer' })
    expect(await mine()).toBeDefined()
    await change(table, { id: table === 'account' ? account.id : workspace.id }, data)
    expect(await mine()).toBeUndefined()
  }
})
