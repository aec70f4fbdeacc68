import { StartError } from '../../port/platform.ts'
import { mistaken, type Wanted } from './mistaken.ts'
import type { Talk } from './talk.ts'

/**
 * Asks for a token until it is one that does, and says in one line each time why the last one does not.
 *
 * @param check asks the platform, and throws a `StartError` with that line
 */
export async function takeToken<T>(
  talk: Talk,
  wanted: Wanted,
  question: string,
  check: (token: string) => Promise<T>,
): Promise<{ readonly token: string; readonly found: T }> {
  for (;;) {
    const token = (await talk.askHidden(question)).trim()
    const wrong = mistaken(wanted, token)
    if (wrong === undefined) {
      try {
        return { token, found: await check(token) }
      } catch (error) {
        if (!(error instanceof StartError)) throw error
        talk.say(`   ${error.message}`)
        continue
      }
    }
    talk.say(`   ${wrong}`)
  }
}
