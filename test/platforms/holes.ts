import fc from 'fast-check'

/** `channel.id`; an entry of a list is `messages.*`. */
type Path = string

/** Every place in a value, from the outside inwards. */
function places(value: unknown, at: Path = ''): Path[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Array.isArray(value)
    ? value.map((one): [string, unknown] => ['*', one])
    : Object.entries(value)
  return inside.flatMap(([name, one]) => {
    const path = at === '' ? name : `${at}.${name}`
    return [path, ...places(one, path)]
  })
}

type Hole = 'kept' | 'null' | 'absent'

function withHoles(value: unknown, holes: ReadonlyMap<Path, Hole>, at: Path = ''): unknown {
  if (typeof value !== 'object' || value === null) return value
  const pathOf = (name: string) => (at === '' ? name : `${at}.${name}`)
  if (Array.isArray(value)) {
    const [path] = [pathOf('*')]
    return value.map((one) => (holes.get(path) === 'null' ? null : withHoles(one, holes, path)))
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      const path = pathOf(name)
      if (holes.get(path) === 'absent') return []
      return [[name, holes.get(path) === 'null' ? null : withHoles(one, holes, path)]]
    }),
  )
}

/**
 * What came once, with null or nothing at any of its places but those without which nothing can be told. What is
 * around such a place is as much needed as the place.
 */
export function holed(example: unknown, needed: readonly Path[]): fc.Arbitrary<unknown> {
  const isNeeded = (path: Path) => needed.some((one) => one === path || one.startsWith(`${path}.`))
  const optional = [...new Set(places(example))].filter((path) => !isNeeded(path))
  const hole = fc.constantFrom<Hole>('kept', 'null', 'absent')
  return fc
    .tuple(...optional.map(() => hole))
    .map((holes) =>
      withHoles(example, new Map(optional.map((path, index) => [path, holes[index] ?? 'kept']))),
    )
}

/** Each place of an example made null, and taken away, one at a time: the whole of it, by no chance left out. */
export function singleHoles(example: unknown, needed: readonly Path[]): [string, unknown][] {
  const isNeeded = (path: Path) => needed.some((one) => one === path || one.startsWith(`${path}.`))
  return [...new Set(places(example))]
    .filter((path) => !isNeeded(path))
    .flatMap((path) =>
      (['null', 'absent'] as const).map((hole): [string, unknown] => [
        `${path} ${hole}`,
        withHoles(example, new Map([[path, hole]])),
      ]),
    )
}
