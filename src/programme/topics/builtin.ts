import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, YAMLParseError } from 'yaml'
import { z } from 'zod'

/** How long the parts of a topic may be, in characters; organisers' own topics keep to the same. */
export const TOPIC_LIMITS = { title: 80, question: 250, suggestion: 250, introduction: 2000 } as const

const text = (most: number) => z.string().trim().min(1).max(most)

/** What every topic has. The introduction is plain paragraphs, separated by an empty line. */
export const topicSchema = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
    .max(60),
  title: text(TOPIC_LIMITS.title),
  /** The open question, for everybody in the forum. */
  question: text(TOPIC_LIMITS.question),
  /** Prompts for partners, from which they take what they like. */
  suggestions: z.array(text(TOPIC_LIMITS.suggestion)).min(4).max(6),
  introduction: text(TOPIC_LIMITS.introduction),
})

export type Topic = z.infer<typeof topicSchema>

/** A topic's file can't be used; the message names the file and the field. */
export class TopicFileError extends Error {
  override readonly name = 'TopicFileError'
}

/**
 * The topics that come with the bot: every `NN-slug.md` of a folder, in the order of the numbers.
 *
 * @throws TopicFileError for the first file that is not as it should be, and for a slug that is used twice
 */
export function loadBuiltinTopics(folder: string): Topic[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d+-.+\.md$/.test(file))
    .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
  const fileOf = new Map<string, string>()
  return files.map((file) => {
    const topic = parseTopic(file, readFileSync(join(folder, file), 'utf8'))
    const earlier = fileOf.get(topic.slug)
    if (earlier !== undefined)
      throw new TopicFileError(`${file}: slug: "${topic.slug}" is used by ${earlier} too`)
    fileOf.set(topic.slug, file)
    return topic
  })
}

/**
 * One topic from Markdown with front matter.
 *
 * @param file its name, for the error
 * @throws TopicFileError
 */
export function parseTopic(file: string, markdown: string): Topic {
  const parts = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)([\s\S]*)$/.exec(markdown)
  if (!parts) throw new TopicFileError(`${file}: has no front matter between two lines of ---`)
  const [, frontMatter = '', body = ''] = parts
  const fields = readFrontMatter(file, frontMatter)
  const result = topicSchema.safeParse({ ...fields, introduction: body.replace(/\r\n/g, '\n') })
  if (result.success) return result.data
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'front matter'}: ${issue.message}`,
  )
  throw new TopicFileError(`${file}: ${problems.join('; ')}`)
}

function readFrontMatter(file: string, frontMatter: string): object {
  let fields: unknown
  try {
    fields = parse(frontMatter)
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error
    throw new TopicFileError(`${file}: front matter: ${error.message}`, { cause: error })
  }
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new TopicFileError(`${file}: front matter: must be fields with values`)
  }
  return fields
}
