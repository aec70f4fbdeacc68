import { currentTrace, newTrace } from '../port/trace.ts'
import type { Desk } from './desk.ts'

/** One piece of what is due: whose it is, and the id of what it concerns. */
export interface Piece {
  readonly programmeId: string
  readonly kind: TroubleKind
  readonly subject: string
}

/** What can be in trouble: `trouble.<kind>` of the catalogue says what that means. */
export type TroubleKind =
  | 'topic'
  | 'deliveries'
  | 'access'
  | 'round'
  | 'zone'
  | 'programme-zone'
  | 'workspace'

/** A piece that could not be done. */
export interface Trouble extends Piece {
  /** What organisers see, and the log has as `trace`. */
  readonly reference: string
  readonly error: unknown
}

/** Does a piece of what is due by itself: where it fails, whoever comes next is not kept waiting. */
export type Attempt = (piece: Piece, work: () => Promise<void>) => Promise<void>

/** Where nobody takes note, it is whoever asked who hears of it. */
export const plainly: Attempt = (_piece, work) => work()

export interface Notes {
  readonly attempt: Attempt
  /** What was in trouble and is no longer is forgotten. Gives what is to be said in the log. */
  close(): Promise<readonly Trouble[]>
}

/** What stays in trouble is said again so often, ms: under a reference whose line is still in the log. */
const AGAIN_MS = 3_600_000

/** Takes note, for the organisers of each programme, of what fails in one turn of the scheduler. */
export async function takeNotes({ prisma, wall }: Pick<Desk, 'prisma' | 'wall'>): Promise<Notes> {
  const before = new Map((await prisma.trouble.findMany()).map((trouble) => [keyOf(trouble), trouble]))
  const met = new Set<string>()
  const tell: Trouble[] = []

  async function note({ programmeId, kind, subject }: Piece, error: unknown): Promise<void> {
    const piece = { programmeId, kind, subject }
    const key = keyOf(piece)
    if (met.has(key)) return
    met.add(key)
    const said = before.get(key)
    const at = new Date(wall())
    // Either way: the clock may have been set back since.
    if (said && Math.abs(at.getTime() - said.saidAt.getTime()) < AGAIN_MS) return
    const reference = currentTrace() ?? newTrace()
    const where = { programmeId_kind_subject: piece }
    const fresh = { reference, saidAt: at }
    await prisma.trouble.upsert({ where, create: { ...piece, ...fresh, since: at }, update: fresh })
    tell.push({ ...piece, reference, error })
  }

  return {
    async attempt(piece, work) {
      try {
        await work()
      } catch (error) {
        await note(piece, error)
      }
    },
    async close() {
      for (const [key, { programmeId, kind, subject }] of before) {
        if (!met.has(key)) await prisma.trouble.deleteMany({ where: { programmeId, kind, subject } })
      }
      return tell
    },
  }
}

const keyOf = ({ programmeId, kind, subject }: { programmeId: string; kind: string; subject: string }) =>
  `${programmeId} ${kind} ${subject}`
