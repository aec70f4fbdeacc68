/** What a request is asked for. */
export interface Target {
  /** As it came: still percent-encoded, `..` and doubled slashes included. To be compared, never to be opened. */
  readonly path: string
  readonly query: URLSearchParams
}

/**
 * Reads a request's target; undefined where it names no path.
 *
 * A target is what somebody typed into a socket: `//[` and `//:99999999` begin with a slash and are no URL, so
 * that none is made of them. The absolute form has to be taken too (RFC 9112, 3.2.2).
 */
export function readTarget(target: string | undefined): Target | undefined {
  if (target === undefined) return undefined
  if (target.startsWith('/')) {
    const [whole = ''] = target.split('#', 1)
    const at = whole.indexOf('?')
    return at < 0
      ? { path: whole, query: new URLSearchParams() }
      : { path: whole.slice(0, at), query: new URLSearchParams(whole.slice(at + 1)) }
  }
  if (!/^https?:/i.test(target) || !URL.canParse(target)) return undefined
  const { pathname, searchParams } = new URL(target)
  return { path: pathname, query: searchParams }
}
