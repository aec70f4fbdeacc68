import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createAssets, encodingFor } from '../../../src/sandbox/page/assets.ts'
import { bundle } from '../../../src/sandbox/page/bundle.ts'

const from = (files: Record<string, string>) => (name: string) => files[name] ?? ''
const run = (script: string): unknown => new Function(`${script}\nreturn _a`)()

describe('a script of several modules', () => {
  it('does what they do', () => {
    const files = {
      'a.js':
        "import { two as three } from './b.js'\nconst two = 5\nexport const sum = () => two + three()\n",
      'b.js': "import { one } from './c-d.js'\nexport function two() {\n  return one + 1\n}\n",
      'c-d.js': 'export const one = 1\n',
    }
    const { sum } = run(bundle('a.js', from(files))) as { sum(): number }
    expect(sum()).toBe(7)
  })

  it.each([
    ['a circle', "import { b } from './b.js'\n", 'imports itself'],
    ['what it does not know', "import b from './b.js'\n", 'not understood'],
    ['what it does not know to export', 'export { b }\n', 'not understood'],
  ])('refuses %s', (_, source, words) => {
    const files = { 'a.js': source, 'b.js': "import { a } from './a.js'\n" }
    expect(() => bundle('a.js', from(files))).toThrow(words)
  })
})

describe('the page’s files', () => {
  it('are few, and small on the way', async () => {
    const assets = createAssets()
    const [script, document] = await Promise.all([assets('/page.js'), assets('/')])
    const onTheWay = (script?.bytes.br.length ?? 0) + (document?.bytes.br.length ?? 0)
    expect(onTheWay).toBeGreaterThan(1_000)
    expect(onTheWay).toBeLessThanOrEqual(45_000)
    expect((script?.bytes.gzip.length ?? 0) + (document?.bytes.gzip.length ?? 0)).toBeLessThanOrEqual(45_000)
    // One round trip on the way to the first paint brings ten packets.
    expect(document?.bytes.gzip.length).toBeLessThanOrEqual(14_000)
  })

  it('paint something before any other has come', async () => {
    const document = await createAssets()('/')
    const html = document?.bytes.identity.toString() ?? ''
    expect(html).toMatch(/<style>[^<]*\.stage-head/)
    expect(html).not.toMatch(/<link rel="stylesheet"|<script(?! type="module")/)
    expect(html).toMatch(/<h2>Round One<\/h2>/)
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(html) ?? []
    const hash = createHash('sha256').update(style).digest('base64')
    expect(document?.headers['content-security-policy']).toContain(`style-src 'self' 'sha256-${hash}'`)
  })

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    [undefined, 'identity'],
  ])('come to whoever takes %s as %s', (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding)
  })
})
