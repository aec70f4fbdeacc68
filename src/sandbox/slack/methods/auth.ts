import type { Method } from '../method.ts'
import { Refusal } from '../refusal.ts'

export const authTest: Method = {
  tier: 'special',
  scopes: [],
  args: [],
  required: [],
  errors: [],
  run: ({ world, team, bot, install, app }) => ({
    url: `${world.url}/`,
    team: team.name,
    user: bot.name,
    team_id: team.id,
    user_id: bot.id,
    bot_id: install.botId,
    app_id: app.id,
    is_enterprise_install: false,
  }),
}

export const botsInfo: Method = {
  tier: 't3',
  scopes: ['users:read'],
  args: ['bot'],
  required: [],
  errors: ['bot_not_found'],
  run: ({ world, team, args }) => {
    for (const app of Object.values(world.state.apps)) {
      const install = app.installs[team.id]
      if (install === undefined || install.botId !== args.text('bot')) continue
      const { botId: id, botUser: user_id } = install
      return { bot: { id, deleted: false, name: app.name, updated: 0, app_id: app.id, user_id, icons: {} } }
    }
    throw new Refusal('bot_not_found')
  },
}

export const appsConnectionsOpen: Method = {
  tier: 't3',
  scopes: [],
  args: [],
  required: [],
  errors: ['forbidden_team'],
  token: 'app',
  run: ({ world, app }) => {
    if (app.mode !== 'socket') throw new Refusal('forbidden_team')
    return { url: `${world.url.replace('http:', 'ws:')}/link/?ticket=${world.links.ticket(app.id)}` }
  },
}

export const teamInfo: Method = {
  tier: 't3',
  scopes: ['team:read'],
  args: ['domain', 'team'],
  required: [],
  errors: ['team_not_found'],
  run: ({ team, args }) => {
    if (args.has('team') && args.text('team') !== team.id) throw new Refusal('team_not_found')
    return { team: { id: team.id, name: team.name, domain: team.domain, email_domain: '', icon: {} } }
  },
}
