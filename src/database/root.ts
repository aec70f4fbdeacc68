import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, whether we run from the sources or compiled under `dist/`. */
export const projectRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)))

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'prisma', 'schema.prisma'))) return folder
  const parent = dirname(folder)
  if (parent === folder) throw new Error('the project’s folder was not found')
  return findRoot(parent)
}
