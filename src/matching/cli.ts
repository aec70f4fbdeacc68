// Solves one instance from a file and prints the answer as a line of JSON:
//   node dist/src/matching/cli.js FILE
// A file that can't be read or says something wrong is answered on standard error, with exit code 2.
import { readFileSync } from 'node:fs'
import { argv, stderr, stdout } from 'node:process'
import { type Answer, answer } from './answer.ts'

/** Problems that are listed one by one; a file with more is broken throughout. */
const LISTED = 20

function answerTo(files: readonly string[]): Answer {
  const [file] = files
  if (file === undefined || files.length > 1) return { problems: ['usage: cli.js FILE'] }
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] }
  }
  return answer(text, () => performance.now())
}

const result = answerTo(argv.slice(2))
if ('problems' in result) {
  const more = result.problems.length - LISTED
  const lines = [...result.problems.slice(0, LISTED), ...(more > 0 ? [`and ${more} more`] : [])]
  stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = 2
} else {
  stdout.write(`${JSON.stringify(result)}\n`)
}
