// The world's living languages, signed ones too, and what ISO 639-3 calls them.
import { iso6393 } from 'iso-639-3'
import { fold } from './fold.mjs'

/** @returns {{ code: string, name: string, keys: string[] }[]} `code`: as BCP 47 has it, the main form of the language */
export function readLanguages() {
  return (
    iso6393
      // What nobody speaks or signs any more is left out, unless it is taught: Latin has a short code.
      .filter(({ type, iso6391 }) => type === 'living' || iso6391 !== undefined)
      .map((language) => {
        const name = language.name.replace(/\s*\([^)]*\)/g, '').trim()
        const keys = new Set([fold(name), fold(language.name)])
        return { code: codeOf(language), name, keys: [...keys].filter((key) => key !== '') }
      })
  )
}

/** "cmn" is "zh": `Intl` knows which language a code of ISO 639-3 is a form of. */
function codeOf({ iso6393: code, iso6391 }) {
  try {
    return new Intl.Locale(iso6391 ?? code).language
  } catch {
    return iso6391 ?? code
  }
}
