import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../database/root.ts'
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
  if (room?.place === 'src' && file.slice('src/'.length).includes('/'))
    return `${file} lies in no room of its own: name its folder in src/tools/house.ts`
  if (room?.imports === undefined) return undefined
  const within = (places: readonly string[]) =>
    places.some((place) => target === place || target.startsWith(`${place}/`))
  if (within([room.place, ...room.imports]) || (types && within(room.types ?? []))) return undefined
  return `${file} imports ${types ? 'types of ' : ''}${target}, which ${room.place} may not`
}

/** Files that ask the database though their room may not. */
export function askingUnasked(files: readonly string[], read: (file: string) => string): string[] {
  return files.flatMap((file) => {
    const room = roomOf(file)
    const may = room?.imports === undefined || room.asks === true
    return may || !/\bprisma\b/.test(read(file))
      ? []
      : [`${file} asks the database, which ${room.place} may not`]
  })
}

/** Which rooms each room's files import from, one line a room; of those in brackets only types. */
export function drawn(imports: readonly Import[]): string[] {
  return HOUSE.map(({ place }) => {
    const from = imports.filter(({ file, ours }) => ours && roomOf(file)?.place === place)
    const placeOf = ({ target }: Import) => roomOf(target)?.place ?? target
    const to = [...new Set(from.map(placeOf))].filter((other) => other !== place).sort()
    const whole = new Set(from.filter(({ types }) => !types).map(placeOf))
    const named = to.map((other) => (whole.has(other) ? other : `(${other})`))
    return `${place.padEnd(22)} → ${named.join(', ') || 'nothing of ours'}`
  })
}

/** Prints the house as it is, and all that is not as it should be; exit code 1 where there is any. */
function main(): number {
  const imports = readImports()
  const broken = [
    ...imports.flatMap((one) => brokenBy(one) ?? []),
    ...askingUnasked([...new Set(imports.map(({ file }) => file))], (file) =>
      readFileSync(join(projectRoot, file), 'utf8'),
    ),
    ...circles(imports).map((files) => `a circle: ${files.join(' → ')}`),
  ]
  process.stdout.write(`${drawn(imports).join('\n')}\n`)
  for (const line of broken) process.stderr.write(`${line}\n`)
  return broken.length === 0 ? 0 : 1
}

if (process.argv[1]?.endsWith('boundaries.js')) process.exitCode = main()
