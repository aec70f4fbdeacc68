import type { Desk } from '../desk.ts'
import type { SavedResult } from './draft.ts'

/** Those whom a draft is about: their names, and from how many countries the paired ones are. */
export async function draftedPeople(
  desk: Desk,
  roundId: string,
  { pairs, trios }: Pick<SavedResult, 'pairs' | 'trios'>,
): Promise<{ readonly nameOf: (id: string) => string; readonly countries: number }> {
  const people = await desk.prisma.person.findMany({
    where: { enrolments: { some: { roundId } } },
    select: { id: true, name: true, country: true },
  })
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const paired = new Set([...pairs.flatMap(({ a, b }) => [a, b]), ...trios.flatMap(({ members }) => members)])
  const countries = new Set(people.filter(({ id }) => paired.has(id)).map(({ country }) => country))
  return { nameOf: (id) => names.get(id) ?? '', countries: countries.size }
}
