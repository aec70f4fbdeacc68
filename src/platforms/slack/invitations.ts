import type { KeptOut, Outcome } from '../../port/outcome.ts'
import type { Bot } from './bot.ts'
import { decisionOn } from './decisions.ts'
import { type Failure, undone } from './errors.ts'
import { memberOf } from './members.ts'
import { inviteAnswer } from './shapes.ts'

/** Channels are made more slowly than people are invited to them, so that this wait is rare. */
const PATIENCE = 15_000

/** What Slack said of somebody, by user id. */
type Said = ReadonlyMap<string, string>

/** What an invitation came to: whom it left out and why, or that it was not done at all. */
type Invited = { readonly kind: 'sent'; readonly said: Said } | Exclude<Outcome<never>, { kind: 'done' }>

/** Lets people into a channel. What Slack says of one of them is that person's matter, never the workspace's. */
export function createInvitations(bot: Bot) {
  const { call, wall } = bot

  /** All who can be let in are in then; of the others it is said why. */
  async function ensureMembers(
    ref: string,
    members: readonly string[],
    ticket = ref,
  ): Promise<Outcome<string>> {
    const users = [...new Set(members)].filter((user) => user !== bot.me().user)
    if (users.length === 0) return { kind: 'done', ref }
    const invited = await invite(ref, users, ticket)
    if (invited.kind !== 'sent') return invited
    const found = await Promise.all([...invited.said].map(([user, code]) => personal(user, code)))
    return outcomeOf(found) ?? { kind: 'done', ref }
  }

  /** Who of these cannot be let in, where Slack does not say whom it means; undefined where none can be told. */
  async function inTheWay(users: readonly string[]): Promise<InTheWay | undefined> {
    const found = await Promise.all(users.map(lookedUp))
    return outcomeOf(found.filter((one) => one === 'gone' || one.why !== 'not-allowed'))
  }

  async function invite(ref: string, users: readonly string[], ticket: string): Promise<Invited> {
    const args = { channel: ref, users: users.join(','), force: true }
    const invited = await call('conversations.invite', args, inviteAnswer, { ticket, patienceMs: PATIENCE })
    if (invited.ok) return { kind: 'sent', said: new Map(Object.entries(invited.answer.errors)) }
    const { failure } = invited
    if (failure.kind !== 'said' || !isPersonal(failure)) return undone(failure, wall())
    const said = new Map(Object.entries(failure.users))
    if (said.size > 0) return { kind: 'sent', said }
    const [only] = users
    if (users.length === 1 && only !== undefined)
      return { kind: 'sent', said: new Map([[only, failure.code]]) }
    return inHalves(ref, users, ticket)
  }

  /** Slack refused them all for the sake of one and did not say whom: the others get in. */
  async function inHalves(ref: string, users: readonly string[], ticket: string): Promise<Invited> {
    const middle = Math.ceil(users.length / 2)
    const said = new Map<string, string>()
    for (const half of [users.slice(0, middle), users.slice(middle)]) {
      const invited = await invite(ref, half, `${ticket} ${half[0]}`)
      if (invited.kind !== 'sent') return invited
      for (const [user, code] of invited.said) said.set(user, code)
    }
    return { kind: 'sent', said }
  }

  /** What a code means of one person. */
  async function personal(user: string, code: string): Promise<Found> {
    const decision = decisionOn('conversations.invite', code)
    switch (decision?.kind) {
      case 'fine':
        return 'fine'
      case 'gone':
        return 'gone'
      case 'person':
        return { user, why: decision.why }
      case 'gone-or-kept-out':
        return lookedUp(user)
      // Whatever Slack may say one day of a single person keeps nobody else out.
      default:
        return { user, why: 'not-allowed' }
    }
  }

  async function lookedUp(user: string): Promise<'gone' | KeptOut> {
    const member = await memberOf(call, user, { wall, team: bot.me().team }).catch(() => 'unknown' as const)
    if (member === undefined) return 'gone'
    const why = member === 'unknown' ? undefined : WHY[member.guest ?? 'no']
    return { user, why: why ?? 'not-allowed' }
  }

  return { ensureMembers, inTheWay }
}

type Found = 'fine' | 'gone' | KeptOut
type InTheWay = Extract<Outcome<never>, { kind: 'refused' | 'gone' }>

/** Somebody who is gone has left the round, which is settled before anything else. */
function outcomeOf(found: readonly Found[]): InTheWay | undefined {
  if (found.includes('gone')) return { kind: 'gone', what: 'member' }
  const members = found.filter((one): one is KeptOut => typeof one === 'object')
  const [first] = members
  return first && { kind: 'refused', code: first.why, members }
}

const WHY: Readonly<Record<string, KeptOut['why']>> = {
  'single-channel': 'single-channel-guest',
  'multi-channel': 'guest',
  stranger: 'stranger',
}

/** Whether it can be about one of the people who are invited. */
function isPersonal(failure: Extract<Failure, { kind: 'said' }>): boolean {
  if (Object.keys(failure.users).length > 0) return true
  const kind = decisionOn('conversations.invite', failure.code)?.kind
  return kind === 'person' || kind === 'gone-or-kept-out' || kind === 'fine' || kind === 'gone'
}
