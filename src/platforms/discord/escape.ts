import { clean, edgesOf } from '../../port/clean.ts'

/**
 * Characters with which Discord's Markdown can begin something, a number with which it begins a list, and
 * the name of an emoji. A backslash before any of them is dropped.
 */
const MARKUP = /[\\*_~`|<>[\]()#+@-]|:(?=[\w+-]+:)|(?<=^\s*\d+)\./gm
/** Discord links these by itself, and a backslash inside would break them. */
const ADDRESS = /https?:\/\/[^\s<>()[\]\\]+/g
/** What of an address ends the bold or begins the code around it, if it stands there as it is. */
const LOUD = /[*|`]/g

/** Text as Discord shows it to the letter: never markup, a mention, a timestamp or an emoji. */
export function escapeText(value: string): string {
  const text = clean(value)
  let escaped = ''
  let from = 0
  for (const { index, 0: address } of text.matchAll(ADDRESS)) {
    escaped += escapePart(text.slice(from, index)) + quiet(address)
    from = index + address.length
  }
  return escaped + escapePart(text.slice(from))
}

const escapePart = (text: string): string => text.replace(MARKUP, '\\$&')

/** An address in which nothing means anything to Markdown. */
export const quiet = (address: string): string =>
  address.replace(LOUD, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * As much of a text as fits into `most` UTF-16 units when it is escaped, the last of them `…`. Cuts
 * neither within a character nor within an address, which would lead somewhere else.
 */
export function escapedStart(value: string, most: number): string {
  const text = clean(value)
  const edges = edgesOf(text.slice(0, most + 64))
  let low = 0
  let high = edges.length - 1
  const fits = (at: number) => escapeText(text.slice(0, edges[at])).length < most
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  let end = edges[low] ?? 0
  for (const { index, 0: address } of text.matchAll(ADDRESS)) {
    if (index < end && end < index + address.length) end = index
  }
  const start = escapeText(text.slice(0, end))
  return start.length < most ? `${start}…` : '…'.slice(0, Math.max(0, most))
}
