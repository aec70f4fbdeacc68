import type { CacheWithLimitsOptions } from 'discord.js'

/**
 * What the client keeps of what the gateway tells: ourselves. Of all the rest we read a server's name, and it says itself
 * which of its caches must not be limited (servers, channels, roles, overwrites).
 */
export const KEPT: CacheWithLimitsOptions = {
  UserManager: 1,
  ApplicationCommandManager: 0,
  ApplicationEmojiManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  DMMessageManager: 0,
  EntitlementManager: 0,
  GuildBanManager: 0,
  GuildEmojiManager: 0,
  GuildInviteManager: 0,
  GuildMemberManager: 0,
  GuildMessageManager: 0,
  GuildScheduledEventManager: 0,
  GuildStickerManager: 0,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
}
