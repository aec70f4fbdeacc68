import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { syllable } from 'syllable'
import { projectRoot } from '../database/root.ts'
import { parseTopic } from '../programme/topics/builtin.ts'

/** Something that people read, and the school year in which it is understood. */
export interface Reading {
  /** A message's key, or a topic's name. */
  readonly from: string
  readonly text: string
  readonly grade: number
}

/** A name in place of whatever is filled in. */
const NAME = 'Ana'

/**
 * The Flesch–Kincaid grade of a text: J. P. Kincaid et al., Derivation of new readability formulas for Navy enlisted
 * personnel, Research Branch Report 8-75 (1975). Years of school in the United States, for English alone.
 */
export function gradeOf(text: string): number {
  const words = text.match(/[\p{L}\p{N}’'-]*\p{L}[\p{L}\p{N}’'-]*/gu) ?? []
  const sentences = Math.max(1, text.match(/[^.!?]+[.!?]+(?=\s|$)/g)?.length ?? 0)
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0)
  return words.length === 0
    ? 0
    : 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59
}

/** All whole sentences of the catalogue and of the topics, the hardest first. */
export function readings(): Reading[] {
  const catalogue = JSON.parse(
    readFileSync(join(projectRoot, 'src', 'messages', 'en.json'), 'utf8'),
  ) as Readonly<Record<string, string>>
  const said = Object.entries(catalogue).flatMap(([from, message]) =>
    variantsOf(message).map((text) => ({ from, text })),
  )
  const topics = readdirSync(join(projectRoot, 'topics')).flatMap((file) => {
    const topic = parseTopic(file, readFileSync(join(projectRoot, 'topics', file), 'utf8'))
    const parts = [topic.question, ...topic.suggestions, ...topic.introduction.split('\n\n')]
    return parts.map((text) => ({ from: file, text: text.replaceAll('\n', ' ') }))
  })
  return [...said, ...topics]
    .filter(({ text }) => /[.!?:]$/.test(text))
    .map((one) => ({ ...one, grade: gradeOf(one.text) }))
    .sort((a, b) => b.grade - a.grade)
}

/** The grade that so many of a hundred texts do not exceed. */
export function percentile(list: readonly Reading[], share: number): number {
  const grades = list.map(({ grade }) => grade).sort((a, b) => a - b)
  return grades[Math.max(0, Math.ceil((share / 100) * grades.length) - 1)] ?? 0
}

/** How many of the hardest are shown. */
const SHOWN = 12

/** How plain what people read is, for whoever changes it. */
export function readingReport(list: readonly Reading[] = readings()): string {
  const hardest = list
    .slice(0, SHOWN)
    .map(({ from, text, grade }) => `  ${grade.toFixed(1)}  ${from}: ${text}`)
  return [
    `Flesch–Kincaid grade of the ${list.length} texts that people read:`,
    `half of them at most ${percentile(list, 50).toFixed(1)}, nine of ten at most ${percentile(list, 90).toFixed(1)}. The hardest:`,
    ...hardest,
  ].join('\n')
}

function variantsOf(message: string): string[] {
  const elements = new IntlMessageFormat(message, 'en').getAst()
  const [only] = elements
  if (only?.type !== TYPE.select && only?.type !== TYPE.plural) return [words(elements)]
  return Object.values(only.options).map(({ value }) => words(value))
}

const words = (elements: readonly MessageFormatElement[]): string =>
  elements
    .map((element) => {
      if (element.type === TYPE.literal) return element.value
      return element.type === TYPE.tag ? words(element.children) : NAME
    })
    .join('')
