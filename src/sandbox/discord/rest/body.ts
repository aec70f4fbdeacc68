import type { IncomingMessage } from 'node:http'
import { parseJson } from '../../../http/json.ts'
import { BodyError, readBody as readBytes } from '../../body.ts'
import { ApiError } from './errors.ts'

export interface Upload {
  /** The `n` of `files[n]`. */
  readonly index: string
  readonly filename: string
  readonly type: string
  readonly bytes: Uint8Array
}

export interface Body {
  readonly json: unknown
  readonly files: readonly Upload[]
}

/** Discord's code for it. */
export const TOO_LARGE = 40005

/** Reads a request's body: JSON, or multipart with `payload_json` and `files[n]`. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const bytes = await readBytes(request).catch((error: unknown) => {
    if (!(error instanceof BodyError)) throw error
    throw new ApiError(error.status, TOO_LARGE, 'Request entity too large')
  })
  if (bytes.length === 0) return { json: undefined, files: [] }
  const type = request.headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) return multipart(bytes, type)
  return { json: parse(bytes.toString('utf8')), files: [] }
}

function parse(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    throw new ApiError(400, 50109, 'The request body contains invalid JSON.')
  }
}

async function multipart(bytes: Buffer, type: string): Promise<Body> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => {
      throw new ApiError(400, 50035, 'Invalid Form Body: the parts cannot be told apart')
    })
  const files: Upload[] = []
  let json: unknown = {}
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      if (name === 'payload_json') json = parse(value)
      continue
    }
    const index = /^files\[(\d+)\]$/.exec(name)?.[1]
    if (index === undefined) throw new ApiError(400, 50035, `Invalid Form Body: part ${name}`)
    files.push({
      index,
      filename: value.name,
      type: value.type || 'application/octet-stream',
      bytes: new Uint8Array(await value.arrayBuffer()),
    })
  }
  return { json, files }
}
