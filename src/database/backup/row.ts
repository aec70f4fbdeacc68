const [OPEN, CLOSE, COMMA, QUOTE, BACKSLASH] = [...'[],"\\'].map((character) => character.charCodeAt(0))

/**
 * How many values a row has, if its line is a flat array of texts and nulls as JSON writes it without spaces;
 * undefined where it is anything else. Looked at before it is parsed: a line of a few megabytes can hold
 * millions of arrays, which take up twenty times as much.
 */
export function valuesIn(line: Buffer): number | undefined {
  if (line[0] !== OPEN || line.at(-1) !== CLOSE) return undefined
  let values = 0
  for (let at = 1; ; at += 1) {
    const after = endOfValue(line, at)
    if (after === undefined) return undefined
    values += 1
    at = after
    if (at === line.length - 1) return values
    if (line[at] !== COMMA) return undefined
  }
}

/** Where the value that begins at `from` is over. */
function endOfValue(line: Buffer, from: number): number | undefined {
  if (line[from] !== QUOTE) return line.toString('latin1', from, from + 4) === 'null' ? from + 4 : undefined
  for (let at = line.indexOf('"', from + 1); at >= 0; at = line.indexOf('"', at + 1)) {
    let escapes = 0
    while (line[at - 1 - escapes] === BACKSLASH) escapes += 1
    if (escapes % 2 === 0) return at + 1
  }
  return undefined
}
