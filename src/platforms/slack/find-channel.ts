import type { ChannelFound, ChannelSought } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { unseen } from './errors.ts'
import type { Listing } from './listing.ts'
import { channelInfo } from './shapes.ts'

interface Listings {
  readonly ownChannels: Listing
  readonly publicChannels: Listing
}

/** How a channel is named: `<#C123|news>`, `#C123` as a command has it, a link, or `#news`. */
const MENTION = /^<#([A-Z0-9]+)(?:\|[^>]*)?>$/
const ID = /^#?([CG][A-Z0-9]{6,})$/
const LINK = /^<?https:\/\/[^\s/]+\/archives\/([A-Z0-9]+)/

/** Looks for channels of a programme's that people made, or may have removed. */
export function createChannelSearch({ call, wall }: Pick<Bot, 'call' | 'wall'>, listings: Listings) {
  return async (sought: ChannelSought): Promise<ChannelFound> => {
    if ('ref' in sought) return byId(sought.ref)
    const typed = sought.named.trim()
    const id = [MENTION, ID, LINK].map((form) => form.exec(typed)?.[1]).find((one) => one !== undefined)
    const list = sought.purpose === 'organisers' ? listings.ownChannels : listings.publicChannels
    const listed = await list()
    if (!listed.ok) return unseen(listed.failure, wall())
    const name = typed.replace(/^#/, '').toLowerCase()
    const found = listed.answer.find((one) => !one.is_archived && (id ? one.id === id : one.name === name))
    return found ? made(found.id) : { kind: 'absent' }
  }

  async function byId(ref: string): Promise<ChannelFound> {
    const asked = await call('conversations.info', { channel: ref }, channelInfo)
    if (!asked.ok) return unseen(asked.failure, wall())
    return asked.answer.channel.is_archived ? { kind: 'gone', what: 'channel' } : made(ref)
  }
}

const made = (ref: string): ChannelFound => ({ kind: 'done', ref: { ref, kind: 'text' } })
