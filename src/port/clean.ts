/**
 * What no text of ours or of anybody has a use for: control characters, directional overrides and embeddings
 * (with which a name turns the rest of a line around), tag characters, lone halves of a pair. Joiners stay: emoji and
 * several scripts are written with them. The isolates in which our sentences set what is filled in stay as well.
 */
const UNWANTED =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066\u2067\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E001F}]|\p{Surrogate}/gu

export const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(UNWANTED, '')

/** Marks that show as nothing, but for joiners and the tags of flags: they only make two names look like one. */
const UNSEEN = /(?!\u200C|\u200D|[\u{E0020}-\u{E007F}])(?=\p{Cf})\p{Default_Ignorable_Code_Point}/gu

/** What somebody typed, as it is kept: composed, and without what `clean` takes away or nobody can see. */
export const cleanTyped = (text: string): string => clean(text).replace(UNSEEN, '').normalize('NFC')

/** Without line breaks, for places that have one line. */
export const oneLine = (text: string): string =>
  clean(text)
    .replace(/[\s\u2028\u2029]+/g, ' ')
    .trim()

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Where a character as people see it ends, in UTF-16 units, in order; the first is 0. */
export function edgesOf(text: string): number[] {
  return [0, ...Array.from(graphemes.segment(text), ({ index, segment }) => index + segment.length)]
}

/**
 * At most `most` UTF-16 units (where code points are counted, they are never more), the last of them `…`
 * where something was cut; never within a character.
 */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  if (most < 1) return ''
  const end = edgesOf(text.slice(0, most + 64)).findLast((edge) => edge <= most - 1) ?? 0
  return `${text.slice(0, end)}…`
}

/** One line of at most `most` characters that is never empty: Discord refuses empty labels. */
export const label = (text: string, most: number): string => cut(oneLine(text), most) || '…'
