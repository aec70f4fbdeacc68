import { Agent, request } from 'node:http'

/**
 * Many people speak to the local platforms at once; a connection is used again by whoever comes next, for
 * less long than a platform keeps it (30 s), so that nobody takes one that is just being closed.
 */
const agent = new Agent({ keepAlive: true, timeout: 10_000 })

export interface Told {
  readonly status: number
  readonly body: unknown
}

/** Posts JSON to a server on this machine and reads the JSON that it answers. */
export function ask(url: string, body: unknown): Promise<Told> {
  const text = JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }
    const asking = request(url, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        try {
          resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) })
        } catch (error) {
          reject(error)
        }
      })
    })
    asking.once('error', reject)
    asking.end(text)
  })
}
