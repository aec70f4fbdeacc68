// Measures what we promise and prints it: `npm run bench`. After `--`: `--json` gives JSON instead of a table,
// `--only NAME` one part (acknowledgements, doors, draft, fifth-round, flood, installed, page, places, publish, scale,
// start, matching, endurance), `--large` matches a hundred thousand people too. `endurance` is left out unless it is asked for,
// and takes `--minutes N` (60); so is `page`, which needs Chromium.
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { acknowledgements } from './acknowledgements.ts'
import { doors } from './doors.ts'
import { draft } from './draft.ts'
import { endurance } from './endurance.ts'
import { fifthRound } from './fifth-round.ts'
import { flood } from './flood.ts'
import { installed } from './installed.ts'
import { HUNDRED_THOUSAND, matching } from './matching.ts'
import { page } from './page.ts'
import { places } from './places.ts'
import { publish } from './publish.ts'
import { scale } from './scale.ts'
import { start } from './start.ts'
import { type Figure, table } from './table.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    large: { type: 'boolean' },
    only: { type: 'string' },
    minutes: { type: 'string', default: '60' },
  },
})
const BENCHMARKS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  acknowledgements,
  doors,
  draft,
  'fifth-round': fifthRound,
  flood,
  installed,
  page,
  places,
  publish,
  scale,
  start,
  matching: () => matching(values.large ? [HUNDRED_THOUSAND] : []),
  endurance: () => endurance(Number(values.minutes)),
}
const ASKED_FOR = ['endurance', 'page']
const chosen = Object.entries(BENCHMARKS).filter(
  ([name]) => values.only === name || (values.only === undefined && !ASKED_FOR.includes(name)),
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
