/** What a line may hold that opens something to whoever reads it, and what stands there instead. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // Slack's tokens: of bots, of apps, of people, and those that renew them.
  [/\bx(?:ox[a-z](?:\.xox[a-z])?|app)-[\w.-]+/gi, '[token]'],
  // Discord's: an id, a time and a keyed hash.
  [/\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b/g, '[token]'],
  // An address may hold all it takes: response URLs, uploads, a socket's ticket, a webhook's or interaction's token.
  [/\b((?:https?|wss?|postgres(?:ql)?):\/\/)(?:[^\s"'\\/@]*@)?([\w.:[\]-]+)[^\s"'\\]*/gi, '$1$2/…'],
  [/\/(webhooks|interactions)\/[^\s"'\\/]+\/[^\s"'\\/?]+/gi, '/$1/:id/:token'],
  [/\b(token|ticket|secret|signature|authorization)=[^\s"'\\&]+/gi, '$1=…'],
]

/** A text without tokens, and with addresses that tell no more than whose they are. */
export function scrub(text: string): string {
  return SECRETS.reduce((shown, [secret, instead]) => shown.replace(secret, instead), text)
}
