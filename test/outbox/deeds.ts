import type { Database } from '../../src/database/open.ts'
import type { Effect, EffectKind } from '../../src/outbox/effect.ts'
import type { Outcome } from '../../src/port/outcome.ts'

export interface DeedWanted {
  readonly programmeId: string
  readonly workspaceId: string
  readonly key: string
  /** `deed` where nothing is said. */
  readonly kind?: string
  readonly line?: string
  readonly place?: number
  /** When it was recorded and from when on it may be done, epoch ms; now where nothing is said. */
  readonly at?: number
}

/** Records effects of kinds that no delivery is of. */
export async function recordDeeds({ prisma }: Database, wanted: readonly DeedWanted[]): Promise<void> {
  await prisma.effect.createMany({
    data: wanted.map(({ at = Date.now(), kind = 'deed', ...deed }) => ({
      ...deed,
      kind,
      payload: {},
      notBefore: new Date(at),
      createdAt: new Date(at),
    })),
    skipDuplicates: true,
  })
}

/** A kind whose payload is nothing, with what it does. */
export function deedKind(work: Partial<EffectKind>): EffectKind {
  return {
    kind: 'deed',
    payload: { parse: () => undefined },
    run: async () => ({ kind: 'done', ref: 'R' }),
    probe: async () => ({ kind: 'absent' }),
    done: async () => {},
    ...work,
  }
}

/** A kind whose deeds go into a world of its own, by a script of outcomes, the last of them again and again. */
export function scripted(script: readonly (Outcome<string> | 'lost' | 'throws')[], world: string[] = []) {
  let turn = 0
  const kind = {
    ...deedKind({}),
    world,
    looks: 0,
    async run(effect: Effect): Promise<Outcome<string>> {
      const outcome = script[Math.min(turn, script.length - 1)]
      turn += 1
      if (outcome === 'throws') throw new Error('broken')
      if (outcome === undefined || outcome === 'lost' || outcome.kind === 'done') world.push(effect.key)
      if (outcome === 'lost') return { kind: 'unknown', why: 'cut' }
      return outcome ?? { kind: 'done', ref: 'R' }
    },
    async probe(effect: Effect) {
      kind.looks += 1
      return world.includes(effect.key)
        ? { kind: 'done' as const, ref: 'found' }
        : { kind: 'absent' as const }
    },
  }
  return kind
}
