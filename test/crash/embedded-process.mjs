// Opens the embedded database of a folder and says how it goes, one line each, written before anything else
// happens: `node embedded-process.mjs FOLDER [write BYTES]`. With `write` it then saves rows, one commit
// each, and says of each that it is saved.
import { writeSync } from 'node:fs'
import { argv } from 'node:process'
import { openDatabase } from '../../dist/src/database/open.js'

const [, , dataDir = '', task, bytes = '100'] = argv
const say = (line) => writeSync(1, `${line}\n`)

say('starting')
try {
  const database = await openDatabase({ databaseUrl: undefined, dataDir })
  const saved = await database.prisma.setting.findMany({ where: { name: { startsWith: 'row ' } } })
  const last = Math.max(0, ...saved.map(({ name }) => Number(name.slice(4))))
  say(`open ${saved.length} ${last}`)
  for (let number = last + 1; task === 'write'; number += 1) {
    const value = `${number}:${'x'.repeat(Number(bytes))}`
    await database.prisma.setting.create({ data: { name: `row ${number}`, value } })
    say(`saved ${number}`)
  }
  await database.close()
} catch (error) {
  say(`failed ${error.message.replaceAll('\n', ' | ')}`)
  process.exitCode = 1
}
