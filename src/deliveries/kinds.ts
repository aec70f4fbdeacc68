import type { EffectKind } from '../outbox/effect.ts'
import { announcementKind } from './announcement.ts'
import { channelAccessKind, channelKind, organiserAccessKind } from './channel.ts'
import type { Post } from './delivery.ts'
import { closeSpaceKind, farewellKind } from './farewell.ts'
import { forumPostKind } from './forum-post.ts'
import { introductionKind } from './introduction.ts'
import { partnerLeftKind } from './partner-left.ts'
import { promptKind } from './prompt.ts'
import { spaceKind } from './space.ts'

/** Every kind of effect that there is. */
export function effectKinds(post: Post): EffectKind[] {
  return [
    channelKind,
    organiserAccessKind,
    channelAccessKind,
    announcementKind,
    spaceKind,
    introductionKind,
    promptKind,
    forumPostKind,
    partnerLeftKind,
    farewellKind,
    closeSpaceKind,
  ].map((kind) => kind(post))
}
