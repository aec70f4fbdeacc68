import type { App, Json } from '../state.ts'
import type { Actor } from './actor.ts'

/** What all interactive payloads have in common. */
export const interaction = (actor: Actor, app: App, type: string): Json => ({
  type,
  user: {
    id: actor.user.id,
    username: actor.user.name,
    name: actor.user.name,
    team_id: actor.team.id,
  },
  api_app_id: app.id,
  token: app.verificationToken,
  team: { id: actor.team.id, domain: actor.team.domain },
  enterprise: null,
  is_enterprise_install: false,
})

/** What a person types arrives with `&`, `<` and `>` as entities. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
