/** Endings of addresses on the web with more than two letters, which no word is likely to end with. */
const ENDINGS =
  'com|org|net|edu|gov|info|museum|library|academy|university|online|site|blog|page|social|dev|app'

const MAIL = /^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:]+$/

/** "linkedin.com/in/x", "www.example.org": an address whose beginning people leave out. */
const WITHOUT_SCHEME = new RegExp(
  String.raw`^(?:[\p{L}\p{N}-]+\.)+(?:[a-z]{2}|${ENDINGS}|xn--[a-z0-9-]+)(?::\d+)?(?:[/?#]\S*)?$`,
  'iu',
)

/**
 * A contact to be shared with a partner, from what somebody wrote: an e-mail address, also as a mail program copies it
 * (`Name <a@b.org>`), or an address on the web, which begins with `https://` where it said nothing else. Undefined
 * where it is neither.
 */
export function readContact(text: string): string | undefined {
  const inBrackets = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text
  const bare = inBrackets
    .split('|')[0]
    ?.trim()
    .replace(/^mailto:/i, '')
    .replace(/[.,;]+$/, '')
  if (bare === undefined || /\s/.test(bare)) return undefined
  if (MAIL.test(bare)) return bare
  if (/^https?:\/\//i.test(bare))
    return URL.canParse(bare) && new URL(bare).hostname !== '' ? bare : undefined
  return WITHOUT_SCHEME.test(bare) && URL.canParse(`https://${bare}`) ? `https://${bare}` : undefined
}
