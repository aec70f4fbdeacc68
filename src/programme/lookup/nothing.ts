/** What people write where they have nothing to say, in small letters and without full stops at their ends. */
const SAID = new Set(
  'n/a|n.a|n\\a|not applicable|none|none of it|nothing|nil|null|unknown|no answer|not sure|i dont know|dont know|don’t know|idk|keine|keiner|nichts|k.a|keine angabe|unbekannt|aucun|aucune|rien|inconnu|ninguno|ninguna|nada|desconocido|nenhum|nenhuma|brak|nessuno|ingen|geen'.split(
    '|',
  ),
)

/** Letters that show as a blank: fillers of Hangul and Khitan, the empty pattern of Braille, a note without a head. */
const BLANK = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{C}\u2800\u{1d159}\u{16fe4}]/gu

/** Whether a text says nothing: "n/a", "-", "none", "?", or what shows as nothing. */
export function isNothing(text: string): boolean {
  const shown = text.replace(BLANK, ' ').trim()
  if (!/[\p{L}\p{N}\p{S}]/u.test(shown)) return true
  return SAID.has(
    shown
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/['’]/g, '')
      .replace(/[.!]+$/, ''),
  )
}

/** Whether a text shows as nothing at all. */
export function isBlank(text: string): boolean {
  return text.replace(BLANK, '') === ''
}
