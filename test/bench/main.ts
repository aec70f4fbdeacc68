// Measures what we promise and prints it: `npm run bench`. After `--`: `--json` gives JSON instead of a table,
// `--only NAME` one part (acknowledgements, draft, publish, scale, start, matching), `--large` matches a hundred thousand people too.
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { acknowledgements } from './acknowledgements.ts'
import { draft } from './draft.ts'
import { HUNDRED_THOUSAND, matching } from './matching.ts'
import { publish } from './publish.ts'
import { scale } from './scale.ts'
import { start } from './start.ts'
import { type Figure, table } from './table.ts'

const { values } = parseArgs({
  options: { json: { type: 'boolean' }, large: { type: 'boolean' }, only: { type: 'string' } },
})
const BENCHMARKS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  acknowledgements,
  draft,
  publish,
  scale,
  start,
  matching: () => matching(values.large ? [HUNDRED_THOUSAND] : []),
}
const chosen = Object.entries(BENCHMARKS).filter(
  ([name]) => values.only === undefined || values.only === name,
)
if (chosen.length === 0) {
  console.error(`--only ${values.only}: there are ${Object.keys(BENCHMARKS).join(', ')}`)
  process.exit(2)
}
const figures: Figure[] = []
for (const [, benchmark] of chosen) figures.push(...(await benchmark()))
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`
if (values.json) console.log(JSON.stringify({ machine, figures }))
else console.log(`${machine}\n\n${table(figures)}`)
process.exit(0)
