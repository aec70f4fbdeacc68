// Solves one instance from a file, or matches people who are invented: see `USAGE`.
import { readFileSync } from 'node:fs'
import { argv, resourceUsage, stderr, stdout } from 'node:process'
import { answer } from './answer.ts'
import { type Order, readFlags, USAGE } from './flags.ts'
import { matchPopulation } from './population.ts'
import { populationTable } from './population-table.ts'

/** Problems that are listed one by one; a file with more is broken throughout. */
const LISTED = 20

const now = () => performance.now()

/** What is printed, or what was wrong. */
type Outcome = { readonly text: string } | { readonly problems: readonly string[] }

function carryOut(order: Order): Outcome {
  if (order.kind === 'wrong') return order
  if (order.kind === 'help') return { text: USAGE }
  if (order.kind === 'instance') return solveFile(order.file)
  const { size, seed, table } = order
  try {
    const report = matchPopulation(size, { seed, now, peakMemory: () => resourceUsage().maxRSS * 1024 })
    return { text: table ? populationTable(report) : `${JSON.stringify(report)}\n` }
  } catch (error) {
    if (error instanceof RangeError) return { problems: [error.message] }
    throw error
  }
}

function solveFile(file: string): Outcome {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] }
  }
  const result = answer(text, now)
  return 'problems' in result ? result : { text: `${JSON.stringify(result)}\n` }
}

const outcome = carryOut(readFlags(argv.slice(2)))
if ('problems' in outcome) {
  const more = outcome.problems.length - LISTED
  const lines = [...outcome.problems.slice(0, LISTED), ...(more > 0 ? [`and ${more} more`] : [])]
  stderr.write(`${lines.join('\n')}\n`)
  process.exitCode = 2
} else {
  stdout.write(outcome.text)
}
