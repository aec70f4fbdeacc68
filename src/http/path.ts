/**
 * The path of a request's target, without its query; undefined where the target names none.
 *
 * A target is what somebody typed into a socket: `//[` and `//:99999999` begin with a slash and are no URL, so
 * that none is made of them. The absolute form has to be taken too (RFC 9112, 3.2.2).
 */
export function pathOf(target: string | undefined): string | undefined {
  if (target === undefined) return undefined
  if (target.startsWith('/')) return target.split(/[?#]/, 1)[0]
  return /^https?:/i.test(target) && URL.canParse(target) ? new URL(target).pathname : undefined
}
