import type { Json, Team, User } from './state.ts'

/** A user object. The locale comes only to those who ask for it. */
export function userObject(team: Team, user: User, withLocale: boolean): Json {
  return {
    id: user.id,
    team_id: user.home ?? team.id,
    name: user.name || null,
    deleted: user.deleted,
    updated: Math.floor(user.updated / 1_000),
    is_bot: user.is_bot,
    is_app_user: false,
    profile: {
      title: user.title,
      real_name: user.real_name || null,
      real_name_normalized: user.real_name || null,
      display_name: user.name,
      display_name_normalized: user.name,
      team: user.home ?? team.id,
    },
    // A deactivated user comes without what only members have.
    ...(!user.deleted && {
      color: user.color,
      real_name: user.real_name || null,
      ...(user.tz === '' ? { tz: null } : { tz: user.tz, tz_label: user.tz, tz_offset: offsetOf(user.tz) }),
      is_admin: user.is_admin,
      is_owner: user.is_owner,
      is_primary_owner: false,
      is_restricted: user.guest !== 'no',
      is_ultra_restricted: user.guest === 'single-channel',
      ...(user.home !== undefined && { is_stranger: true }),
      ...(withLocale && { locale: user.locale }),
    }),
  }
}

/** Seconds east of UTC, today. */
function offsetOf(zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts()
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? ''
  const found = /([+-])(\d\d):(\d\d)/.exec(name)
  if (found === null) return 0
  const seconds = Number(found[2]) * 3_600 + Number(found[3]) * 60
  return found[1] === '-' ? -seconds : seconds
}
