import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { BROKEN } from './broken.ts'

it.each(Object.entries(BROKEN))(
  'there is still a place where %s could be broken',
  (_what, { file, from }) => {
    expect(readFileSync(file, 'utf8').split(from).length - 1).toBe(1)
  },
)
