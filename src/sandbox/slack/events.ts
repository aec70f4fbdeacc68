import { deliver } from './deliver.ts'
import { pause } from './http.ts'
import { mintId } from './stamp.ts'
import type { App, Install, Json, Team } from './state.ts'
import type { World } from './world.ts'

/** How long Slack waits before each of its three retries, in milliseconds. */
const RETRIES = [0, 60_000, 300_000]

/**
 * Sends an event to every app that subscribed to it and may see it. A channel's events go to apps whose bot
 * is in the channel.
 */
export function emit(world: World, team: Team, event: Json): void {
  for (const app of Object.values(world.state.apps)) {
    const install = app.installs[team.id]
    if (install === undefined || install.revoked !== '') continue
    if (!app.events.includes(subscription(event))) continue
    if (!seesChannel(team, event, install.botUser)) continue
    sendOn(world, team, app, install, event)
  }
}

/** Sends an event to one app alone, where it subscribed to it. */
export function emitTo(world: World, team: Team, app: App, event: Json): void {
  const install = app.installs[team.id]
  if (install === undefined || !app.events.includes(subscription(event))) return
  sendOn(world, team, app, install, event)
}

function subscription(event: Json): string {
  if (event.type !== 'message') return String(event.type)
  const kind =
    event.channel_type === 'channel' || event.channel_type === 'group'
      ? `${event.channel_type}s`
      : event.channel_type
  return `message.${kind}`
}

function seesChannel(team: Team, event: Json, bot: string): boolean {
  if (event.type === 'app_home_opened' || typeof event.channel !== 'string') return true
  const channel = team.channels[event.channel]
  // An app hears of its own removal, although it is no longer in.
  return channel?.members[bot] === true || event.user === bot
}

/** Nobody waits for it, so that nobody else hears of what it fails of. */
function sendOn(...what: Parameters<typeof send>): void {
  send(...what).catch((error: unknown) => {
    process.stderr.write(`local Slack: an event was not sent: ${error}\n`)
  })
}

async function send(world: World, team: Team, app: App, install: Install, event: Json): Promise<void> {
  const enterprise = install.enterprise || null
  const payload = {
    token: app.verificationToken,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: enterprise,
    api_app_id: app.id,
    event: { event_ts: String(world.now() / 1_000), ...event },
    type: 'event_callback',
    event_id: mintId(world, 'Ev'),
    event_time: Math.floor(world.now() / 1_000),
    authorizations: [
      {
        enterprise_id: enterprise,
        team_id: enterprise === null ? team.id : null,
        user_id: install.botUser,
        is_bot: true,
        is_enterprise_install: enterprise !== null,
      },
    ],
    is_ext_shared_channel: false,
  }
  let ack = await deliver(world, team, app, 'events_api', payload)
  for (const [index, wait] of RETRIES.entries()) {
    if (ack.kind === 'acked' || world.links.closed) return
    world.stats.eventRetries += 1
    await pause(wait / world.limits.scale)
    if (world.links.closed) return
    const reason = ack.kind === 'timeout' ? 'timeout' : 'connection_failed'
    ack = await deliver(world, team, app, 'events_api', payload, { attempt: index + 1, reason })
  }
}
