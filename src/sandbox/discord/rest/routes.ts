import type { Route } from './call.ts'
import { callbackRoutes } from './callback.ts'
import { channelRoutes } from './channels.ts'
import { commandRoutes } from './commands.ts'
import { guildRoutes } from './guilds.ts'
import { markRoutes } from './marks.ts'
import { messageRoutes } from './messages.ts'
import { overwriteRoutes } from './overwrites.ts'
import { threadMemberRoutes } from './thread-members.ts'
import { threadRoutes } from './threads.ts'
import { userRoutes } from './users.ts'
import { webhookRoutes } from './webhooks.ts'

/** The whole REST API that is spoken here. */
export function allRoutes(scales: { readonly rateScale: number; readonly timeScale: number }): Route[] {
  return [
    ...userRoutes(scales.rateScale),
    ...guildRoutes,
    ...channelRoutes(scales.rateScale),
    ...overwriteRoutes,
    ...messageRoutes(scales.timeScale),
    ...markRoutes,
    ...threadRoutes,
    ...threadMemberRoutes,
    ...webhookRoutes,
    ...commandRoutes(scales.timeScale),
    ...callbackRoutes,
  ]
}
