import type { PlatformName, StepName } from './life.ts'

/** How an effect of one kind is seen from outside: what brings it about, and what it asks of a platform. */
export interface KindSeen {
  readonly kind: string
  /** Within which step it happens. */
  readonly step: StepName
  /** The method of the port that does it, and what tells its arguments from others' of that method. */
  readonly verb: string
  readonly words: string
  /** The requests that it is made of, as `METHOD /path` and a body, a line each. */
  readonly requests: Readonly<Record<PlatformName, readonly RegExp[]>>
}

const post = (words: string): KindSeen['requests'] => ({
  slack: [new RegExp(`chat\\.postMessage.*${words}`, 's')],
  discord: [new RegExp(`POST /api/v10/channels/\\d+/messages.*${words}`, 's')],
})

/** Every kind of effect, in the order in which they happen. */
export const KINDS: readonly KindSeen[] = [
  {
    kind: 'channel',
    step: 'set up',
    verb: 'ensureChannel',
    words: '',
    requests: {
      slack: [/conversations\.create/, /conversations\.setTopic/, /conversations\.invite/],
      discord: [/POST \/api\/v10\/guilds\/\d+\/channels\n/],
    },
  },
  {
    kind: 'organiser-access',
    step: 'add an organiser',
    verb: 'ensureMembers',
    words: '',
    requests: {
      slack: [/conversations\.invite/],
      discord: [/PUT \/api\/v10\/channels\/\d+\/permissions\//],
    },
  },
  {
    kind: 'announcement',
    step: 'open',
    verb: 'ensurePost',
    words: ':announcement:',
    requests: post('Round 1 is open'),
  },
  {
    kind: 'channel-access',
    step: 'join',
    verb: 'ensureMembers',
    words: '',
    requests: { slack: [/conversations\.invite/], discord: [] },
  },
  {
    kind: 'space',
    step: 'publish',
    verb: 'ensureSpace',
    words: ':space:',
    requests: {
      slack: [/conversations\.create\npair-r1-/, /conversations\.invite/],
      discord: [
        /POST \/api\/v10\/guilds\/\d+\/channels\n.*"Counterpart pairs"/,
        /POST \/api\/v10\/guilds\/\d+\/channels\n.*"pair-r1-/,
      ],
    },
  },
  {
    kind: 'introduction',
    step: 'publish',
    verb: 'ensurePost',
    words: ':introduction:',
    requests: post('Welcome to Round'),
  },
  {
    kind: 'prompt',
    step: 'first month',
    verb: 'ensurePost',
    words: ':prompt:',
    requests: post('All of this is optional'),
  },
  {
    kind: 'forum-post',
    step: 'second month',
    verb: 'ensureForumPost',
    words: ':forum-post:',
    requests: {
      slack: [/chat\.postMessage.*The question for everybody.*Anybody may answer here/s],
      discord: [/POST \/api\/v10\/channels\/\d+\/threads/],
    },
  },
  {
    kind: 'partner-left',
    step: 'leave',
    verb: 'ensurePost',
    words: ':partner-left:',
    requests: post('had to leave the round'),
  },
  {
    kind: 'farewell',
    step: 'end',
    verb: 'ensurePost',
    words: ':farewell:',
    requests: post('has come to its end'),
  },
  {
    kind: 'close-space',
    step: 'end',
    verb: 'closeSpace',
    words: '',
    requests: {
      slack: [/conversations\.leave/],
      discord: [/PUT \/api\/v10\/channels\/\d+\/permissions\//],
    },
  },
]

/** When a bot is killed: at what moment of a call, and of which of its requests. */
export type Moment =
  /** It has saved that it calls, and sent nothing; or it has every answer, and saved nothing. */
  | { readonly when: 'before' | 'answered' }
  /** A request of it is on its way, and done only after the death; or done, and its answer on its way. */
  | { readonly when: 'in-flight' | 'done'; readonly request: number }

export interface Kill {
  readonly seen: KindSeen
  readonly moment: Moment
  /** Started again at once, or when nothing of before can be on its way any more. */
  readonly again: 'at once' | 'after the quiet'
}

/** Every way to kill a bot at a kind of effect on a platform. */
export function killsOf(seen: KindSeen, platform: PlatformName): Kill[] {
  const requests = seen.requests[platform]
  if (requests.length === 0) return []
  const moments: Moment[] = [
    { when: 'before' },
    ...requests.flatMap((_, request): Moment[] => [
      { when: 'in-flight', request },
      { when: 'done', request },
    ]),
    { when: 'answered' },
  ]
  return (['at once', 'after the quiet'] as const).flatMap((again) =>
    moments.map((moment) => ({ seen, moment, again })),
  )
}

export function killInWords({ seen, moment, again }: Kill): string {
  const request = 'request' in moment ? ` (request ${moment.request + 1})` : ''
  return `${seen.kind} ${moment.when}${request}, ${again}`
}
