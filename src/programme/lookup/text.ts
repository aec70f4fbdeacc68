import rules from './folding.json' with { type: 'json' }

/**
 * Marks that people leave out when they type: accents of Latin, Greek and Cyrillic letters, Arabic vowel signs,
 * Hebrew points. The vowel signs of Indian scripts are letters in their own right and stay.
 */
const ACCENTS = new RegExp(rules.accents, 'g')
const APOSTROPHES = new RegExp(rules.apostrophes, 'g')

/** Letters that Unicode does not decompose, as people type them without the right keyboard. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = rules.letters
const PLAIN = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'g')

/** Words that carry no meaning in a name; and the two ways of writing "saint". */
const IDLE_WORDS = new Set(rules.idle)
const SAME_WORDS: Readonly<Record<string, string>> = rules.same

/** The words of a text without accents, case, punctuation, "the" and "and". */
export function foldedWords(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .toLowerCase()
    .replace(PLAIN, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replace(APOSTROPHES, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '' && !IDLE_WORDS.has(word))
    .map((word) => SAME_WORDS[word] ?? word)
}

/** The key under which a name is found: its folded words, joined ("Nouvelle-Zélande" → "nouvellezelande"). */
export function fold(text: string): string {
  return foldedWords(text).join('')
}

/** Whether the name begins with the key, at its first word or at a later one: 0 first, 1 later, none otherwise. */
export function prefixRank(name: string, key: string): 0 | 1 | undefined {
  const words = foldedWords(name)
  for (let start = 0; start < words.length; start++) {
    if (words.slice(start).join('').startsWith(key)) return start === 0 ? 0 : 1
  }
  return undefined
}

/** How many slips of the finger are forgiven in a word of this many letters. */
export function allowedSlips(length: number): 0 | 1 | 2 {
  if (length < 5) return 0
  return length < 8 ? 1 : 2
}

/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours), or `most + 1` as soon as it is
 * sure to be over `most`.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      )
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      }
      current.push(cost)
    }
    if (Math.min(...current) > most) return most + 1
    beforeLast = last
    last = current
  }
  return last[b.length] ?? most + 1
}
