import type { Story } from '../sandbox/round-one.ts'
import type { Passing } from './time.ts'

/** Where things stand, in a line over the page, where nobody is waited for. */
export function standing({ empty }: Story, state: string | undefined): string {
  if (empty && state === undefined) {
    return 'Nothing has been set up. Be the organiser on Slack and type /programme there; then /round to open one.'
  }
  if (state === 'open') return 'Registration is open.'
  if (state === 'running')
    return 'The round is running. On the stage, let time pass and see what its months bring.'
  return state === 'closed' ? 'The round is over.' : 'The organiser has the next word.'
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** What time that passes has brought so far, in a sentence. */
export function passing({ at, due, out }: Passing): string {
  const date = `It is ${day.format(at)}`
  return due === 0
    ? `${date}; nothing was due yet.`
    : `${date}; ${out} of ${due} that were due have gone out.`
}

/** The same once it stands still again. */
export function passed({ at, due, out }: Passing): string {
  const date = `It is ${day.format(at)} now`
  if (due === 0) return `${date}: nothing was due in that time.`
  if (due === 1 && out === 1) return `${date}: one message or channel was due, and went out.`
  return out === due
    ? `${date}: ${due} messages and channels were due, and all went out.`
    : `${date}: of ${due} messages and channels that were due, ${out} went out.`
}
