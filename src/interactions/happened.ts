import type { Happening, PlatformName } from '../port/platform.ts'
import type { Desk } from '../programme/desk.ts'
import { channelRemoved } from '../programme/lost-channels.ts'
import { notePresence, noteRemoval, noteReturn } from '../programme/removals.ts'

/** Notes what a platform tells of channels, and of the bot's own place in workspaces. */
export async function happened(desk: Desk, platform: PlatformName, what: Happening): Promise<void> {
  switch (what.kind) {
    case 'channel-gone':
      await channelRemoved(desk, platform, what.workspace, what.ref)
      return
    case 'removed':
      return noteRemoval(desk, { platform, externalId: what.workspace })
    case 'arrived':
      return noteReturn(desk, { platform, externalId: what.workspace })
    case 'present':
      return notePresence(desk, platform, what.workspaces)
  }
}
