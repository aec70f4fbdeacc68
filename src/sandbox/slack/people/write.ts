import { emitTo } from '../events.ts'
import { addMember, openDirect, removeMember } from '../membership.ts'
import { post } from '../posting.ts'
import { mintTs } from '../stamp.ts'
import type { Message } from '../state.ts'
import { renderView } from '../views.ts'
import { type Actor, appOf, channelFor, Impossible } from './actor.ts'
import { escaped } from './payload.ts'

/** Writes a message as a person; `channel` may be an app's id for the direct message with its bot. */
export function writeMessage(actor: Actor, channel: string, text: string, thread: string): Message {
  const { world, team, user } = actor
  const bot = world.state.apps[channel]?.installs[team.id]?.botUser
  const place =
    bot === undefined ? channelFor(actor, channel) : openDirect(world, team, [bot, user.id], user.id)
  if (place.archived) throw new Impossible(`${place.name} is archived`)
  return post(world, team, place, {
    user: user.id,
    text: escaped(text),
    ...(thread !== '' && { thread_ts: thread }),
  })
}

/** Opens an app's home tab. */
export function openHome(actor: Actor, appId: string): void {
  const { world, team, user } = actor
  const { app, install } = appOf(actor, appId)
  const channel = openDirect(world, team, [install.botUser, user.id], user.id)
  const home = team.homes[`${user.id}/${app.id}`]
  emitTo(world, team, app, {
    type: 'app_home_opened',
    user: user.id,
    channel: channel.id,
    tab: 'home',
    event_ts: mintTs(world, team),
    ...(home !== undefined && { view: renderView({ install }, home) }),
  })
}

export function joinChannel(actor: Actor, name: string): void {
  const { world, team, user } = actor
  const channel = team.channels[name] ?? world.index.channelNamed(team, name.replace(/^#/, ''))
  if (channel === undefined || channel.kind !== 'public' || channel.archived) {
    throw new Impossible(`nobody can join ${name}`)
  }
  addMember(world, team, channel, user.id)
}

export function leaveChannel(actor: Actor, name: string): void {
  removeMember(actor.world, actor.team, channelFor(actor, name), actor.user.id)
}
