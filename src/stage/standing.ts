import type { Story } from '../sandbox/round-one.ts'

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
