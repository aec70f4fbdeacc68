/** `slack/T1/U1/C1`: a place to stand, as addresses name it. */
export const spotPath = ({ platform, place, person, channel }) =>
  [platform, place, person, channel ?? ''].join('/')

/** @param spot with `tab: 'home'`, an app’s page instead of what was written to it */
export const hrefTo = (spot) => `#/${spotPath(spot)}${spot.tab === 'home' ? '/home' : ''}`

/** What the address asks for. */
export function readAddress(hash) {
  const [first = '', place, person, channel, tab] = hash.replace(/^#\/?/, '').split('/')
  if (first === 'pair') return { view: 'pair' }
  if (first !== 'slack' && first !== 'discord') return { view: 'stage' }
  return {
    ...{ view: 'client', platform: first, place, person, channel },
    tab: tab === 'home' ? 'home' : 'messages',
  }
}

const PATTERNS = [
  /^https:\/\/discord\.com\/channels\/\d+\/(\d+)/,
  /^https:\/\/slack\.com\/app_redirect\?.*\bchannel=(\w+)/,
  /^https:\/\/[\w-]+\.slack\.com\/archives\/(\w+)/,
]

/** The channel that a platform's own link leads to. */
export function channelIn(url) {
  for (const pattern of PATTERNS) {
    const found = pattern.exec(url)
    if (found) return found[1]
  }
  return undefined
}
