import type { Desk } from '../desk.ts'

export interface RoundNumbers {
  readonly people: number
  readonly countries: number
  readonly partnerships: number
  /** Who takes part from where, and which countries' people are partners; ISO 3166-1 alpha-2. */
  readonly onTheMap: {
    readonly countries: readonly { readonly code: string; readonly people: number }[]
    readonly partnerships: readonly (readonly [string, string])[]
  }
}

/** A round in numbers, as the kick-off tells it. */
export async function roundInNumbers({ prisma }: Desk, roundId: string): Promise<RoundNumbers> {
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
    onTheMap: {
      countries: [...people].map(([code, count]) => ({ code, people: count })),
      // Three people are joined by three lines.
      partnerships: countriesOf.flatMap((theirs) =>
        theirs.flatMap((one, at) => theirs.slice(at + 1).map((other): [string, string] => [one, other])),
      ),
    },
  }
}
