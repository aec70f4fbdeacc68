/** What every answer says to the browser: run and load nothing that is not this server's own. */
export const SAFETY: Readonly<Record<string, string>> = {
  ...policy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}

/** @param styles hashes of what a document styles itself with, such as `'sha256-…'` */
export function policy(...styles: readonly string[]): Readonly<Record<'content-security-policy', string>> {
  const style = ["'self'", ...styles].join(' ')
  return {
    'content-security-policy':
      `default-src 'none'; script-src 'self'; style-src ${style}; img-src 'self' data:; connect-src 'self'; ` +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  }
}
