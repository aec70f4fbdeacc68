import { createHash } from 'node:crypto'
import { Client, Events, Options, RESTEvents, Routes, Status } from 'discord.js'
import type { Logger } from 'pino'
import type { AdapterWords } from '../../chat/adapter-words.ts'
import type { CommandDefinition } from '../../chat/command.ts'
import type { Quota, SharedBudget } from '../../port/budget.ts'
import { passFence } from '../../port/fence.ts'
import type { Marks } from '../../port/marks.ts'
import type { Platform } from '../../port/platform.ts'
import type { Bot } from './bot.ts'
import { ensureChannel } from './channels.ts'
import { syncCommands, typed } from './commands.ts'
import { findChannel } from './find-channel.ts'
import { ensureForumPost, findForumPost } from './forum.ts'
import { hear } from './hearing.ts'
import { listen } from './inbound.ts'
import { KEPT } from './kept.ts'
import { isMember, memberOf } from './members.ts'
import { isIn, removeMember } from './membership.ts'
import { observedRequest } from './observe.ts'
import { bearAnyPacket } from './packets.ts'
import { INTENTS } from './permissions.ts'
import { ensurePost, findPost, removePost } from './posts.ts'
import { agent, QuietRest } from './rest.ts'
import { made, read } from './shapes.ts'
import { Spaces } from './spaces.ts'
import { startError } from './start-error.ts'

export interface DiscordOptions {
  readonly token: string
  /** Discord's REST address without the version, for another server than Discord's. */
  readonly apiUrl?: string
  readonly marks: Marks
  readonly log: Logger
  readonly words: AdapterWords
  /** How many times faster than Discord's the server's limits are; 1 is real. */
  readonly paceScale?: number
  /** Where partnerships meet: channels while there is room, or private threads from the first. */
  readonly spaces?: 'channel' | 'thread'
  /** Wall time, epoch ms. */
  readonly wall?: () => number
  /** Where other processes may use the same token: what keeps all together below its limit. */
  readonly shared?: SharedBudget
}

/** No request of ours takes longer. */
const TIMEOUT_MS = 10_000
/** Discord's own limit for all of a bot's calls; bulk work leaves some of it to others. */
const BULK_PER_SECOND = 45
/** How many of them may go at once where nothing went for a while. */
const BULK_BURST = 2
/**
 * The client keeps a queue for each interaction's token, and each is used once or twice: within the hour for which
 * it keeps them by itself, a busy community's would be thousands, strewn over the whole heap.
 */
const SWEEP_MS = 60_000
/** A longer wait is handed back, so that the work can be put off instead. */
const LONGEST_WAIT_MS = 5_000
/** Discord, through discord.js, behind the port. */
export function createDiscordPlatform(options: DiscordOptions): Platform {
  const { token, log, words, marks, paceScale = 1, wall = Date.now } = options
  const common = {
    ...(options.apiUrl ? { api: options.apiUrl } : {}),
    version: '10',
    agent,
    // Never sent twice by itself: whatever creates would be created twice.
    retries: 0,
    timeout: TIMEOUT_MS,
    handlerSweepInterval: SWEEP_MS,
  }
  const everybody: Quota = {
    key: `discord:${createHash('sha256').update(token).digest('hex').slice(0, 16)}`,
    perMinute: 60 * BULK_PER_SECOND * paceScale,
    burst: BULK_BURST,
  }
  const rejectOnRateLimit = ({ retryAfter }: { retryAfter: number }) => retryAfter > LONGEST_WAIT_MS
  const bulk = new QuietRest({
    ...common,
    globalRequestsPerSecond: BULK_PER_SECOND * paceScale,
    rejectOnRateLimit,
    // The client may have waited for its turn: the question is asked when it has come.
    makeRequest: async (url, init) => {
      await options.shared?.turn(everybody)
      passFence()
      return observedRequest(url, init)
    },
  })
  // Interactions are exempt from the limit of all calls, and must never wait behind bulk work.
  const interactive = new QuietRest({
    ...common,
    globalRequestsPerSecond: 100_000,
    rejectOnRateLimit,
    makeRequest: observedRequest,
  })
  for (const rest of [bulk, interactive]) {
    rest.setToken(token)
    // After a 401 the client drops its token, and would say ever after that it has none.
    rest.on(RESTEvents.Response, (_request, { status }) => {
      if (status === 401) setImmediate(() => rest.setToken(token))
    })
  }
  const client = new Client({
    intents: INTENTS.map(({ bit }) => bit),
    allowedMentions: { parse: [] },
    rest: { ...common, rejectOnRateLimit },
    makeCache: Options.cacheWithLimits(KEPT),
  })
  bearAnyPacket(client, log)
  client.on(Events.Error, (error) => log.error({ err: error }, 'discord client error'))
  client.on(Events.ShardError, (error) => log.warn({ err: error }, 'discord connection error'))
  client.on(Events.ShardDisconnect, ({ code }) =>
    log.error({ code }, 'Discord closed the connection for good: it hears of no command until a new start'),
  )
  const self = (): string => {
    if (!client.user) throw new Error('Discord was not started')
    return client.user.id
  }
  const bot: Bot = { rest: bulk, marks, log, words, wall, self }
  // People wait for these, too.
  const asked: Bot = { ...bot, rest: interactive }
  const spaces = new Spaces(bot, options.spaces ?? 'channel')
  const underWay = new Set<Promise<unknown>>()
  let definitions: readonly CommandDefinition[] = []
  let application: Promise<{ readonly id: string }> | undefined
  const ourselves = () => {
    application ??= askWhoWeAre().catch((error: unknown) => {
      application = undefined
      throw startError(error)
    })
    return application
  }
  const askWhoWeAre = async () => read(made, await bulk.get(Routes.currentApplication()))

  return {
    name: 'discord',
    capabilities: { publicChannelsOpen: true, privateToMany: false, homes: false, actorsWhole: true },
    async identify() {
      await ourselves()
    },
    async start(inbound) {
      listen(client, inbound, {
        log,
        words,
        rest: interactive,
        definitions: () => definitions,
        underWay(work) {
          underWay.add(work)
          work.finally(() => underWay.delete(work))
        },
      })
      const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()))
      hear(client, inbound, log)
      await client.login(token).catch((error: unknown) => {
        throw startError(error)
      })
      await ready
      log.info({ servers: client.guilds.cache.size }, 'connected to Discord')
      await inbound.happened({ kind: 'present', workspaces: [...client.guilds.cache.keys()] })
    },
    async stop(withinMs) {
      let timer: NodeJS.Timeout | undefined
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs)
      })
      client.ws.removeAllListeners('INTERACTION_CREATE')
      await Promise.race([Promise.allSettled(underWay), late])
      await Promise.race([client.destroy(), late])
      clearTimeout(timer)
    },
    // The client counts itself ready whatever becomes of its connection afterwards.
    connected: () => client.isReady() && client.ws.shards.every(({ status }) => status === Status.Ready),
    typed,
    async syncCommands(commands) {
      definitions = commands
      const { id } = await ourselves()
      try {
        const changed = await syncCommands(bulk, id, commands)
        log.info({ changed }, 'discord commands checked')
      } catch (error) {
        throw startError(error)
      }
    },
    ensureSpace: ({ externalId }, space) => spaces.ensure(externalId, space),
    ensurePrivatePlace: ({ externalId }, place) => spaces.ensureForOne(externalId, place),
    findSpace: ({ externalId }, key, members) => spaces.find(externalId, key, members),
    ensureMembers: ({ externalId }, ref, users) => spaces.ensureMembers(externalId, ref, users),
    removeMember: ({ externalId }, ref, user) => removeMember(bot, externalId, ref, user),
    isIn: (_at, ref, user) => isIn(asked, ref, user),
    closeSpace: ({ externalId }, ref) => spaces.close(externalId, ref),
    ensurePost: ({ externalId }, post) => ensurePost(bot, externalId, post),
    findPost: ({ externalId }, key, space, since) => findPost(bot, externalId, key, space, since),
    removePost: (_at, space, ref) => removePost(bot, space, ref),
    ensureForumPost: ({ externalId }, post) => ensureForumPost(bot, externalId, post),
    findForumPost: ({ externalId }, key, forum, since) => findForumPost(bot, externalId, key, forum, since),
    ensureChannel: ({ externalId }, channel) => ensureChannel(bot, externalId, channel),
    findChannel: ({ externalId }, sought) => findChannel(asked, externalId, sought),
    isMember: ({ externalId }, user) => isMember(bot, externalId, user),
    memberOf: ({ externalId }, user) => memberOf(asked, externalId, user),
    showHome: async () => ({ kind: 'refused', code: 'no such page' }),
    linkTo: ({ externalId }, space, post) =>
      `https://discord.com/channels/${externalId}/${space}${post ? `/${post}` : ''}`,
  }
}
