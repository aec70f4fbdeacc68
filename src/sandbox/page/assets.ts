import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Asset {
  readonly type: string
  readonly bytes: Buffer
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/**
 * The page's own files by their paths. A path that is not among them is not looked for, so that none can
 * lead out of the folder.
 */
export function readAssets(): ReadonlyMap<string, Asset> {
  const folder = join(projectRoot(), 'src', 'sandbox', 'page', 'assets')
  const assets = new Map<string, Asset>()
  for (const name of readdirSync(folder)) {
    const type = TYPES[name.split('.').at(-1) ?? '']
    if (type !== undefined) assets.set(`/${name}`, { type, bytes: readFileSync(join(folder, name)) })
  }
  const index = assets.get('/index.html')
  if (index !== undefined) assets.set('/', index)
  return assets
}

/** The folder with `package.json`: compiled code runs from a folder of its own, which has no assets. */
function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('package.json is nowhere above the code')
    folder = above
  }
  return folder
}
