import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { projectRoot } from '../database/root.ts'

/** One import of a file. */
export interface Import {
  readonly file: string
  /** The file of ours that is imported, from the project's folder; or a package's name. */
  readonly target: string
  readonly ours: boolean
  /** Types alone: nothing of it runs. */
  readonly types: boolean
}

const IMPORT =
  /^(?:import|export)\s+(?<types>type\s)?[^'"]*?from\s+'(?<from>[^']+)'|^import\s+'(?<bare>[^']+)'|\bimport\('(?<later>[^']+)'\)/gm

/** Every import of the sources and commands. */
export function readImports(folders: readonly string[] = ['src', 'commands']): Import[] {
  return sourcesIn(folders).flatMap((file) => {
    const text = readFileSync(join(projectRoot, file), 'utf8')
    return [...text.matchAll(IMPORT)].map(({ groups = {} }) => {
      const wanted = groups.from ?? groups.bare ?? groups.later ?? ''
      const ours = wanted.startsWith('.')
      const path = ours ? relative(projectRoot, resolve(projectRoot, dirname(file), wanted)) : wanted
      return { file, target: path.split(sep).join('/'), ours, types: groups.types !== undefined }
    })
  })
}

function sourcesIn(folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true })
      .map((name) => join(folder, String(name)).split(sep).join('/'))
      .filter((name) => /\.(ts|mjs|js)$/.test(name) && !name.startsWith('src/database/generated')),
  )
}

/** Circles of files, each as the files on its way round: types count, since a reader goes round as well. */
export function circles(imports: readonly Import[]): string[][] {
  const next = new Map<string, string[]>()
  for (const { file, target, ours } of imports) {
    if (ours) next.set(file, [...(next.get(file) ?? []), target])
  }
  const found: string[][] = []
  const seen = new Set<string>()
  const path: string[] = []
  const visit = (file: string): void => {
    const at = path.indexOf(file)
    if (at >= 0) found.push([...path.slice(at), file])
    if (at >= 0 || seen.has(file)) return
    path.push(file)
    for (const target of next.get(file) ?? []) visit(target)
    path.pop()
    seen.add(file)
  }
  for (const file of next.keys()) visit(file)
  return found
}
