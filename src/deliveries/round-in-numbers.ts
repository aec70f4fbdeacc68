import type { PrismaClient } from '../database/generated/client.ts'

export interface RoundNumbers {
  readonly people: number
  readonly countries: number
  readonly partnerships: number
  /** Draws the map of the round's partnerships, PNG; undefined where it cannot be drawn. */
  readonly map: () => Promise<Uint8Array | undefined>
}

/** A round in numbers, as the kick-off tells it. */
export async function roundInNumbers(prisma: PrismaClient, roundId: string): Promise<RoundNumbers> {
  const partnerships = await prisma.partnership.findMany({
    where: { roundId },
    select: { members: { select: { person: { select: { country: true } } } } },
  })
  const countriesOf = partnerships.map(({ members }) => members.map(({ person }) => person.country ?? ''))
  const people = new Map<string, number>()
  for (const country of countriesOf.flat()) people.set(country, (people.get(country) ?? 0) + 1)
  return {
    people: countriesOf.flat().length,
    countries: people.size,
    partnerships: partnerships.length,
    map: async () => {
      // Loaded when it is drawn: most processes never draw one.
      const { drawMap } = await import('../messages/map/draw.ts')
      return drawMap({
        countries: [...people].map(([code, count]) => ({ code, people: count })),
        // Three people are joined by three lines.
        partnerships: countriesOf.flatMap((theirs) =>
          theirs.flatMap((one, at) => theirs.slice(at + 1).map((other): [string, string] => [one, other])),
        ),
      })
    },
  }
}
