import { HOUSE, roomOf, SDKS } from './house.ts'
import { circles, type Import, readImports } from './imports.ts'

/** What a single import breaks, in words. */
export function brokenBy({ file, target, ours, types }: Import): string | undefined {
  if (!ours) {
    const home = Object.entries(SDKS).find(([name]) => target === name || target.startsWith(`${name}/`))?.[1]
    return home && !file.startsWith(`${home}/`)
      ? `${file} imports ${target}, which only ${home} may`
      : undefined
  }
  const room = roomOf(file)
  if (room?.imports === undefined) return undefined
  const within = (places: readonly string[]) =>
    places.some((place) => target === place || target.startsWith(`${place}/`))
  if (within([room.place, ...room.imports]) || (types && within(room.types ?? []))) return undefined
  return `${file} imports ${types ? 'types of ' : ''}${target}, which ${room.place} may not`
}

/** Which rooms each room's files import from, one line a room. */
export function drawn(imports: readonly Import[]): string[] {
  return HOUSE.map(({ place }) => {
    const from = imports.filter(({ file, ours }) => ours && roomOf(file)?.place === place)
    const to = new Set(from.map(({ target }) => roomOf(target)?.place ?? target))
    to.delete(place)
    return `${place.padEnd(22)} → ${[...to].sort().join(', ') || 'nothing of ours'}`
  })
}

/** Prints the house as it is, and all that is not as it should be; exit code 1 where there is any. */
function main(): number {
  const imports = readImports()
  const broken = [
    ...imports.flatMap((one) => brokenBy(one) ?? []),
    ...circles(imports).map((files) => `a circle: ${files.join(' → ')}`),
  ]
  process.stdout.write(`${drawn(imports).join('\n')}\n`)
  for (const line of broken) process.stderr.write(`${line}\n`)
  return broken.length === 0 ? 0 : 1
}

if (process.argv[1]?.endsWith('boundaries.js')) process.exitCode = main()
