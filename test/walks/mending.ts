import { type Place, works } from './outside.ts'
import type { Somebody } from './speaking.ts'
import type { WalkWorld } from './world.ts'

/** Whether the programme can do without a workspace: another one is connected, and the bot is in it. */
const dispensable = (world: WalkWorld, place: Place): boolean =>
  world.places.every((other) => other === place || world.canAct(other))

/** The bot is removed from a workspace that is not the last; the platform tells it, or an answer will. */
export async function removes(world: WalkWorld, place: Place, told: boolean): Promise<void> {
  if (!dispensable(world, place) || place.trouble === 'removed') return
  world.breaks(place, 'removed')
  if (told) await world.happens(place, 'removed')
}

/** An organiser disconnects a workspace that is not the last. */
export async function disconnects(world: WalkWorld, organiser: Somebody, place: Place): Promise<void> {
  const workspace = world.connected.get(place.externalId)
  if (!workspace || !dispensable(world, place)) return
  await world.types(organiser, 'programme', 'disconnect')
  if (world.connected.size > 1) await world.presses(organiser, 'Choose one', workspace.name)
  await world.presses(organiser, 'Disconnect it')
  await world.look()
  if (world.connected.has(place.externalId)) throw new Error(`${workspace.name} cannot be disconnected`)
  world.visited.note('disconnected by a command')
}

/** Whoever manages a workspace that is not connected any more connects it by an organiser's code. */
export async function connectsAgain(world: WalkWorld): Promise<void> {
  const manager = world.managers.find(({ place }) => {
    return place.trouble !== 'removed' && !world.connected.has(place.externalId)
  })
  const [organiser] = world.acting()
  if (!manager || !organiser) return
  const { words } = await world.types(organiser, 'programme', 'code')
  const code = /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(words)?.[0] ?? ''
  await world.types(manager, 'programme', 'connect', code)
  await world.look()
  if (!world.connected.has(manager.place.externalId)) throw new Error('it cannot be connected again')
  becomesOrganiser(world, manager)
  world.visited.note('connected again')
}

/** Where nobody is left who organises, whoever manages a workspace takes over. */
export async function takesOver(world: WalkWorld): Promise<Somebody | undefined> {
  if (world.acting().length > 0) return undefined
  // A platform tells at the latest at the next start where the bot is, and where it is not.
  for (const place of world.places) if (place.trouble === 'removed') await world.happens(place, 'removed')
  const manager = world.managers.find(({ place }) => world.canAct(place))
  if (!manager) return undefined
  const { buttons } = await world.types(manager, 'programme')
  // Whoever took over once and left is an organiser again as soon as they are back.
  const before = !buttons.includes('Take over') && (await organises(world, manager))
  const heard = before ? undefined : await world.presses(manager, 'Take over')
  if (!before && (!heard || heard.refusal)) throw new Error(`nobody can take over: ${heard?.words}`)
  becomesOrganiser(world, manager)
  world.visited.note('taken over')
  return manager
}

async function organises({ desk, programme }: WalkWorld, { user }: Somebody): Promise<boolean> {
  const person = { accounts: { some: { externalId: user, leftAt: null } } }
  return (await desk.prisma.organiser.count({ where: { programmeId: programme.id, person } })) > 0
}

function becomesOrganiser({ organisers }: WalkWorld, manager: Somebody): void {
  if (!organisers.some(({ user }) => user === manager.user)) organisers.push({ ...manager })
}

/** An organiser has channels made anew that are gone: where they are, and of the other workspace. */
export async function remakes(world: WalkWorld, organiser: Somebody): Promise<boolean> {
  const { prisma } = world.desk
  const { words, buttons } = await world.types(organiser, 'programme')
  const where = { programmeId: world.programme.id, workspace: { disconnectedAt: null } }
  const lost = await prisma.lostChannel.count({ where })
  if (lost > 0 !== buttons.includes('Make it anew')) throw new Error(`${lost} channels are gone: ${words}`)
  if (lost === 0) return false
  await world.pressesAll(organiser, 'Make it anew', lost)
  await world.settle()
  // An answer may be lost, so that it has to be looked for; a workspace that was halted is tried once a minute.
  let still = await stillLost(world)
  for (let minute = 0; still && minute < 5; minute += 1) {
    await world.passes(60_000)
    still = await stillLost(world)
  }
  if (still) throw new Error(`the channel for ${still} is not made anew`)
  for (const { id, name, announcementsRef, forumRef, organisersRef } of world.connected.values()) {
    if (!announcementsRef || !forumRef || !organisersRef) continue
    const waits = { workspaceId: id, state: 'failed', error: 'gone:channel' } as const
    if ((await prisma.effect.count({ where: waits })) > 0)
      throw new Error(`${name} has its channels again, and what waited for one does not go there`)
  }
  world.visited.note('channels made anew')
  return true
}

/** What a channel is for that is lost where nothing is in the way of another. */
async function stillLost(world: WalkWorld): Promise<string | undefined> {
  const left = await world.desk.prisma.lostChannel.findMany({
    where: { programmeId: world.programme.id, workspace: { disconnectedAt: null } },
    include: { workspace: true },
  })
  const well = world.places.filter(works).map(({ externalId }) => externalId)
  return left.find(({ workspace }) => well.includes(workspace.externalId))?.purpose
}
