import { languageName } from '../programme/lookup/languages.ts'
import type { Person } from '../sandbox/population/population.ts'

const PLATFORMS = { slack: 'Slack', discord: 'Discord' } as const
const list = new Intl.ListFormat('en')

/** Who has joined besides, and why, in a sentence that ends in a space; nothing where nobody has. */
export function alsoJoined(others: readonly Person[]): string {
  if (others.length === 0) return ''
  const who = others.map(({ fullName, platform, languages }) => {
    const spoken = list.format(languages.map((code) => languageName(code)))
    return `${fullName} on ${PLATFORMS[platform]}, who speaks ${spoken}`
  })
  const have = others.length === 1 ? 'An invented person has' : `${others.length} invented people have`
  return `${have} joined as well, so that nobody is left without a partner: ${who.join('; ')}. `
}
