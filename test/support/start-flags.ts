import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/root.ts'

/** The flags with which `npm start` runs it. */
export function startFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: { start: string }
  }
  const flags = /node ((?:--\S+ )+)dist\/src\/main\.js$/.exec(scripts.start)?.[1]
  if (flags === undefined) throw new Error('package.json starts the bot in an unknown way')
  return flags.trim().split(' ')
}
