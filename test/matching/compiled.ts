import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/root.ts'

/**
 * `src/matching` compiled, for what only runs compiled: threads and the command line. Gives a folder with its modules
 * for a test to do with what it likes, and the function that removes it. It lies in the project, where packages are
 * found.
 */
export function compileMatching(): { folder: string; remove: () => void } {
  execFileSync(process.execPath, [join(projectRoot, 'src/tools/prepare.mjs'), '--compile'])
  const cache = join(projectRoot, 'node_modules', '.cache', 'counterpart')
  mkdirSync(cache, { recursive: true })
  const copy = mkdtempSync(join(cache, 'matching-'))
  const folder = join(copy, 'matching')
  cpSync(join(projectRoot, 'dist', 'src', 'matching'), folder, { recursive: true })
  writeFileSync(join(copy, 'package.json'), '{"type":"module"}')
  return { folder, remove: () => rmSync(copy, { recursive: true, force: true }) }
}
