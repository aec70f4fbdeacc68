/** Deeper than anything that is meant, and far from what whoever walks through it can bear. */
const DEEPEST = 100

/**
 * A JSON text's value. The parser bears any depth; whoever looks through a value, or writes it down later, recurses.
 *
 * @throws SyntaxError where it is no JSON, or nested deeper than 100
 */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError('nested too deeply')
  return JSON.parse(text)
}

const [QUOTE, BACKSLASH, OPENS_LIST, CLOSES_LIST, OPENS_OBJECT, CLOSES_OBJECT] = [34, 92, 91, 93, 123, 125]

function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === QUOTE) at = endOfString(text, at)
    else if (char === OPENS_LIST || char === OPENS_OBJECT) {
      depth += 1
      if (depth > DEEPEST) return true
    } else if (char === CLOSES_LIST || char === CLOSES_OBJECT) depth -= 1
  }
  return false
}

/** Where the string that begins at `from` ends: at its quotation mark, or with the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === QUOTE) return at
    if (char === BACKSLASH) at += 1
  }
  return text.length
}
