/**
 * Fetches for Slack's SDK (web-api 8.2), which throws at an answer whose `response_metadata` is null, or holds
 * null, as Slack's do at times; the deed is done by then, so that it would be looked for, in vain, for ever.
 */
export const tidyFetch: typeof fetch = async (url, init) => {
  const answer = await fetch(url, init)
  const text = await answer.text()
  const { status, statusText, headers } = answer
  return new Response(text === '' ? null : tidied(text), { status, statusText, headers: plain(headers) })
}

/** The body is no longer compressed, nor as long as it was. */
function plain(headers: Headers): Headers {
  const kept = new Headers(headers)
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name)
  return kept
}

function tidied(text: string): string {
  if (!text.includes('null')) return text
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return text
    const { response_metadata: metadata, ...rest } = body as Readonly<Record<string, unknown>>
    return JSON.stringify({ ...rest, ...(isObject(metadata) && { response_metadata: without(metadata) }) })
  } catch {
    return text
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const without = (metadata: object): object =>
  Object.fromEntries(Object.entries(metadata).filter(([, value]) => value !== null))
