import { cleanTyped } from '../../port/clean.ts'
import type { Member } from '../../port/platform.ts'
import { type Failure, undone } from './errors.ts'
import { userAnswer } from './shapes.ts'
import type { Call } from './web-api.ts'

/** How often a member is asked for again when Slack has no time, and how long is waited at most, ms. */
const TRIES = 3
const LONGEST_WAIT = 4_000

/** Slack's own helper counts as nobody's account, although Slack does not call it a bot. */
const SLACKBOT = 'USLACKBOT'

/**
 * What Slack says of a member now; undefined where they are none, or no longer. Throws where Slack cannot
 * be asked: "unknown" must not pass for "gone". Where the answer can be spared, it is asked for once, if there is
 * room for that at once.
 */
export async function memberOf(
  call: Call,
  user: string,
  {
    wall,
    team,
    spare,
  }: {
    readonly wall: () => number
    readonly team: string
    readonly spare?: 'help' | 'look' | undefined
  },
): Promise<Member | undefined> {
  for (let tried = spare ? TRIES : 1; ; tried += 1) {
    const patience = spare ? { spare, patienceMs: 0 } : {}
    const reply = await call('users.info', { user, include_locale: true }, userAnswer, patience)
    if (reply.ok) return memberIn(reply.answer.user, team)
    const { failure } = reply
    if (failure.kind === 'said' && undone(failure, wall()).kind === 'gone') return undefined
    if (failure.kind === 'said' || tried === TRIES)
      throw new Error(`Slack did not say who a member is: ${why(failure)}`)
    const wait = failure.kind === 'later' ? failure.at - wall() : 250 * tried
    await new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_WAIT, Math.max(0, wait))))
  }
}

const why = (failure: Failure): string => (failure.kind === 'said' ? failure.code : failure.why)

type SlackUser = (typeof userAnswer)['_output']['user']

function memberIn(user: SlackUser, team: string): Member | undefined {
  const guest = guestOf(user, team)
  if (user.deleted === true) return undefined
  // The full name first: partners meet as people, not as handles.
  const names = [user.profile?.real_name, user.real_name, user.profile?.display_name, user.name]
  return {
    user: user.id,
    name: names.map((name) => cleanTyped(name ?? '').trim()).find((name) => name !== '') ?? user.id,
    ...(user.tz && { zone: user.tz }),
    ...(user.locale && { locale: user.locale }),
    manages: user.is_admin === true || user.is_owner === true || user.is_primary_owner === true,
    bot: user.is_bot === true || user.id === SLACKBOT,
    ...(guest && { guest }),
  }
}

/**
 * Whoever belongs to another workspace is a stranger here, except within one enterprise, where one account is a
 * member of several (docs.slack.dev, reference/objects/user-object).
 */
function guestOf(user: SlackUser, team: string): Member['guest'] {
  const elsewhere = user.team_id != null && user.team_id !== team
  const isOurs = user.enterprise_user?.teams.includes(team) === true
  if (user.is_stranger === true || (elsewhere && !isOurs)) return 'stranger'
  if (user.is_ultra_restricted === true) return 'single-channel'
  return user.is_restricted === true ? 'multi-channel' : undefined
}
