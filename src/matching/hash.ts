import { createHash } from 'node:crypto'
import { type IdPair, PARTS, type Pool } from './pool.ts'

/**
 * SHA-256, as 64 hexadecimal digits, of everything that a result depends on. Two pools have the same hash
 * if and only if they say the same, in whatever order they list it.
 */
export function hashPool(pool: Pool): string {
  return createHash('sha256').update(canonical(pool)).digest('hex')
}

function canonical({ people, rules, weights, seed, at, until }: Pool): string {
  return JSON.stringify({
    people: people
      .map((one) => ({
        id: one.id,
        group: one.group,
        country: one.country,
        zone: one.zone,
        languages: asSet(one.languages),
        sector: one.sector,
        careerStage: one.careerStage,
        frequency: one.frequency,
        medium: one.medium,
        interests: asSet(one.interests),
        canTell: asSet(one.canTell),
        wantsToLearn: asSet(one.wantsToLearn),
        wishSector: one.wishSector,
        availability: one.availability,
        role: one.role,
        acceptsTrio: one.acceptsTrio,
        waited: one.waited,
      }))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
    rules: {
      differentCountry: rules.differentCountry,
      sharedLanguage: rules.sharedLanguage,
      withinGroup: rules.withinGroup,
      roles: rules.roles,
      leastHours: rules.leastHours,
      never: pairs(rules.never),
      // What is not asked for is not said, so that the hash of a pool stays what it was.
      ...(rules.apart?.length ? { apart: pairs(rules.apart) } : {}),
      ...(rules.again?.pairs.length
        ? { again: pairs(rules.again.pairs), lastResort: rules.again.lastResort }
        : {}),
      locked: pairs(rules.locked),
    },
    weights: PARTS.map((part) => [part, weights[part]]),
    seed,
    at,
    until,
  })
}

function asSet(items: readonly string[]): string[] {
  return [...new Set(items)].sort()
}

function pairs(list: readonly IdPair[]): string[] {
  return asSet(list.map((pair) => JSON.stringify([...pair].sort())))
}
