import { expect, it } from 'vitest'
import { inTurns } from '../../src/interactions/turns.ts'

it('lets so many go on at once, the others in their order, also after a failure', async () => {
  const turns = inTurns(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const all = [0, 1, 2, 3, 4].map((number) =>
    turns(async () => {
      begun.push(number)
      await new Promise<void>((resolve) => ends.push(resolve))
      if (number === 1) throw new Error('failed')
      return number
    }).catch(() => -1),
  )
  await settled()
  expect(begun).toEqual([0, 1])
  ends[1]?.()
  await settled()
  expect(begun).toEqual([0, 1, 2])
  ends[0]?.()
  ends[2]?.()
  await settled()
  expect(begun).toEqual([0, 1, 2, 3, 4])
  ends[3]?.()
  ends[4]?.()
  expect(await Promise.all(all)).toEqual([0, -1, 2, 3, 4])
  const after = await turns(async () => 'free again')
  expect(after).toBe('free again')
})

const settled = () => new Promise((resolve) => setImmediate(resolve))
