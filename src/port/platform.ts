import type { Answer } from '../chat/answer.ts'
import type { CommandDefinition } from '../chat/command.ts'
import type { FormValues } from '../chat/form.ts'
import type { Message, Option } from '../chat/message.ts'
import type { Found, KeptOut, Outcome } from './outcome.ts'

export type { Found, Outcome } from './outcome.ts'

/**
 * The port: what a chat platform does for us, in our words. Every outbound verb takes a key of ours and
 * is safe to repeat; none throws for what can be expected of a remote system.
 */
export interface Platform {
  readonly name: PlatformName
  readonly capabilities: Capabilities

  /**
   * Asks the platform who we are there and whether it takes our tokens, and changes nothing. Rejects with a
   * `StartError`.
   */
  identify(): Promise<void>
  /** Connects and begins to hand over what people do. Rejects with a `StartError` (a wrong token). */
  start(inbound: Inbound): Promise<void>
  /** Stops taking interactions, lets those under way finish (bounded, ms), disconnects. */
  stop(withinMs: number): Promise<void>
  /** Whether people's commands reach us now. */
  connected(): boolean

  /** A command as a person types it here, such as `/round publish` or `/round do:publish`. */
  typed(command: CommandDefinition, input?: Readonly<Record<string, string>>): string

  /** Makes known the commands, where something changed. */
  syncCommands(commands: readonly CommandDefinition[]): Promise<void>

  /** The private space of a partnership, with its members in it. */
  ensureSpace(at: PlatformWorkspace, space: SpaceWanted): Promise<Outcome<string>>
  /**
   * The space marked with `key`: `done(ref)` if it exists and all of `members` are in it, or `absent` when surely
   * that is not so: it is then made, or made whole, by asking for it again. Without members it is enough that it exists.
   */
  findSpace(at: PlatformWorkspace, key: string, members: readonly string[]): Promise<Found>
  ensureMembers(at: PlatformWorkspace, ref: string, users: readonly string[]): Promise<Outcome<string>>
  /** Takes somebody out of a place that they were let into. */
  removeMember(at: PlatformWorkspace, ref: string, user: string): Promise<Outcome<string>>
  /** Whether somebody is in a place that they were let into. Rejects where that cannot be told. */
  isIn(at: PlatformWorkspace, ref: string, user: string): Promise<boolean>
  /** Posts `post.message` once; where `post.edit` names an earlier post, edits that instead. */
  ensurePost(at: PlatformWorkspace, post: PostWanted): Promise<Outcome<string>>
  /** Looks for the post marked with `key` in `space`, not looking back beyond `since` (epoch ms). */
  findPost(at: PlatformWorkspace, key: string, space: string, since: number): Promise<Found>
  removePost(at: PlatformWorkspace, space: string, ref: string): Promise<Outcome<string>>
  /** Opens a discussion in the forum: a forum post, or a message in a text channel. */
  ensureForumPost(at: PlatformWorkspace, post: ForumPostWanted): Promise<Outcome<string>>
  findForumPost(at: PlatformWorkspace, key: string, forum: string, since: number): Promise<Found>
  /** Takes the bot's hand off a space: read-only on Discord; a farewell and leaving on Slack. */
  closeSpace(at: PlatformWorkspace, ref: string): Promise<Outcome<string>>

  /**
   * The place in which what is posted is read by one person and the bot alone: `done` gives what `ensurePost` and
   * `findPost` take as a space. It notifies nobody.
   */
  ensurePrivatePlace(at: PlatformWorkspace, place: PrivatePlaceWanted): Promise<Outcome<string>>

  /** The public channels that a programme needs: found by name or created. Idempotent by `key`. */
  ensureChannel(at: PlatformWorkspace, channel: ChannelWanted): Promise<Outcome<ChannelMade>>
  /** A channel that is there already and can be used: `gone` where it was deleted or archived. */
  findChannel(at: PlatformWorkspace, sought: ChannelSought): Promise<ChannelFound>

  /**
   * What the platform says of a member, or undefined where they are not (or no longer) one. Whoever can do without
   * the answer says that it is only a `help`: it rejects where the platform's limits leave no room for it now.
   */
  memberOf(at: PlatformWorkspace, user: string, help?: 'help'): Promise<Member | undefined>
  /**
   * Whether somebody is still a member of the workspace. It is asked for many, with no more of the platform's limits
   * than others leave: it rejects where there is no room now, or where that cannot be told.
   */
  isMember(at: PlatformWorkspace, user: string): Promise<boolean>
  /**
   * Shows somebody the page that is theirs alone, in place of what stood there: it is shown as things are, and so may be
   * shown again at any time. Where the platform has no such page, it is refused.
   */
  showHome(at: PlatformWorkspace, user: string, message: Message): Promise<Outcome<string>>
  /** A link that opens a channel or a post in the person's client. */
  linkTo(at: PlatformWorkspace, space: string, post?: string): string
}

export type PlatformName = 'slack' | 'discord'

/** A workspace in the platform's own terms: Slack's team id or Discord's guild id. */
export interface PlatformWorkspace {
  readonly externalId: string
}

export interface Capabilities {
  /** Whether everybody sees a public channel without having been let into it. */
  readonly publicChannelsOpen: boolean
  /** Whether many may be written to in private, unasked, for one occasion: elsewhere that looks like spam. */
  readonly privateToMany: boolean
  /** Whether everybody has a page with the bot that is theirs alone. */
  readonly homes: boolean
  /** Whether what people do comes with all that `memberOf` knows of them. */
  readonly actorsWhole: boolean
}

export interface SpaceWanted {
  readonly key: string
  /** Readable start of its name, such as `pair-r1`; the platform adds what it needs to be unique. */
  readonly name: string
  /**
   * Who is in it, in words. A part of its name where nothing depends on that: Slack finds a space again by its name,
   * which must be the same at each try, whatever people are called by then.
   */
  readonly people?: string
  readonly topic: string
  readonly members: readonly string[]
  /** Shown in the workspace's audit log where there is one. */
  readonly reason: string
  /**
   * Until then what was asked for another space there may still be on its way (epoch ms, wall time): nothing
   * that spaces share is made meanwhile.
   */
  readonly quietUntil?: number
}

export interface PrivatePlaceWanted {
  readonly key: string
  readonly user: string
  /** Readable start of its name, where it has one. */
  readonly name: string
  /** As for a space. */
  readonly quietUntil?: number
}

export interface PostWanted {
  readonly key: string
  readonly space: string
  readonly message: Message
  /** The reference of a post of ours to edit instead of posting. */
  readonly edit?: string
}

export interface ForumPostWanted {
  readonly key: string
  readonly forum: string
  /** At most 100 characters; the platform shows it, so that the message has no heading of its own. */
  readonly title: string
  readonly message: Message
}

export interface ChannelWanted {
  readonly key: string
  readonly purpose: 'announcements' | 'forum' | 'organisers'
  readonly name: string
  readonly topic: string
  /** Those to be in it from the start; the organisers' channel, which is private, is seen by them alone. */
  readonly members: readonly string[]
}

export interface ChannelMade {
  readonly ref: string
  /** What it became: where forums cannot be had, a text channel. */
  readonly kind: 'forum' | 'text'
  /** Of those who were to be in it from the start, who could not be let in. */
  readonly keptOut?: readonly KeptOut[]
}

/** A channel by its reference, or as somebody names it: `#news`, a mention or a link, as they type it. */
export type ChannelSought = Pick<ChannelWanted, 'purpose'> &
  ({ readonly ref: string } | { readonly named: string })

export type ChannelFound =
  | Exclude<Found, { kind: 'done' }>
  | { readonly kind: 'done'; readonly ref: ChannelMade }

export interface Member {
  readonly user: string
  readonly name: string
  /** IANA zone, where the platform tells (Slack). */
  readonly zone?: string
  /** BCP 47. */
  readonly locale?: string
  /** May manage the workspace, and so may set the programme up. */
  readonly manages: boolean
  readonly bot: boolean
  /** Where theirs is no full membership, and so where they may not be let in everywhere. */
  readonly guest?: Guest
}

/**
 * A guest of several channels can be let into more, one of a single channel cannot; a stranger is somebody of
 * another organisation, met in a channel that is shared with it.
 */
export type Guest = 'multi-channel' | 'single-channel' | 'stranger'

/** Who did something, as the platform told with the event itself. */
export interface Actor {
  readonly workspace: string
  readonly workspaceName?: string
  readonly user: string
  readonly name: string
  /** BCP 47, where the event carries it (Discord). */
  readonly locale?: string
  /** May manage the workspace, where the event itself tells (Discord); else ask `memberOf`. */
  readonly manages?: boolean
}

/** Where people's doings go. Each is answered once; the platform acknowledges before it asks. */
export interface Inbound {
  command(actor: Actor, name: string, input: Readonly<Record<string, string>>): Promise<Answer>
  action(actor: Actor, id: string, chosen: readonly string[]): Promise<Answer>
  /**
   * A page (or all) of a form; `id` is `Form.id`. Fields of those pages that `values` leaves out keep what
   * the person filled in before (a choice made among ambiguous meanings sends that one field alone).
   */
  form(actor: Actor, id: string, pages: readonly number[], values: FormValues): Promise<Answer>
  /** Opens page `page` of a form again, as it was filled in. Must be quick: no acknowledgement is possible. */
  reopen(actor: Actor, id: string, page: number): Promise<Answer>
  /** At most `limit` suggestions for a look-up. */
  suggest(actor: Actor, source: string, typed: string, limit: number): Promise<readonly Option[]>
  /** Somebody opened the page that is theirs alone: what to show there, or nothing where `showHome` will show it. */
  home(actor: Actor): Promise<Message | undefined>
  /** Somebody left the workspace. */
  left(workspace: string, user: string): Promise<void>
  /** Something became of a channel, or of the bot itself. */
  happened(what: Happening): Promise<void>
}

/** What a platform tells without anybody having done anything in the programme. */
export type Happening =
  /** A channel was deleted or archived. */
  | { readonly kind: 'channel-gone'; readonly workspace: string; readonly ref: string }
  /** The bot was removed from a workspace, or is there (again). */
  | { readonly kind: 'removed' | 'arrived'; readonly workspace: string }
  /** All workspaces that the bot is in, at a start. */
  | { readonly kind: 'present'; readonly workspaces: readonly string[] }

/** A start that cannot succeed; the message says what to do, in one line, and holds no token. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
