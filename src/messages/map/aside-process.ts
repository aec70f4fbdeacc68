// Draws the map that it is told of, as JSON on the standard input, and writes the picture to the standard output.
import { json } from 'node:stream/consumers'
import { drawMap, type RoundMap } from './draw.ts'

process.stdout.write(await drawMap((await json(process.stdin)) as RoundMap))
