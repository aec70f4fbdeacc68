import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from 'pino'
import type { AdapterWords } from '../../chat/adapter-words.ts'
import type { CommandDefinition } from '../../chat/command.ts'
import { createBudget } from '../../port/budget.ts'
import type { Marks } from '../../port/marks.ts'
import {
  type Platform,
  type PlatformWorkspace,
  type PrivatePlaceWanted,
  StartError,
} from '../../port/platform.ts'
import { createAnswerer } from './answer-person.ts'
import type { Bot, Identity } from './bot.ts'
import { createChannels } from './channels.ts'
import { createClients, DEFAULT_API_URL } from './clients.ts'
import { identify, linkError } from './connect.ts'
import { createEventsReceiver } from './events-receiver.ts'
import { createFiles } from './files.ts'
import { createChannelSearch } from './find-channel.ts'
import { createHomes } from './homes.ts'
import { type Listening, listen } from './inbound.ts'
import { createInvitations } from './invitations.ts'
import { createLinks } from './links.ts'
import { createListing } from './listing.ts'
import { memberOf } from './members.ts'
import { createMembership } from './membership.ts'
import { createPosts } from './posts.ts'
import { askedQuotasOf } from './rates.ts'
import { createResponseUrls } from './response-urls.ts'
import { createSpaces } from './spaces.ts'
import { createTakenNames } from './taken.ts'
import { typedCommand } from './typed.ts'
import { createCaller } from './web-api.ts'

export interface SlackOptions {
  readonly botToken: string
  /** With it, events come by Socket Mode; without it, by signed HTTP requests. */
  readonly appToken?: string
  readonly signingSecret?: string
  /** Where the Web API is; Slack's own unless set. */
  readonly apiUrl?: string
  readonly marks: Marks
  readonly log: Logger
  /** How much faster than the real Slack the one we talk to runs. */
  readonly paceScale?: number
  readonly commandPrefix?: string
  /** Resolves when look-ups can be searched. */
  readonly lookupsReady?: Promise<unknown>
  readonly words: AdapterWords
  /** Wall time, epoch ms. */
  readonly wall?: () => number
}

export interface SlackPlatform extends Platform {
  /** HTTP: takes the requests to `/slack/events`, from a server that bounds them. */
  readonly handler: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined
}

/** Two, so that one stays while Slack refreshes the other. */
const CONNECTIONS = 2
/** Of the time for a stop, what is kept for hanging up, ms. */
const HANG_UP = 1_200

/** Slack as a platform: one bot token, and so one workspace. */
export function createSlackPlatform(options: SlackOptions): SlackPlatform {
  const { botToken, appToken, signingSecret, marks, words, wall = Date.now, commandPrefix = '' } = options
  const apiUrl = options.apiUrl ?? DEFAULT_API_URL
  const scale = options.paceScale ?? 1
  const log = options.log.child({ platform: 'slack' })
  const clients = createClients(botToken, apiUrl, log)
  const budget = createBudget({ wall, scale })
  let identity: Identity | undefined
  const me = (): Identity => {
    if (!identity) throw new Error('Slack was not started')
    return identity
  }
  const team = () => identity?.team ?? ''
  const call = createCaller({ client: clients.bulk, log, wall, team, budget })
  const callNow = createCaller({
    client: clients.interactive,
    log,
    wall,
    team,
    budget: createBudget({ wall, scale }),
    quotas: (workspace, method, { spare }) => askedQuotasOf(workspace, method, spare),
  })
  const bot: Bot = { call, marks, log, wall, me, scale }
  const ownChannels = createListing(bot, 'users.conversations', 'private_channel')
  const publicChannels = createListing(bot, 'conversations.list', 'public_channel')
  const taken = createTakenNames(bot)
  const invitations = createInvitations(bot)
  const spaces = createSpaces(bot, ownChannels, invitations, taken)
  const channels = createChannels(bot, { ownChannels, publicChannels }, invitations, taken)
  const membership = createMembership(bot)
  const asked: Bot = { ...bot, call: callNow }
  const findChannel = createChannelSearch(asked, {
    ownChannels: createListing(asked, 'users.conversations', 'private_channel'),
    publicChannels: createListing(asked, 'conversations.list', 'public_channel'),
  })
  const posts = createPosts(bot, { files: createFiles(bot, call), join: channels.join })
  const answerer = createAnswerer({
    call: callNow,
    files: createFiles(bot, callNow),
    urls: createResponseUrls(wall),
    words,
    log,
    wall,
  })
  const links =
    appToken === undefined ? undefined : createLinks({ appToken, apiUrl, count: CONNECTIONS, log })
  const http = links || signingSecret === undefined ? undefined : createEventsReceiver(signingSecret, log)
  const definitions = new Map<string, CommandDefinition>()
  let listening: Listening | undefined
  let open = false

  /** Answers for another workspace than the token's would be another programme's. */
  const here = <A extends readonly unknown[], T>(verb: (...args: A) => Promise<T>) => {
    return async (
      at: PlatformWorkspace,
      ...args: A
    ): Promise<T | { kind: 'denied'; permission: string; scope: 'workspace' }> =>
      at.externalId === me().team
        ? verb(...args)
        : { kind: 'denied', permission: 'token', scope: 'workspace' }
  }

  return {
    name: 'slack',
    capabilities: { publicChannelsOpen: false, privateToMany: true, homes: true, actorsWhole: false },
    handler: http?.take,

    async identify() {
      identity = await identify(callNow, apiUrl, log)
    },

    async start(inbound) {
      if (!links && !http)
        throw new StartError('Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).')
      identity ??= await identify(callNow, apiUrl, log)
      listening = listen({
        inbound,
        answerer,
        me,
        wall,
        words,
        log,
        showHome: createHomes(asked),
        prefix: commandPrefix,
        definition: (name) => definitions.get(name),
        lookupsReady: options.lookupsReady ?? Promise.resolve(),
      })
      http?.listen(listening.take)
      try {
        await links?.start(listening.take)
      } catch (error) {
        throw linkError(error, apiUrl)
      }
      open = true
      await inbound.happened({ kind: 'arrived', workspace: identity.team })
      log.info({ team: identity.team, mode: links ? 'socket' : 'http' }, 'connected to Slack')
    },

    async stop(withinMs) {
      const deadline = wall() + withinMs
      http?.stop()
      if (listening) await atMost(listening.finish(), withinMs - HANG_UP)
      open = false
      if (links) await atMost(links.stop(), Math.max(HANG_UP, deadline - wall()))
      log.info('disconnected from Slack')
    },

    connected: () => open && (links ? links.connected() : true),

    typed: (command, input) => typedCommand(command, commandPrefix, input),

    async syncCommands(commands) {
      definitions.clear()
      for (const command of commands) definitions.set(command.slackName, command)
      // Slack has no way to register commands but the manifest, which an administrator uploads.
      log.info({ commands: definitions.size }, 'commands are known; the manifest must declare them')
    },

    ensureSpace: here(spaces.ensureSpace),
    findSpace: here(spaces.findSpace),
    ensureMembers: here((ref: string, users: readonly string[]) => invitations.ensureMembers(ref, users)),
    removeMember: here(membership.removeMember),
    isIn: async ({ externalId }, ref, user) => {
      if (externalId !== me().team) throw new Error('not the workspace of the token')
      return createMembership(asked).isIn(ref, user)
    },
    ensurePost: here(posts.ensurePost),
    findPost: here(posts.findPost),
    removePost: here(posts.removePost),
    ensureForumPost: here(posts.ensureForumPost),
    findForumPost: here(posts.findPost),
    closeSpace: here(spaces.closeSpace),
    // A message to a person's id comes from the app, and is read by nobody else.
    ensurePrivatePlace: here(async ({ user }: PrivatePlaceWanted) => ({ kind: 'done' as const, ref: user })),
    ensureChannel: here(channels.ensureChannel),
    findChannel: here(findChannel),
    memberOf: async (at, user, help) =>
      at.externalId === me().team
        ? memberOf(callNow, user, { wall, team: at.externalId, spare: help })
        : undefined,

    showHome: here(createHomes(asked)),
    isMember: async ({ externalId }, user) => {
      if (externalId !== me().team) throw new Error('not the workspace of the token')
      return (await memberOf(callNow, user, { wall, team: externalId, spare: 'look' })) !== undefined
    },

    linkTo(at, space, post) {
      if (!identity?.url || identity.team !== at.externalId || post === undefined) {
        return `https://slack.com/app_redirect?team=${encodeURIComponent(at.externalId)}&channel=${encodeURIComponent(space)}`
      }
      return `${identity.url}archives/${encodeURIComponent(space)}/p${post.replace('.', '')}`
    },
  }
}

async function atMost(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms))
  })
  await Promise.race([work.catch(() => {}), late])
  clearTimeout(timer)
}
