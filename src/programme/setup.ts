import { randomInt } from 'node:crypto'
import type { Account, Programme, Workspace } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import type { Tx } from '../outbox/effect.ts'
import { recordEffects } from '../outbox/record.ts'
import { type Actor, audit } from './audit.ts'
import { channelKey, PURPOSES } from './channels.ts'
import type { Desk } from './desk.ts'
import { codeHash } from './identifier.ts'
import { isBlank } from './lookup/nothing.ts'
import { accessOfOrganisers } from './organisers.ts'
import type { Visitor } from './people.ts'
import { Problem } from './problem.ts'
import type { Values } from './profile/draft.ts'
import type { FieldProblem } from './profile/field-problem.ts'
import { readZone } from './programme-zone.ts'
import type { Topic as BuiltinTopic } from './topics/builtin.ts'

export interface NewWorkspace {
  readonly platform: Workspace['platform']
  readonly externalId: string
  readonly name: string
}

/** At most so many characters (code points) of a programme's name. */
const LONGEST_NAME = 60

export interface WantedProgramme {
  readonly name: string
  /** IANA zone in which its dates are reckoned. */
  readonly zone: string
  /** Whether partners live in different countries, as they do unless it is said. */
  readonly differentCountry?: boolean
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
  const read = readZone(typed, locale, now)
  const problems: FieldProblem[] = isBlank(name) ? [{ field: 'name', code: 'required' }] : []
  if ('problem' in read) problems.push(read.problem)
  const differentCountry = String(values.country ?? 'yes') !== 'no'
  if (problems.length > 0 || 'problem' in read)
    return { problems, typed: { name, zone: typed, differentCountry } }
  return { wanted: { name: [...name].slice(0, LONGEST_NAME).join(''), zone: read.zone, differentCountry } }
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
  return transaction(desk.prisma, async (tx) => {
    const at = new Date(desk.clock.now())
    await takeUnconnected(tx, workspace, at)
    const programme = await tx.programme.create({
      data: { ...wanted, createdAt: at },
    })
    await tx.topic.createMany({
      data: topics.map((topic, position) => ({ ...topic, position, programmeId: programme.id })),
    })
    const connected = await connect(tx, desk, programme.id, workspace, visitor)
    await audit(tx, desk, connected.organiser, 'programme-started', [programme.id])
    return { programme, workspace: connected.workspace }
  })
}

/** A code with which another workspace can be connected once, within a day. */
export async function makeConnectCode(desk: Desk, programmeId: string, by: Actor): Promise<string> {
  const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'
  const pick = () => letters[randomInt(letters.length)]
  const code = `${Array.from({ length: 5 }, pick).join('')}-${Array.from({ length: 5 }, pick).join('')}`
  await transaction(desk.prisma, async (tx) => {
    const expiresAt = new Date(desk.wall() + 24 * 3_600_000)
    await tx.connectCode.create({ data: { hash: codeHash(desk.secret, code), programmeId, expiresAt } })
    await audit(tx, desk, by, 'code-made')
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
): Promise<{ programme: Programme; workspace: Workspace }> {
  refuseStranger(desk, workspace)
  const hash = codeHash(desk.secret, code.trim().toUpperCase())
  const now = new Date(desk.wall())
  return transaction(desk.prisma, async (tx) => {
    await takeUnconnected(tx, workspace, new Date(desk.clock.now()))
    const used = await tx.connectCode.updateMany({
      where: { hash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    })
    if (used.count === 0) throw new Problem('bad-code')
    const { programmeId } = await tx.connectCode.findUniqueOrThrow({ where: { hash } })
    const connected = await connect(tx, desk, programmeId, workspace, visitor)
    await audit(tx, desk, connected.organiser, 'workspace-connected', [connected.workspace.id])
    const programme = await tx.programme.findUniqueOrThrow({ where: { id: programmeId } })
    return { programme, workspace: connected.workspace }
  })
}

/** What is connected already stays, whatever is allowed later. */
function refuseStranger({ allowed }: Desk, { externalId }: NewWorkspace): void {
  if (allowed && !allowed.has(externalId)) throw new Problem('workspace-not-allowed', { id: externalId })
}

/** Takes our standing with a workspace until the transaction ends: of two who connect it at once the second is told. */
async function takeUnconnected(tx: Tx, { platform, externalId }: NewWorkspace, at: Date): Promise<void> {
  await tx.installation.upsert({
    where: { platform_externalId: { platform, externalId } },
    create: { platform, externalId, since: at },
    update: { gone: null },
  })
  const taken = await tx.workspace.findFirst({ where: { platform, externalId, disconnectedAt: null } })
  if (taken) throw new Problem('already-set-up')
}

async function connect(
  tx: Tx,
  desk: Desk,
  programmeId: string,
  wanted: NewWorkspace,
  visitor: Visitor,
): Promise<{ workspace: Workspace; organiser: Account }> {
  const at = new Date(desk.clock.now())
  const { platform, externalId } = wanted
  const before = await tx.workspace.findFirst({ where: { programmeId, platform, externalId } })
  const data = { name: wanted.name, connectedAt: at }
  const workspace = before
    ? await tx.workspace.update({ where: { id: before.id }, data: { ...data, disconnectedAt: null } })
    : await tx.workspace.create({ data: { ...wanted, ...data, programmeId } })
  const organiser = await accountOf(tx, workspace, visitor, at)
  const organises = { programmeId, personId: organiser.personId, since: at }
  await tx.organiser.createMany({ data: [organises], skipDuplicates: true })
  await recordChannels(tx, desk, workspace)
  return { workspace, organiser }
}

/** Whoever was there before the workspace was disconnected is who they were. */
async function accountOf(
  tx: Tx,
  { id, programmeId }: Workspace,
  visitor: Visitor,
  at: Date,
): Promise<Account> {
  const { user: externalId, name } = visitor
  const where = { workspaceId_externalId: { workspaceId: id, externalId } }
  const known = await tx.account.findUnique({ where })
  if (known) return tx.account.update({ where, data: { leftAt: null } })
  const person = await tx.person.create({ data: { programmeId, name, createdAt: at } })
  const locale = visitor.locale ?? null
  return tx.account.create({
    data: { programmeId, personId: person.id, workspaceId: id, externalId, displayName: name, locale },
  })
}

/** Records that the programme's channels of a workspace are to be there; those that are stay as they are. */
async function recordChannels(tx: Tx, desk: Desk, workspace: Workspace): Promise<void> {
  const { id: workspaceId, programmeId } = workspace
  const missing = PURPOSES.filter((purpose) => workspace[`${purpose}Ref`] === null)
  const first = (await tx.effect.count({ where: { workspaceId, kind: 'channel' } })) === 0
  const effects = missing.map((purpose) => ({
    programmeId,
    workspaceId,
    kind: 'channel' as const,
    key: first ? channelKey(workspaceId, purpose) : `${channelKey(workspaceId, purpose)}:${desk.wall()}`,
    payload: { purpose },
  }))
  await recordEffects(tx, effects, desk.wall())
  if (workspace.organisersRef !== null) await accessOfOrganisers(tx, desk, workspace)
}
