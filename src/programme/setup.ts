import { randomInt } from 'node:crypto'
import type { Programme, Workspace } from '../database/generated/client.ts'
import type { Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import type { Desk } from './desk.ts'
import { codeHash } from './identifier.ts'
import { findZone } from './lookup/zones.ts'
import type { Visitor } from './people.ts'
import { Problem } from './problem.ts'
import type { FieldProblem } from './profile/check.ts'
import type { Values } from './profile/draft.ts'
import type { Topic as BuiltinTopic } from './topics/builtin.ts'

export interface NewWorkspace {
  readonly platform: Workspace['platform']
  readonly externalId: string
  readonly name: string
}

/** The public and private channels that a programme has in each workspace. */
export const PURPOSES = ['announcements', 'forum', 'organisers'] as const
export type Purpose = (typeof PURPOSES)[number]

/** At most so many characters (code points) of a programme's name. */
const LONGEST_NAME = 60

export interface WantedProgramme {
  readonly name: string
  /** IANA zone in which its dates are reckoned. */
  readonly zone: string
}

/** Reads what was filled in to start a programme: all of it, or what is wrong with it. */
export function checkSetUp(
  values: Values,
  locale: string,
  now: number,
):
  | { readonly wanted: WantedProgramme }
  | { readonly problems: readonly FieldProblem[]; readonly typed: WantedProgramme } {
  const name = String(values.name ?? '').trim()
  const typed = String(values.zone ?? '')
  const zone = findZone(typed, { now, locale })
  const problems: FieldProblem[] = name === '' ? [{ field: 'name', code: 'required' }] : []
  if (zone.kind !== 'one') {
    const options = (zone.kind === 'several' ? zone.values : zone.suggestions).slice(0, 5)
    const code = zone.kind === 'several' ? 'which-zone' : 'unknown-zone'
    problems.push({ field: 'zone', code, typed, source: 'zone', options })
  }
  if (problems.length > 0 || zone.kind !== 'one') return { problems, typed: { name, zone: typed } }
  return { wanted: { name: [...name].slice(0, LONGEST_NAME).join(''), zone: zone.value } }
}

/**
 * A new programme in a workspace that has none; whoever starts it is its first organiser. Its channels
 * are made next, as effects.
 *
 * @throws Problem `workspace-not-allowed`, `already-set-up`
 */
export async function startProgramme(
  desk: Desk,
  workspace: NewWorkspace,
  visitor: Visitor,
  wanted: WantedProgramme,
  topics: readonly BuiltinTopic[],
): Promise<{ programme: Programme; workspace: Workspace }> {
  refuseStranger(desk, workspace)
  return desk.prisma.$transaction(async (tx) => {
    await refuseConnected(tx, workspace)
    const at = new Date(desk.clock.now())
    const programme = await tx.programme.create({
      data: { name: wanted.name, zone: wanted.zone, createdAt: at },
    })
    await tx.topic.createMany({
      data: topics.map((topic, position) => ({ ...topic, position, programmeId: programme.id })),
    })
    const connected = await connect(tx, desk, programme.id, workspace, visitor)
    return { programme, workspace: connected }
  })
}

/** A code with which another workspace can be connected once, within a day. */
export async function makeConnectCode(desk: Desk, programmeId: string): Promise<string> {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
  const pick = () => letters[randomInt(letters.length)]
  const code = `${Array.from({ length: 5 }, pick).join('')}-${Array.from({ length: 5 }, pick).join('')}`
  await desk.prisma.connectCode.create({
    data: {
      hash: codeHash(desk.secret, code),
      programmeId,
      expiresAt: new Date(desk.wall() + 24 * 3_600_000),
    },
  })
  return code
}

/**
 * Connects a workspace to the programme that made the code. Whoever does so becomes an organiser too.
 *
 * @throws Problem `workspace-not-allowed`, `already-set-up`, `bad-code`
 */
export async function connectWorkspace(
  desk: Desk,
  workspace: NewWorkspace,
  visitor: Visitor,
  code: string,
): Promise<Programme> {
  refuseStranger(desk, workspace)
  const hash = codeHash(desk.secret, code.trim().toUpperCase())
  const now = new Date(desk.wall())
  return desk.prisma.$transaction(async (tx) => {
    await refuseConnected(tx, workspace)
    const used = await tx.connectCode.updateMany({
      where: { hash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    })
    if (used.count === 0) throw new Problem('bad-code')
    const { programmeId } = await tx.connectCode.findUniqueOrThrow({ where: { hash } })
    await connect(tx, desk, programmeId, workspace, visitor)
    return tx.programme.findUniqueOrThrow({ where: { id: programmeId } })
  })
}

/** What is connected already stays, whatever is allowed later. */
function refuseStranger({ allowed }: Desk, { externalId }: NewWorkspace): void {
  if (allowed && !allowed.has(externalId))
    throw new Problem('workspace-not-allowed', { workspace: externalId })
}

async function refuseConnected(tx: Tx, { platform, externalId }: NewWorkspace): Promise<void> {
  const taken = await tx.workspace.findUnique({ where: { platform_externalId: { platform, externalId } } })
  if (taken) throw new Problem('already-set-up')
}

async function connect(
  tx: Tx,
  desk: Desk,
  programmeId: string,
  wanted: NewWorkspace,
  visitor: Visitor,
): Promise<Workspace> {
  const at = new Date(desk.clock.now())
  const workspace = await tx.workspace.create({ data: { ...wanted, programmeId, connectedAt: at } })
  const person = await tx.person.create({ data: { programmeId, name: visitor.name, createdAt: at } })
  await tx.account.create({
    data: {
      personId: person.id,
      workspaceId: workspace.id,
      externalId: visitor.user,
      displayName: visitor.name,
      locale: visitor.locale ?? null,
    },
  })
  await tx.organiser.create({ data: { programmeId, personId: person.id, since: at } })
  await recordChannels(tx, desk, workspace)
  return workspace
}

/** Records that the programme's channels of a workspace are to be there; those that are stay as they are. */
async function recordChannels(tx: Tx, desk: Desk, workspace: Workspace): Promise<void> {
  const effects = PURPOSES.map((purpose) => ({
    programmeId: workspace.programmeId,
    workspaceId: workspace.id,
    kind: 'channel',
    key: `${workspace.id}:${purpose}`,
    payload: { purpose },
  }))
  await recordEffects(tx, effects, desk.wall())
}

/** Makes somebody an organiser, who then also sees the organisers' channel. */
export async function addOrganiser(desk: Desk, workspace: Workspace, personId: string): Promise<void> {
  await desk.prisma.$transaction(async (tx) => {
    const since = new Date(desk.clock.now())
    const { programmeId } = workspace
    await tx.organiser.createMany({ data: [{ programmeId, personId, since }], skipDuplicates: true })
    await recordEffects(
      tx,
      [
        {
          programmeId,
          workspaceId: workspace.id,
          kind: 'organiser-access',
          key: `${workspace.id}:${personId}:${since.getTime()}`,
          payload: { personId },
        },
      ],
      desk.wall(),
    )
  })
}

/** Takes an organiser's rights away; the last one keeps them. */
export async function removeOrganiser(desk: Desk, programmeId: string, personId: string): Promise<void> {
  await desk.prisma.$transaction(async (tx) => {
    // Serialises removals, so that two at once cannot leave a programme with nobody.
    await tx.$queryRaw`SELECT 1 FROM "Programme" WHERE "id" = ${programmeId} FOR UPDATE`
    const others = await tx.organiser.count({ where: { programmeId, personId: { not: personId } } })
    if (others === 0) throw new Problem('last-organiser')
    await tx.organiser.deleteMany({ where: { programmeId, personId } })
  })
}
