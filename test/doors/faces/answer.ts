import { asking, exchange } from '../../http/raw.ts'

/** The answer without what is never the same twice. */
export const answerOf = async (port: number, request: string): Promise<string> =>
  (await exchange(port, request)).replace(/^(date|x-ratelimit-[\w-]+|etag):.*\r\n/gim, '')

export const json = (target: string, body: unknown, headers: readonly string[] = []) =>
  asking(target, 'POST', ['Content-Type: application/json', ...headers], JSON.stringify(body))
