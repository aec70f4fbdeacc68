import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/root.ts'

/** What the TypeScript compiler says of a module, which may import packages of the project; nothing where all is well. */
export function typeErrors(module: string): string[] {
  const cache = join(projectRoot, 'node_modules', '.cache', 'counterpart')
  mkdirSync(cache, { recursive: true })
  // In the project, so that its packages are found.
  const folder = mkdtempSync(join(cache, 'types-'))
  writeFileSync(join(folder, 'module.ts'), module)
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(projectRoot, 'tsconfig.json'),
      compilerOptions: { noEmit: true, rootDir: '.', types: [] },
      include: ['module.ts'],
      exclude: [],
    }),
  )
  const compiler = join(projectRoot, 'node_modules/typescript-compiler/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
  })
  rmSync(folder, { recursive: true })
  return status === 0 ? [] : stdout.trim().split('\n')
}
