import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { projectRoot } from './root.ts'

/**
 * Who may import whom. A part not named here (the composition root, the command lines) may import all.
 * `import type` of the port's outcomes and of generated rows is allowed like any import: what matters is
 * which way the knowledge points.
 */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'src/matching': [],
  'src/chat': [],
  'src/database': ['src/root.ts', 'src/config.ts'],
  'src/outbox': [
    'src/trace.ts',
    'src/database',
    'src/platforms/outcome.ts',
    'src/platforms/fence.ts',
    'src/platforms/budget.ts',
  ],
  'src/programme': ['src/matching', 'src/outbox', 'src/database'],
  'src/messages': ['src/chat', 'src/programme', 'src/database', 'src/matching'],
  'src/interactions': [
    'src/trace.ts',
    'src/chat',
    'src/messages',
    'src/programme',
    'src/database',
    'src/platforms/platform.ts',
    'src/platforms/observed.ts',
  ],
  commands: ['src/chat', 'src/messages', 'src/programme', 'src/interactions'],
  'src/deliveries': [
    'src/chat',
    'src/messages',
    'src/programme',
    'src/outbox',
    'src/database',
    'src/platforms/platform.ts',
    'src/platforms/outcome.ts',
  ],
  'src/platforms/slack': [
    'src/chat',
    'src/platforms/platform.ts',
    'src/platforms/outcome.ts',
    'src/platforms/marks.ts',
    'src/platforms/budget.ts',
    'src/platforms/clean.ts',
    'src/platforms/fence.ts',
    'src/platforms/observed.ts',
  ],
  'src/platforms/discord': [
    'src/chat',
    'src/platforms/platform.ts',
    'src/platforms/outcome.ts',
    'src/platforms/marks.ts',
    'src/platforms/budget.ts',
    'src/platforms/clean.ts',
    'src/platforms/fence.ts',
    'src/platforms/observed.ts',
  ],
  'src/sandbox': [],
}

/** The only places that may know a platform's SDK, or that may speak HTTP to one. */
const SDKS: Readonly<Record<string, string>> = {
  'discord.js': 'src/platforms/discord',
  '@slack/bolt': 'src/platforms/slack',
  '@slack/web-api': 'src/platforms/slack',
  '@slack/socket-mode': 'src/platforms/slack',
}

const IMPORT = /^(?:import|export)\b[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm

function violations(): string[] {
  const files = ['src', 'commands'].flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true })
      .map((name) => join(folder, String(name)).split(sep).join('/'))
      .filter((name) => name.endsWith('.ts') && !name.startsWith('src/database/generated')),
  )
  return files.flatMap((file) => {
    const text = readFileSync(join(projectRoot, file), 'utf8')
    return [...text.matchAll(IMPORT)].flatMap((match) => {
      const wanted = match[1] ?? match[2] ?? match[3] ?? ''
      return problem(file, wanted) ?? []
    })
  })
}

function problem(file: string, wanted: string): string | undefined {
  if (!wanted.startsWith('.')) {
    const home = SDKS[wanted]
    return home && !file.startsWith(`${home}/`)
      ? `${file} imports ${wanted}, which only ${home} may`
      : undefined
  }
  const part = partOf(file)
  if (part === undefined) return undefined
  const target = relative(projectRoot, resolve(projectRoot, dirname(file), wanted))
    .split(sep)
    .join('/')
  const allowed = [part, ...(MAY[part] ?? [])]
  if (allowed.some((place) => target === place || target.startsWith(`${place}/`))) return undefined
  return `${file} imports ${target}, which ${part} may not`
}

function partOf(file: string): string | undefined {
  return Object.keys(MAY)
    .filter((part) => file.startsWith(`${part}/`))
    .sort((a, b) => b.length - a.length)[0]
}

const found = violations()
for (const line of found) process.stderr.write(`${line}\n`)
process.exitCode = found.length === 0 ? 0 : 1
