import { deliver } from '../deliver.ts'
import { Refusal } from '../refusal.ts'
import { say } from '../respond.ts'
import type { App } from '../state.ts'
import { type Actor, channelFor, notice } from './actor.ts'
import { escaped } from './payload.ts'

/** How a command went, as far as Slack shows it. */
export interface CommandOutcome {
  readonly ok: boolean
  /** `unknown_command`, `dispatch_failed`, `operation_timeout`, `blocked_in_thread`. */
  readonly error?: string
}

/** Types a slash command and waits for its acknowledgement. */
export async function runCommand(
  actor: Actor,
  channelName: string,
  command: string,
  text: string,
): Promise<CommandOutcome> {
  const { world, team, user } = actor
  const channel = channelFor(actor, channelName)
  // In a shared channel everybody has the commands of their own workspace.
  const app = user.home === undefined ? appFor(actor, command) : undefined
  if (app === undefined) {
    notice(actor, `${command} is not a valid command.`)
    return { ok: false, error: 'unknown_command' }
  }
  const context = {
    team: team.id,
    app: app.id,
    channel: channel.id,
    user: user.id,
    original: '',
    ephemeral: false,
  }
  const enterprise = app.installs[team.id]?.enterprise ?? ''
  const ack = await deliver(world, team, app, 'slash_commands', {
    token: app.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: channel.id,
    channel_name: channel.kind === 'public' ? channel.name : hiddenName(channel.kind),
    user_id: user.id,
    user_name: user.name,
    command,
    text: escaped(text),
    api_app_id: app.id,
    is_enterprise_install: String(enterprise !== ''),
    ...(enterprise !== '' && { enterprise_id: enterprise, enterprise_name: 'Enterprise' }),
    response_url: world.url + world.responseUrls.mint(context),
    trigger_id: world.triggers.mint(team.id, user.id, app.id),
  })
  if (ack.kind !== 'acked') {
    const error = ack.kind === 'timeout' ? 'operation_timeout' : 'dispatch_failed'
    notice(actor, `${command} failed with the error "${error}"`)
    return { ok: false, error }
  }
  if (Object.keys(ack.payload).length === 0) return { ok: true }
  try {
    say(world, context, ack.payload)
    return { ok: true }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    notice(actor, `${command} failed with the error "${error.code}"`)
    return { ok: false, error: error.code }
  }
}

/** Slack does not tell the names of channels that are not public. */
const hiddenName = (kind: string): string => (kind === 'im' ? 'directmessage' : 'privategroup')

/** Among apps with the same command the last one installed has it. */
function appFor({ world, team }: Actor, command: string): App | undefined {
  const apps = Object.values(world.state.apps).filter((app) => {
    return app.installs[team.id]?.revoked === '' && app.commands.some((known) => known.command === command)
  })
  return apps.sort((a, b) => order(b, team.id) - order(a, team.id))[0]
}

const order = (app: App, team: string): number => app.installs[team]?.order ?? 0
