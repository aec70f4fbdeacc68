import { announcement } from './announcement.ts'
import { channel } from './channel.ts'
import { channelAccess } from './channel-access.ts'
import { closeSpace } from './close-space.ts'
import { farewell } from './farewell.ts'
import { forumPost } from './forum-post.ts'
import { introduction } from './introduction.ts'
import type { DeliveryKind } from './kind.ts'
import { notice } from './notice.ts'
import { organiserAccess } from './organiser-access.ts'
import { organiserOut } from './organiser-out.ts'
import { partnerLeft } from './partner-left.ts'
import { privateNews } from './private-news.ts'
import { prompt } from './prompt.ts'
import { space } from './space.ts'
import { spaceAccess } from './space-access.ts'
import { spaceOut } from './space-out.ts'

/** Every kind of effect that there is. */
export const KINDS: readonly DeliveryKind[] = [
  channel,
  organiserAccess,
  organiserOut,
  channelAccess,
  announcement,
  space,
  spaceAccess,
  introduction,
  prompt,
  forumPost,
  partnerLeft,
  spaceOut,
  privateNews,
  notice,
  farewell,
  closeSpace,
]

/** Those that are let go of where their round is over before they were begun. */
export const LET_GO_WITH_ROUND: readonly string[] = KINDS.filter(({ onceOver }) => onceOver === 'let go').map(
  ({ kind }) => kind,
)
