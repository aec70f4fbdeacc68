import type { Random } from '../../src/sandbox/population/random.ts'
import type { Face } from './face.ts'
import { hostileFrame } from './frame.ts'
import { hostileJson } from './json.ts'

/** What is said into a connection, and how it is left. */
export interface Said {
  readonly parts: readonly Buffer[]
  /** Waits for the answer; goes without a word; tears the connection down. */
  readonly leave: 'wait' | 'go' | 'reset'
}

const TARGETS = [
  ...[
    '//',
    '//[',
    'http://[',
    '//:99999999',
    '*',
    '/',
    '',
    '?',
    '#',
    '/?',
    '/..',
    '/../..',
    '/%',
    '/%zz',
    '/%00',
  ],
  ...[
    '/%2e%2e/%2e%2e',
    '/.//',
    '///',
    'http:',
    'https://',
    'http://a:b@c',
    'http://[::1]',
    'http://999.999.999.999',
  ],
  ...[
    '\\',
    '/\\\\evil',
    '/__proto__',
    '/constructor',
    '/_control/__proto__',
    '/api/constructor',
    '/api/v10/',
  ],
  ...[
    '/%F0%9F%98%80',
    '/\x7f',
    '/a b',
    '/\tb',
    'example.org:443',
    'mailto:a@b',
    'file:///etc/passwd',
    '/;/;',
  ],
]
const METHODS = [
  ...['PUT', 'HEAD', 'DELETE', 'PATCH', 'OPTIONS', 'CONNECT', 'TRACE', 'PROPFIND', 'M-SEARCH'],
  ...['get', 'POST\0', 'G E T', '', 'X'.repeat(300)],
]
const HOSTS = ['localhost', 'evil.example', '', '[', '127.0.0.1:99999999', '127.0.0.1.evil.example']
const HEADERS = [
  ...['Origin: https://evil.example', 'Origin: null', 'Sec-Fetch-Site: cross-site', 'Expect: 100-continue'],
  ...[
    'Expect: miracles',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip, chunked',
    'Content-Length: -1',
  ],
  ...[
    'Content-Length: 99999999999999999999',
    'Content-Length: 1e3',
    'Content-Length: 5',
    'Content-Encoding: gzip',
  ],
  ...[
    'Upgrade: websocket',
    'Connection: upgrade',
    'Upgrade: h2c',
    'Range: bytes=0-0,-1',
    'Cookie: a=b',
    'Cookie: =',
  ],
  ...[
    'Authorization: Bearer x',
    'Authorization: Bot',
    'Authorization: ',
    'X-Slack-Signature: v0',
    'X-Nul: a\0b',
  ],
  ...['X-Slack-Request-Timestamp: NaN', 'X-Audit-Log-Reason: %zz', ': nameless', 'No colon', ' folded: yes'],
  ...[
    `X-Long: ${'x'.repeat(20_000)}`,
    'Content-Type: ',
    'Content-Type: application/json',
    'Accept-Encoding: *;q=x',
  ],
  ...['Content-Type: multipart/form-data', 'Content-Type: multipart/form-data; boundary=', 'Host: 127.0.0.1'],
]

/** One connection's worth: mostly one request with something wrong in it, sometimes several, or none at all. */
export function hostileRequest(random: Random, face: Face): Said {
  const upgrading = face.messages !== undefined && random.chance(0.1)
  const whole = upgrading ? upgrade(random, face) : requests(random, face)
  const cut = random.chance(0.08) ? whole.subarray(0, random.below(whole.length)) : whole
  const parts = random.chance(0.1) ? inParts(random, cut) : [cut]
  if (cut !== whole) return { parts, leave: random.pick(['go', 'reset']) }
  return { parts, leave: random.weighted({ wait: 90, go: 5, reset: 5 }) }
}

function requests(random: Random, face: Face): Buffer {
  const count = random.chance(0.05) ? 2 + random.below(20) : 1
  return Buffer.concat(Array.from({ length: count }, () => request(random, face)))
}

function request(random: Random, face: Face): Buffer {
  if (random.chance(0.01)) return noise(random)
  const method = random.chance(0.85) ? random.pick(['GET', 'POST', 'POST']) : random.pick(METHODS)
  const { type, body } = random.chance(0.75) ? bodyOf(random, face) : { type: '', body: Buffer.alloc(0) }
  const signed = face.sign !== undefined && random.chance(0.5) ? face.sign(body.toString()) : []
  const head = [
    `${method} ${targetOf(random, face)} ${random.chance(0.97) ? 'HTTP/1.1' : random.pick(['HTTP/1.0', 'HTTP/2.0', 'HTTP/9', ''])}`,
    ...(random.chance(0.97) ? [`Host: ${hostOf(random)}`] : []),
    'Connection: close',
    ...(type === '' ? [] : [`Content-Type: ${type}`]),
    ...(random.chance(0.95) && body.length > 0 ? [`Content-Length: ${body.length}`] : []),
    ...(face.keys.length > 0 && random.chance(0.7) ? [random.pick(face.keys)] : []),
    ...signed,
    ...random.some(HEADERS, random.chance(0.6) ? 0 : 1 + random.below(3)),
  ]
  const end = random.chance(0.98) ? '\r\n' : '\n'
  return Buffer.concat([Buffer.from(`${head.join(end)}${end}${end}`, 'latin1'), body])
}

const hostOf = (random: Random): string => (random.chance(0.93) ? '127.0.0.1' : random.pick(HOSTS))

function targetOf(random: Random, face: Face): string {
  if (random.chance(0.15)) return random.pick(TARGETS)
  const path = random.pick(face.paths)
  switch (random.weighted({ whole: 70, more: 10, query: 10, other: 5, absolute: 3, escaped: 2 })) {
    case 'whole':
      return path
    case 'more':
      return path + random.pick(TARGETS)
    case 'query':
      return `${path}?${random.pick(['a', 'limit=1e999', 'limit=-1', '%', '__proto__=1', '='.repeat(3_000), 'token[]=1'])}`
    case 'other':
      return path.replace(
        /[^/]+$/,
        random.pick(['__proto__', 'constructor', '%', '0', '9'.repeat(400), '@me']),
      )
    case 'absolute':
      return `http://${hostOf(random)}${path}`
    case 'escaped':
      return path.replace(/./g, (char) => `%${char.charCodeAt(0).toString(16)}`)
  }
}

function bodyOf(random: Random, face: Face): { type: string; body: Buffer } {
  const real = face.bodies.length > 0 ? random.pick(face.bodies) : {}
  const json = hostileJson(random, real)
  switch (random.weighted({ json: 55, payload: 15, form: 15, parts: 10, noise: 5 })) {
    case 'json':
      return {
        type: random.pick(['application/json', 'application/json; charset=utf-8', 'text/plain']),
        body: Buffer.from(json),
      }
    case 'payload':
      return {
        type: FORM,
        body: Buffer.from(new URLSearchParams({ payload: wellFormed(json) }).toString()),
      }
    case 'form':
      return { type: FORM, body: Buffer.from(fieldsOf(real, json)) }
    case 'parts':
      return {
        type: `multipart/form-data; boundary=${random.pick(['b', '"b"', 'other', ''])}`,
        body: Buffer.from(
          `--b\r\nContent-Disposition: form-data; name="${random.pick(['payload_json', 'files[0]', 'files[x]', ''])}"\r\n\r\n${json}\r\n--b${random.pick(['--', '', '\r\n'])}`,
        ),
      }
    case 'noise':
      return {
        type: random.pick([FORM, 'application/json', 'multipart/form-data; boundary=b']),
        body: noise(random),
      }
  }
}

/** Half a character is no text that can be encoded for a form. */
const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\ufffd')

const FORM = 'application/x-www-form-urlencoded'

/** A real body's fields, one of them not as it should be. */
function fieldsOf(real: object, json: string): string {
  const fields = Object.entries(real).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  const at = json.length % (fields.length + 1)
  fields.splice(at, 1, [fields[at]?.[0] ?? '__proto__', wellFormed(json.slice(0, 2_000))])
  return new URLSearchParams(fields).toString()
}

function upgrade(random: Random, face: Face): Buffer {
  const head = [
    `GET ${targetOf(random, face)} HTTP/1.1`,
    `Host: ${hostOf(random)}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    `Sec-WebSocket-Version: ${random.chance(0.95) ? 13 : random.pick(['', 8, 'x'])}`,
    `Sec-WebSocket-Key: ${random.chance(0.95) ? Buffer.alloc(16, random.below(256)).toString('base64') : 'x'}`,
    ...(random.chance(0.1) ? ['Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=x'] : []),
    ...(random.chance(0.1) ? ['Origin: https://evil.example'] : []),
  ]
  const frames = Array.from({ length: 1 + random.below(4) }, () =>
    hostileFrame(random, hostileJson(random, random.pick(face.messages ?? [{}]))),
  )
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), ...frames])
}

const noise = (random: Random): Buffer =>
  Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256)))

function inParts(random: Random, whole: Buffer): Buffer[] {
  const edges = [0, random.below(whole.length + 1), random.below(whole.length + 1), whole.length].sort(
    (a, b) => a - b,
  )
  return edges.slice(1).map((edge, at) => whole.subarray(edges[at], edge))
}
