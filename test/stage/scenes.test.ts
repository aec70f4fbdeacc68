import { describe, expect, it } from 'vitest'
import { KINDS } from '../../src/deliveries/kinds.ts'
import { population } from '../../src/sandbox/population/population.ts'
import { createPlaces } from '../../src/stage/on-the-map.ts'
import { SCENES } from '../../src/stage/scenes.ts'
import { placeKept } from '../../src/stage/visit.ts'

describe('the scenes', () => {
  it('are of effects that there are, each in one scene', () => {
    const kinds = SCENES.flatMap((scene) => scene.kinds)
    expect(KINDS.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds))
    expect(new Set(kinds).size).toBe(kinds.length)
  })

  it.each(SCENES.map((scene) => [scene.title, scene] as const))('%s: say one as one', (_, { words }) => {
    expect(words(1)).not.toMatch(/\d|#/)
    expect(words(7)).toContain('7')
  })
})

describe('the place that is kept for a visitor', () => {
  it('is on the platform of one more, so that the other has an even number', () => {
    const people = population({ seed: 1 })
    const kept = placeKept(people)
    expect(kept?.person.platform).toBe('discord')
    expect(kept?.person).toBe(people[kept?.index ?? -1])
    expect(people.filter(({ platform }) => platform === 'slack').length % 2).toBe(0)
  })
})

describe('people on the map', () => {
  it('stay where they are when more come, and apart', () => {
    const places = createPlaces()
    const some = places(['NZ', 'IS', 'NZ'])
    const more = places(['NZ', 'IS', 'NZ', 'NZ', 'XX'])
    expect(more.slice(0, 3)).toEqual(some)
    expect(new Set(more.map(String)).size).toBe(more.length)
  })
})
