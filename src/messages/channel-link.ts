import type { Inline } from '../chat/message.ts'
import type { Workspace } from '../database/generated/client.ts'
import type { Purpose } from '../programme/channels.ts'
import type { Voice } from './voice.ts'

/** One of a programme's channels, to be pressed by whoever reads it in its workspace. */
export function channelLink(ref: string, purpose: Purpose, voice: Voice): Extract<Inline, { kind: 'space' }> {
  return { kind: 'space', ref, name: voice.text(`programme.purpose.${purpose}`) }
}

/** The channels that a workspace has, in words that lead to each. */
export function channelLinks(workspace: Workspace, voice: Voice): Inline[] {
  const { announcementsRef, forumRef, organisersRef } = workspace
  if (!announcementsRef || !forumRef || !organisersRef) return []
  return voice.rich('programme.workspace.channels', {
    announcements: channelLink(announcementsRef, 'announcements', voice),
    forum: channelLink(forumRef, 'forum', voice),
    organisers: channelLink(organisersRef, 'organisers', voice),
  })
}
