import { describe, expect, it } from 'vitest'
import { gradeOf, percentile, readingReport, readings } from '../../src/tools/reading.ts'

const list = readings()

describe('what people read', () => {
  it('is understood after eight years of school, nine times of ten', () => {
    expect(percentile(list, 90)).toBeLessThanOrEqual(8)
    expect(percentile(list, 50)).toBeLessThanOrEqual(5)
  })

  it('is all of it: each topic and each whole sentence of the catalogue', () => {
    expect(list.length).toBeGreaterThan(450)
    const from = new Set(list.map((one) => one.from))
    expect([...from].filter((name) => name.endsWith('.md'))).toHaveLength(12)
    expect(from).toContain('join.next')
  })

  it('is reported with the hardest first', () => {
    const report = readingReport([
      { from: 'a', text: 'Hard.', grade: 9 },
      { from: 'b', text: 'Easy.', grade: 1 },
    ])
    expect(report).toContain('half of them at most 1.0, nine of ten at most 9.0')
    expect(report.indexOf('Hard.')).toBeLessThan(report.indexOf('Easy.'))
  })
})

it.each([
  // 0.39 · 6 + 11.8 · 6/6 − 15.59
  ['The cat sat on the mat.', -1.45],
  // 0.39 · 3 + 11.8 · 7/3 − 15.59
  ['Libraries are important.', 13.11],
  // 0.39 · 5/2 + 11.8 · 7/5 − 15.59
  ['Say hello. Ana is here.', 1.91],
])('reckons the grade of %s', (text, grade) => {
  expect(gradeOf(text)).toBeCloseTo(grade, 1)
})
