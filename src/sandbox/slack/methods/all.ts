import type { Method } from '../method.ts'
import { appsConnectionsOpen, authTest, botsInfo, teamInfo } from './auth.ts'
import * as chat from './chat.ts'
import * as change from './conversations-change.ts'
import * as make from './conversations-make.ts'
import * as members from './conversations-members.ts'
import * as read from './conversations-read.ts'
import * as files from './files.ts'
import { pinsAdd, pinsList } from './pins.ts'
import { reactionsAdd, reactionsGet, reactionsRemove } from './reactions.ts'
import { usersConversations, usersInfo, usersList } from './users.ts'
import { viewsOpen, viewsPublish, viewsPush, viewsUpdate } from './views.ts'

/** The Web API's methods by name. Any other name answers `unknown_method`. */
export const METHODS: Readonly<Record<string, Method>> = {
  'apps.connections.open': appsConnectionsOpen,
  'auth.test': authTest,
  'bots.info': botsInfo,
  'chat.delete': chat.chatDelete,
  'chat.getPermalink': chat.chatGetPermalink,
  'chat.postEphemeral': chat.chatPostEphemeral,
  'chat.postMessage': chat.chatPostMessage,
  'chat.update': chat.chatUpdate,
  'conversations.archive': change.conversationsArchive,
  'conversations.create': make.conversationsCreate,
  'conversations.history': read.conversationsHistory,
  'conversations.info': read.conversationsInfo,
  'conversations.invite': members.conversationsInvite,
  'conversations.join': make.conversationsJoin,
  'conversations.kick': members.conversationsKick,
  'conversations.leave': members.conversationsLeave,
  'conversations.list': read.conversationsList,
  'conversations.members': members.conversationsMembers,
  'conversations.open': make.conversationsOpen,
  'conversations.rename': make.conversationsRename,
  'conversations.replies': read.conversationsReplies,
  'conversations.setPurpose': change.conversationsSetPurpose,
  'conversations.setTopic': change.conversationsSetTopic,
  'conversations.unarchive': change.conversationsUnarchive,
  'files.completeUploadExternal': files.filesCompleteUploadExternal,
  'files.getUploadURLExternal': files.filesGetUploadURLExternal,
  'files.info': files.filesInfo,
  'pins.add': pinsAdd,
  'pins.list': pinsList,
  'reactions.add': reactionsAdd,
  'reactions.get': reactionsGet,
  'reactions.remove': reactionsRemove,
  'team.info': teamInfo,
  'users.conversations': usersConversations,
  'users.info': usersInfo,
  'users.list': usersList,
  'views.open': viewsOpen,
  'views.publish': viewsPublish,
  'views.push': viewsPush,
  'views.update': viewsUpdate,
}
