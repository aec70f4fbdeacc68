import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readTarget } from '../../src/http/path.ts'

it.each([
  ['/healthz', '/healthz', ''],
  ['/healthz?a=1&b', '/healthz', 'a=1&b='],
  ['/a?b#c', '/a', 'b='],
  ['/a#b?c', '/a', ''],
  ['//', '//', ''],
  ['//[', '//[', ''],
  ['//:99999999', '//:99999999', ''],
  ['/../..', '/../..', ''],
  ['/%zz?%zz', '/%zz', '%25zz='],
  ['http://127.0.0.1:1/a?b=c', '/a', 'b=c'],
  ['HTTPS://x', '/', ''],
])('reads %s as %s', (target, path, query) => {
  const read = readTarget(target)
  expect([read?.path, String(read?.query)]).toEqual([path, query])
})

it.each([undefined, '', '*', 'example.org:443', 'http://[', 'http:', 'ftp://x/', 'x', '?a', '#'])(
  'finds no path in %s',
  (target) => expect(readTarget(target)).toBeUndefined(),
)

it('never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (target) => void readTarget(target)))
  fc.assert(fc.property(fc.webUrl(), (target) => void readTarget(target)))
})
