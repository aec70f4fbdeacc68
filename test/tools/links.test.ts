import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { projectRoot } from '../../src/database/root.ts'

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]

/** Without what is shown as it is typed. */
const prose = (text: string) => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')

/** Where links of a page lead: to another file, and to a heading there. */
const links = (file: string) =>
  [...prose(read(file)).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))

/** The names that GitHub gives to headings. */
const headings = (file: string) =>
  [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )

describe('a link', () => {
  it.each(PAGES)('in %s leads somewhere', (page) => {
    const broken = links(page).filter((target) => {
      const [path = '', heading] = target.split('#')
      const file = path === '' ? page : relative(projectRoot, join(projectRoot, dirname(page), path))
      if (!existsSync(join(projectRoot, file))) return true
      return heading !== undefined && !headings(file).includes(heading)
    })
    expect(broken).toEqual([])
  })

  it('leads to every page from the README, or from one that it leads to', () => {
    const reached = new Set<string>()
    const from = (page: string) => {
      if (reached.has(page)) return
      reached.add(page)
      if (!page.endsWith('.md')) return
      for (const target of links(page)) {
        const file = join(dirname(page), target.split('#')[0] ?? '')
        if (existsSync(join(projectRoot, file))) from(file)
      }
    }
    from('README.md')
    expect(PAGES.filter((page) => !reached.has(page) && !page.startsWith('docs/decisions/'))).toEqual([])
  })
})

test('the README is read in five minutes', () => {
  expect(read('README.md').split(/\s+/).length).toBeLessThanOrEqual(1200)
})
