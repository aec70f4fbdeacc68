// Measures what we promise and prints it: `npm run bench`; with `-- --json`, as JSON instead of a table.
import { cpus } from 'node:os'
import { acknowledgements } from './acknowledgements.ts'
import { type Figure, table } from './table.ts'

const BENCHMARKS: readonly (() => Promise<Figure[]>)[] = [acknowledgements]

const figures: Figure[] = []
for (const benchmark of BENCHMARKS) figures.push(...(await benchmark()))
const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}`
if (process.argv.includes('--json')) console.log(JSON.stringify({ machine, figures }))
else console.log(`${machine}\n\n${table(figures)}`)
process.exit(0)
