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
  ['a seal cut short', () => sealer.open('action', 'T1', 'U1', id.slice(0, -1))],
  ['no name', () => sealer.open('action', 'T1', 'U1', sealer.seal('action', 'T1', { user: 'U1' }, '', []))],
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
  const seal = (purpose: 'action' | 'form', arg: string) => sealer.seal(purpose, 'T1', 'anybody', 'a', [arg])
  // Two marks between the parts, the name, and twelve characters of seal.
  for (const [purpose, room] of [
    ['action', 100],
    ['form', 70],
  ] as const) {
    expect(seal(purpose, 'x'.repeat(room - 15))).toHaveLength(room)
    expect(() => seal(purpose, 'x'.repeat(room - 14))).toThrow(
      new RangeError(`the id of a is too long: ${room + 1}`),
    )
  }
  expect(() => seal('action', 'x~y')).toThrow(new RangeError('a part holds the separator'))
})

it('opens the shortest name that there is', () => {
  expect(sealer.open('form', 'T1', 'U1', sealer.seal('form', 'T1', 'anybody', 'a', []))).toEqual({
    name: 'a',
    args: [],
  })
})
