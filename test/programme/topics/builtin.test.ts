import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { loadBuiltinTopics, parseTopic, TopicFileError } from '../../../src/programme/topics/builtin.ts'

const folder = fileURLToPath(new URL('../../../topics', import.meta.url))
const topics = loadBuiltinTopics(folder)

describe('the built-in topics', () => {
  it('fill a year and begin with getting to know each other', () => {
    expect(topics).toHaveLength(12)
    expect(topics[0]?.slug).toBe('getting-to-know-each-other')
    expect(new Set(topics.map((topic) => topic.slug)).size).toBe(12)
    expect(new Set(topics.map((topic) => topic.title)).size).toBe(12)
  })

  it.each(topics)('$slug has an introduction of 60 to 120 words in plain paragraphs', ({ introduction }) => {
    const words = introduction.split(/\s+/).length
    expect(words).toBeGreaterThanOrEqual(60)
    expect(words).toBeLessThanOrEqual(120)
    expect(introduction).not.toMatch(/^[#>*-]|[*_`<>[\]]/m)
  })

  it.each(topics)('$slug speaks to everybody: its introduction is read in the forum, too', (topic) => {
    expect(`${topic.title} ${topic.question} ${topic.introduction}`).not.toMatch(/\bpartner/i)
    expect(topic.introduction).not.toMatch(/\b(below|above)\b/i)
  })

  it.each(topics)(
    '$slug asks an open question and makes complete suggestions',
    ({ question, suggestions }) => {
      expect(question).toMatch(/\?$/)
      for (const suggestion of suggestions) expect(suggestion).toMatch(/[.?]$/)
      expect(new Set(suggestions).size).toBe(suggestions.length)
    },
  )
})

const valid = `---
slug: one
title: One
question: What?
suggestions: [a, b, c, d]
---

Hello.

There.
`

describe('parseTopic', () => {
  it('reads front matter and body, with either line ending', () => {
    const topic = {
      slug: 'one',
      title: 'One',
      question: 'What?',
      suggestions: ['a', 'b', 'c', 'd'],
      introduction: 'Hello.\n\nThere.',
    }
    expect(parseTopic('1-one.md', valid)).toEqual(topic)
    expect(parseTopic('1-one.md', valid.replace(/\n/g, '\r\n'))).toEqual(topic)
  })

  it.each([
    ['no front matter', 'Hello', /1-one\.md: has no front matter/],
    ['broken YAML', valid.replace('[a, b, c, d]', '[a, b'), /1-one\.md: front matter: /],
    ['no fields', '---\n- a\n---\nHello', /1-one\.md: front matter: must be fields/],
    ['a missing title', valid.replace('title: One\n', ''), /1-one\.md: title: /],
    ['a long title', valid.replace('title: One', `title: ${'x'.repeat(81)}`), /1-one\.md: title: /],
    ['a long question', valid.replace('What?', 'x'.repeat(251)), /1-one\.md: question: /],
    ['three suggestions', valid.replace('[a, b, c, d]', '[a, b, c]'), /1-one\.md: suggestions: /],
    ['a long suggestion', valid.replace('[a,', `[${'x'.repeat(251)},`), /1-one\.md: suggestions\.0: /],
    ['a bad slug', valid.replace('slug: one', 'slug: One two'), /1-one\.md: slug: must be lower-case/],
    ['an unknown field', valid.replace('title:', 'colour: red\ntitle:'), /1-one\.md: .*colour/],
    ['no introduction', valid.replace('Hello.\n\nThere.', ''), /1-one\.md: introduction: /],
  ])('refuses %s and names the file and the field', (_, markdown, message) => {
    expect(() => parseTopic('1-one.md', markdown)).toThrow(TopicFileError)
    expect(() => parseTopic('1-one.md', markdown)).toThrow(message)
  })
})

describe('loadBuiltinTopics', () => {
  it('orders by number, passes over other files, and refuses a slug that is used twice', () => {
    const own = mkdtempSync(join(tmpdir(), 'topics-'))
    try {
      writeFileSync(join(own, '10-ten.md'), valid.replace('slug: one', 'slug: ten'))
      writeFileSync(join(own, '2-two.md'), valid.replace('slug: one', 'slug: two'))
      writeFileSync(join(own, 'README.md'), 'About these files')
      expect(loadBuiltinTopics(own).map((topic) => topic.slug)).toEqual(['two', 'ten'])
      writeFileSync(join(own, '11-again.md'), valid.replace('slug: one', 'slug: two'))
      expect(() => loadBuiltinTopics(own)).toThrow('11-again.md: slug: "two" is used by 2-two.md too')
    } finally {
      rmSync(own, { recursive: true })
    }
  })
})
