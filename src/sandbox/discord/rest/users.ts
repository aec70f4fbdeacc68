import { guildPermissions } from '../world/access.ts'
import { PRIVILEGED } from '../world/bits.ts'
import { dmBetween } from '../world/channels.ts'
import type { App, Json } from '../world/rows.ts'
import { channelView, userViewById } from '../world/views.ts'
import type { World } from '../world/world.ts'
import { type Call, limitOf, ok, param, type Reply, type Route } from './call.ts'
import { ApiError, errors } from './errors.ts'
import { nullable, object, read, snowflake } from './shape.ts'

/** The application flags by which a bot reads what is switched on for it (the "limited" bits). */
const FLAG_OF = { GUILD_PRESENCES: 1 << 13, GUILD_MEMBERS: 1 << 15, MESSAGE_CONTENT: 1 << 19 } as const

export function appFlags(app: App): number {
  return (Object.keys(PRIVILEGED) as (keyof typeof PRIVILEGED)[]).reduce(
    (flags, name) => (app.privileged.includes(name) ? flags | FLAG_OF[name] : flags),
    0,
  )
}

function appView(world: World, app: App): Json {
  return {
    id: app.id,
    name: app.name,
    icon: null,
    description: '',
    type: null,
    bot: userViewById(world, app.bot_id),
    bot_public: true,
    bot_require_code_grant: app.portal?.requireCodeGrant ?? false,
    integration_types_config: { '0': {} },
    verify_key: app.public_key,
    flags: appFlags(app),
    flags_new: String(appFlags(app)),
    tags: [],
    redirect_uris: [],
    interactions_endpoint_url: app.portal?.interactionsEndpointUrl ?? null,
    role_connections_verification_url: null,
    owner: userViewById(world, app.owner_id),
    approximate_guild_count: world.index.membersOfUser.of(app.bot_id).size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    event_webhooks_status: 1,
    explicit_content_filter: 0,
    team: null,
    eligible_oauth2_scopes: [],
  }
}

/** How many new direct-message channels in ten seconds are too fast: 40003. The real number is unknown. */
const NEW_DMS = 10

export function userRoutes(rateScale: number): Route[] {
  const opened = new Map<string, number[]>()

  const openDm = (call: Call): Reply => {
    const { world, app } = call
    const recipient = read(object({ recipient_id: nullable(snowflake) }, {}), call.body).recipient_id ?? ''
    const user = world.state.users.get(recipient)
    if (!user) throw errors.unknownUser()
    if (user.bot) throw errors.cannotMessageUser()
    const now = Date.now()
    const recent = (opened.get(app.id) ?? []).filter((at) => now - at < 10_000 / rateScale)
    opened.set(app.id, recent)
    if (recent.length >= NEW_DMS) throw new ApiError(400, 40003, 'You are opening direct messages too fast')
    const { channel, fresh } = dmBetween(world, user.id, app.bot_id)
    if (fresh) recent.push(now)
    return ok(channelView(world, channel, app.bot_id))
  }

  return [
    { method: 'GET', path: '/gateway', handler: gateway, open: true },
    { method: 'GET', path: '/gateway/bot', handler: gatewayBot },
    { method: 'GET', path: '/users/@me', handler: (call) => ok(selfView(call)) },
    { method: 'GET', path: '/users/@me/guilds', handler: myGuilds },
    { method: 'POST', path: '/users/@me/channels', handler: openDm },
    { method: 'GET', path: '/users/:user', handler: getUser },
    { method: 'GET', path: '/oauth2/applications/@me', handler: myApp },
    { method: 'GET', path: '/applications/@me', handler: myApp },
  ]
}

const wsUrl = (call: Call) => call.world.settings.url.replace(/^http/, 'ws')

const gateway = (call: Call): Reply => ok({ url: wsUrl(call) })

const gatewayBot = (call: Call): Reply =>
  ok({
    url: wsUrl(call),
    shards: 1,
    session_start_limit: { total: 1_000, remaining: 1_000, reset_after: 14_400_000, max_concurrency: 1 },
  })

const myApp = (call: Call): Reply => ok(appView(call.world, call.app))

function selfView(call: Call): Json {
  return {
    ...userViewById(call.world, call.app.bot_id),
    mfa_enabled: true,
    locale: 'en-US',
    premium_type: 0,
    email: null,
    verified: true,
  }
}

function getUser(call: Call): Reply {
  const id = param(call, 'user')
  if (!call.world.state.users.has(id)) throw errors.unknownUser()
  return ok(userViewById(call.world, id))
}

function myGuilds(call: Call): Reply {
  const { world, app } = call
  const guilds = [...world.index.membersOfUser.of(app.bot_id)].flatMap((key) => {
    const guild = world.state.guilds.get(key.split(':')[0] ?? '')
    return guild ? [guild] : []
  })
  return ok(
    guilds.slice(0, limitOf(call, 200, 200)).map((guild) => ({
      id: guild.id,
      name: guild.name,
      icon: null,
      banner: null,
      owner: guild.owner_id === app.bot_id,
      permissions: guildPermissions(world, guild.id, app.bot_id).toString(),
      features: guild.community ? ['COMMUNITY'] : [],
    })),
  )
}
