import type { PrismaClient } from '../database/generated/client.ts'
import { KINDS } from '../deliveries/kinds.ts'
import { createVoice } from '../messages/voice.ts'
import type { Effects } from '../sandbox/page/stage.ts'

const { text } = createVoice({
  locale: 'en',
  platform: '',
  typed: (name) => `/${name}`,
  press: () => '',
  form: () => '',
})
/** What organisers read of each kind. */
const NAMES: ReadonlyMap<string, string> = new Map(KINDS.map(({ kind, label }) => [kind, text(label)]))

/** How many effects of each kind are in each state. */
export async function effectsByState(prisma: PrismaClient): Promise<Effects[]> {
  const groups = await prisma.effect.groupBy({
    by: ['kind', 'state'],
    _count: true,
    orderBy: [{ kind: 'asc' }, { state: 'asc' }],
  })
  return groups.map(({ kind, state, _count }) => ({ kind: NAMES.get(kind) ?? kind, state, count: _count }))
}

/** How many effects of each kind have been carried out. */
export async function carriedOut(prisma: PrismaClient): Promise<ReadonlyMap<string, number>> {
  const kinds = await prisma.effect.groupBy({ by: ['kind'], where: { state: 'done' }, _count: true })
  return new Map(kinds.map(({ kind, _count }) => [kind, _count]))
}

/** How many effects have come to an end: were carried out, or failed for good. */
export async function outcomes(
  prisma: PrismaClient,
): Promise<{ readonly done: number; readonly failed: number }> {
  const [done, failed] = await Promise.all([
    prisma.effect.count({ where: { state: 'done' } }),
    prisma.effect.count({ where: { state: 'failed' } }),
  ])
  return { done, failed }
}
