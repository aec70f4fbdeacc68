/** Deeper than anything that is meant, and far from what whoever walks through it can bear. */
const DEEPEST = 100

/**
 * A JSON text's value. The parser bears any depth; whoever looks through a value, or writes it down later, recurses.
 *
 * @throws SyntaxError where it is no JSON, or nested deeper than 100
 */
export function parseJson(text: string): unknown {
  if (depthOf(text) > DEEPEST) throw new SyntaxError('nested too deeply')
  return JSON.parse(text)
}

function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '"') at = endOfString(text, at)
    else if (char === '[' || char === '{') deepest = Math.max(deepest, ++depth)
    else if (char === ']' || char === '}') depth--
  }
  return deepest
}

/** Where the string that begins at `from` ends: at its quotation mark, or with the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '"') return at
    if (text[at] === '\\') at++
  }
  return text.length
}
