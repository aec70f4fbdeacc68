import type { Outcome } from '../../port/outcome.ts'
import type { Bot } from './bot.ts'
import { isFine, undone } from './errors.ts'
import { anything, memberPage } from './shapes.ts'

const PAGE = 200

/** Who is in a channel, and taking somebody out of it. */
export function createMembership({ call, wall }: Pick<Bot, 'call' | 'wall'>) {
  async function removeMember(ref: string, user: string): Promise<Outcome<string>> {
    const args = { channel: ref, user }
    const kicked = await call('conversations.kick', args, anything, { ticket: `${ref} ${user}` })
    if (kicked.ok || isFine(kicked.failure)) return { kind: 'done', ref }
    const outcome = undone(kicked.failure, wall())
    // Who is nobody in the workspace is in none of its channels.
    return outcome.kind === 'gone' && outcome.what === 'member' ? { kind: 'done', ref } : outcome
  }

  async function isIn(ref: string, user: string): Promise<boolean> {
    let cursor = ''
    do {
      const args = { channel: ref, limit: PAGE, ...(cursor !== '' && { cursor }) }
      const page = await call('conversations.members', args, memberPage)
      if (!page.ok) throw new Error('Slack did not say who is in a channel')
      if (page.answer.members.includes(user)) return true
      cursor = page.answer.response_metadata?.next_cursor ?? ''
    } while (cursor !== '')
    return false
  }

  return { removeMember, isIn }
}
