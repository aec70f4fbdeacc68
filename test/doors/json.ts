import type { Random } from '../../src/sandbox/population/random.ts'

/** Stands in a text where JSON has a number that no JavaScript can write down. */
const BEYOND = 'a number beyond all'

const nested = (depth: number): unknown => {
  let value: unknown = {}
  for (let at = 0; at < depth; at++) value = at % 2 === 0 ? [value] : { inner: value }
  return value
}

/** What readers of JSON have stumbled over. */
const VALUES: readonly (() => unknown)[] = [
  ...[null, true, false, 0, -1, 1.5, 2 ** 53, 1e308, BEYOND, '', '0', 'x', [], {}, [[]], [null]].map(
    (value) => () => value,
  ),
  ...['__proto__', 'constructor', 'toString', 'a~b~c', '../../etc/passwd', '\u0000', '\ud800', '\u202e'].map(
    (value) => () => value,
  ),
  ...['1e999', '9'.repeat(400), '-9007199254740993', 'NaN', 'https://127.0.0.1:1/', 'null'].map(
    (value) => () => value,
  ),
  () => 'x'.repeat(5_000),
  () => ({ toString: 1, valueOf: null }),
  () => JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  () => nested(60),
  () => nested(300),
  () => Array.from({ length: 2_000 }, () => 0),
]

/** A text that is nearly what is expected: a real body with something wrong in it, or something else altogether. */
export function hostileJson(random: Random, real: unknown): string {
  const value = random.chance(0.15) ? random.pick(VALUES)() : spoilt(random, real, random.below(4))
  const text = JSON.stringify(value).replaceAll(`"${BEYOND}"`, random.pick(['1e999', '-1e999', '1e-999']))
  switch (random.weighted({ whole: 85, cut: 5, more: 4, deep: 3, bytes: 3 })) {
    case 'whole':
      return text
    case 'cut':
      return text.slice(0, random.below(text.length))
    case 'more':
      return text + random.pick([text, '}', ',', '\u0000', '\ufeff'])
    case 'deep':
      return random.pick(['[', '{"a":']).repeat(20_000)
    case 'bytes':
      return Buffer.from(text.slice(0, 200)).reverse().toString('latin1')
  }
}

/** The same with so many wrong places in it. */
function spoilt(random: Random, real: unknown, places: number): unknown {
  let value = structuredClone(real)
  for (let at = 0; at < places; at++) value = spoiltOnce(random, value)
  return value
}

function spoiltOnce(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.15)) return random.pick(VALUES)()
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.1)) return [...value, random.pick(VALUES)()]
    const at = random.below(value.length)
    return value.map((entry, index) => (index === at ? spoiltOnce(random, entry) : entry))
  }
  const entries = Object.entries(value)
  if (entries.length === 0 || random.chance(0.1))
    return {
      ...value,
      [random.pick(['__proto__', 'constructor', 'toString', 'unheard_of', ''])]: random.pick(VALUES)(),
    }
  const [chosen] = random.pick(entries)
  if (random.chance(0.15)) return Object.fromEntries(entries.filter(([key]) => key !== chosen))
  return Object.fromEntries(
    entries.map(([key, entry]) => [key, key === chosen ? spoiltOnce(random, entry) : entry]),
  )
}
