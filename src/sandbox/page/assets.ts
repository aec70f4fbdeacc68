import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { bundle } from './bundle.ts'
import { policy } from './safety.ts'

/** A file of the page, as it is and as browsers take it. */
export interface Asset {
  readonly type: string
  readonly tag: string
  readonly bytes: Readonly<Record<'identity' | 'gzip' | 'br', Buffer>>
  /** What is said of it besides. */
  readonly headers: Readonly<Record<string, string>>
}

const FOLDER = join('src', 'sandbox', 'page', 'assets')

/** Where the style stands in the document: what is painted first needs one answer and no other. */
const STYLE = '/* style */'
const style = () => ['page.css', 'stage.css', 'behind.css'].map(read).join('')

const read = (name: string): string => readFileSync(join(projectRoot(), FOLDER, name), 'utf8')

/** What the page consists of, by path. A path that is not among them is not looked for, so none leads elsewhere. */
const FILES: Readonly<Record<string, readonly [type: string, make: () => string]>> = {
  '/': ['text/html; charset=utf-8', () => read('index.html').replace(STYLE, () => style())],
  '/page.js': ['text/javascript; charset=utf-8', () => bundle('page.js', read)],
  '/world.svg': ['image/svg+xml', () => read('world.svg')],
}

/** The best there is takes a second, for which the first visitor would wait. */
const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 7 } }
const packed = { br: promisify(brotliCompress), gzip: promisify(gzip) }

/** The page's own files, each read and compressed once, when it is first asked for. */
export function createAssets(): (path: string) => Promise<Asset | undefined> {
  const made = new Map<string, Promise<Asset>>()
  return async (path) => {
    const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined
    if (file === undefined) return undefined
    const asset = made.get(path) ?? make(...file)
    made.set(path, asset)
    return asset
  }
}

async function make(type: string, text: () => string): Promise<Asset> {
  const identity = Buffer.from(text())
  const tag = `"${digest(identity, 'base64url').slice(0, 20)}"`
  const [, own] = /<style>([^<]*)<\/style>/.exec(identity.toString()) ?? []
  const headers = own === undefined ? {} : policy(`'sha256-${digest(own, 'base64')}'`)
  const [br, gz] = await Promise.all([packed.br(identity, QUICKLY), packed.gzip(identity)])
  return { type, tag, headers, bytes: { identity, br, gzip: gz } }
}

const digest = (of: Buffer | string, as: 'base64' | 'base64url') => createHash('sha256').update(of).digest(as)

/** Which of its forms a browser takes, by its `Accept-Encoding`. */
export function encodingFor(accepted: string | undefined): 'br' | 'gzip' | 'identity' {
  const names = (accepted ?? '').split(',').map((name) => name.trim())
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : 'identity'
}

/** The folder with `package.json`: compiled code runs from a folder of its own, which has no assets. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('package.json is nowhere above the code')
    folder = above
  }
  return folder
}
