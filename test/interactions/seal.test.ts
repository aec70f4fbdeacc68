import { expect, it } from 'vitest'
import { createSealer } from '../../src/interactions/seal.ts'

const sealer = createSealer('secret')
const id = sealer.seal('action', 'T1', { user: 'U1' }, 'publish', ['abcd1234'])

it('opens what was sealed, for whom it was sealed', () => {
  expect(sealer.open('action', 'T1', 'U1', id)).toEqual({ name: 'publish', args: ['abcd1234'] })
})

it.each([
  ['another person', () => sealer.open('action', 'T1', 'U2', id)],
  ['another workspace', () => sealer.open('action', 'T2', 'U1', id)],
  ['another purpose', () => sealer.open('form', 'T1', 'U1', id)],
  ['another installation', () => createSealer('other').open('action', 'T1', 'U1', id)],
  ['a changed argument', () => sealer.open('action', 'T1', 'U1', id.replace('abcd', 'abce'))],
  ['nonsense', () => sealer.open('action', 'T1', 'U1', 'nonsense')],
  ['nothing', () => sealer.open('action', 'T1', 'U1', '')],
])('is stale for %s', (_, open) => {
  expect(open()).toBeUndefined()
})

it('opens for anybody in the workspace what is meant for anybody', () => {
  const open = sealer.seal('action', 'T1', 'anybody', 'join', ['r'])
  expect(sealer.open('action', 'T1', 'U9', open)).toEqual({ name: 'join', args: ['r'] })
  expect(sealer.open('action', 'T2', 'U9', open)).toBeUndefined()
})

it('refuses what does not fit into an id', () => {
  expect(() => sealer.seal('action', 'T1', 'anybody', 'a', ['x'.repeat(90)])).toThrow(RangeError)
  expect(() => sealer.seal('action', 'T1', 'anybody', 'a', ['x~y'])).toThrow(RangeError)
})
