import type { Round } from '../../src/database/generated/client.ts'

/** What walks came through, and in how many of them. */
export class Visited {
  private readonly walks = new Map<string, number>()
  /** Nothing more of a walk is noted: what comes of itself at its end. */
  over = false

  note(what: string): void {
    if (!this.over) this.walks.set(what, (this.walks.get(what) ?? 0) + 1)
  }

  noteRound(round: Pick<Round, 'state' | 'number' | 'publishedAt'> | null): void {
    if (!round) return
    this.note(`a round is ${round.state}`)
    if (round.number > 1) this.note('a second round')
    if (round.number > 1 && round.publishedAt) this.note('a second round is published')
  }

  /** Adds what one more walk came through. */
  add(walk: Visited): void {
    for (const what of walk.walks.keys()) this.note(what)
  }

  /** A table of it, the commonest first. @param all how many walks there were */
  table(all: number): string {
    const rows = [...this.walks].sort(([, one], [, other]) => other - one)
    const row = ([what, walks]: readonly [string, number]) =>
      `${String(walks).padStart(6)}  ${String(Math.round((100 * walks) / all)).padStart(3)} %  ${what}`
    return [`of ${all} walks, how many came through`, ...rows.map(row)].join('\n')
  }
}
