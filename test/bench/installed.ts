import { execFileSync } from 'node:child_process'
import { copyFileSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure } from './table.ts'

const MB = 1_000_000
/** Without these it runs; npm would install them where a package only offers to work with them. */
const BUILDERS = ['typescript', 'typescript-compiler', 'prisma', 'prisma-cli']

/** What lies on the disk where it is installed to be run, and not to be changed: `npm ci --omit=dev`, and a built dist/. */
export async function installed(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-installed-'))
  try {
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(file, join(folder, file))
    execFileSync('npm', ['ci', '--omit=dev'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
    const modules = join(folder, 'node_modules')
    const alone = join(folder, 'alone')
    execFileSync(process.execPath, ['src/tools/production.mjs', alone], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const builders = readdirSync(modules).filter((name) => BUILDERS.includes(name))
    const size = (onDiskOf(modules) + onDiskOf('dist')) / MB
    return [
      { name: 'installed for production, and dist', value: size, unit: 'MB', limit: 190 },
      { name: 'what runs alone (npm run production)', value: onDiskOf(alone) / MB, unit: 'MB', limit: 110 },
      { name: 'compilers and command lines among that', value: builders.length, unit: '', limit: 0 },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Bytes of whole blocks, as `du` counts them. */
function onDiskOf(path: string): number {
  const { blocks } = lstatSync(path)
  const here = blocks * 512
  if (!lstatSync(path).isDirectory()) return here
  return readdirSync(path).reduce((sum, name) => sum + onDiskOf(join(path, name)), here)
}
