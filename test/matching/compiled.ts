import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/root.ts'

/**
 * Compiles `src/matching`, for what only runs compiled: threads and the command line. Gives the folder that then
 * holds its modules, and the function that removes it. It lies in the project, where packages are found.
 */
export function compileMatching(): { folder: string; remove: () => void } {
  const cache = join(projectRoot, 'node_modules', '.cache', 'counterpart')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'matching-'))
  const config = {
    extends: join(projectRoot, 'tsconfig.json'),
    compilerOptions: { rootDir: projectRoot, outDir, sourceMap: false, noCheck: true },
    include: [join(projectRoot, 'src/matching')],
    exclude: [],
  }
  writeFileSync(join(outDir, 'tsconfig.json'), JSON.stringify(config))
  writeFileSync(join(outDir, 'package.json'), '{"type":"module"}')
  const compiler = join(projectRoot, 'node_modules/typescript-compiler/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', outDir], {
    cwd: projectRoot,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stdout)
  return {
    folder: join(outDir, 'src', 'matching'),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}
