import type { App, Json } from '../state.ts'
import type { Actor } from './actor.ts'

/**
 * What all interactive payloads have in common. An app that an enterprise has as a whole is told no workspace;
 * of a stranger (Slack Connect) it is told theirs, not the one in which it is installed.
 */
export function interaction({ user, team }: Actor, app: App, type: string): Json {
  const home = user.home ?? team.id
  const enterprise = app.installs[team.id]?.enterprise ?? ''
  const domain = user.home === undefined ? team.domain : 'elsewhere'
  return {
    type,
    user: { id: user.id, username: user.name, name: user.name, team_id: home },
    api_app_id: app.id,
    token: app.verificationToken,
    team: enterprise === '' ? { id: home, domain } : null,
    enterprise: enterprise === '' ? null : { id: enterprise, name: 'Enterprise' },
    is_enterprise_install: enterprise !== '',
  }
}

/** What a person types arrives with `&`, `<` and `>` as entities. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
