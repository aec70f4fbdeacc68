/** What Discord's own OpenAPI document says of what a bot sends, and of what it is answered. */
import * as schemas from 'discord-api-spec/zod'

interface Schema {
  safeParse(value: unknown): {
    readonly success: boolean
    readonly data?: unknown
    readonly error?: { readonly issues: readonly unknown[] }
  }
}
const named = schemas as unknown as Readonly<Record<string, Schema>>

/** The document's name for a body, by the kind of call; the path's first that fits counts. */
const BODIES: readonly [RegExp, (body: Record<string, unknown>) => string][] = [
  [/^POST \/guilds\/\d+\/channels$/, () => 'CreateGuildChannelRequest'],
  [/^POST \/channels\/\d+\/messages$/, () => 'MessageCreateRequest'],
  [/^PATCH \/channels\/\d+\/messages\/\d+$/, () => 'MessageEditRequestPartial'],
  [/^POST \/channels\/\d+\/messages\/\d+\/threads$/, () => 'CreateTextThreadWithMessageRequest'],
  [
    /^POST \/channels\/\d+\/threads$/,
    (body) => ('message' in body ? 'CreateForumThreadRequest' : 'CreateTextThreadWithoutMessageRequest'),
  ],
  [/^PATCH \/channels\/\d+$/, () => 'UpdateThreadRequestPartial'],
  [
    /^POST \/interactions\/\d+\/[^/]+\/callback$/,
    (body) => CALLBACKS[Number(body.type)] ?? 'unknown callback',
  ],
  [/^POST \/webhooks\/\d+\/[^/]+$/, () => 'IncomingWebhookInteractionRequest'],
  [/^PATCH \/webhooks\/\d+\/[^/]+\/messages\//, () => 'IncomingWebhookUpdateRequestPartial'],
]
const CALLBACKS: Readonly<Record<number, string>> = {
  4: 'CreateMessageInteractionCallbackRequest',
  5: 'CreateMessageInteractionCallbackRequest',
  6: 'UpdateMessageInteractionCallbackRequest',
  7: 'UpdateMessageInteractionCallbackRequest',
  8: 'ApplicationCommandAutocompleteCallbackRequest',
  9: 'ModalInteractionCallbackRequest',
}

const CHANNEL = ['GuildChannelResponse', 'PrivateChannelResponse', 'ThreadResponse']
/** What an answer may be, by the kind of call: one of these, or a list of such. */
const ANSWERS: readonly [RegExp, readonly string[] | { readonly listOf: readonly string[] }][] = [
  [/^GET \/applications\/@me$/, ['PrivateApplicationResponse']],
  [/^(GET|PUT) \/applications\/\d+\/commands$/, { listOf: ['ApplicationCommandResponse'] }],
  [/^(GET|PATCH|DELETE) \/channels\/\d+$/, CHANNEL],
  [/^GET \/channels\/\d+\/messages$/, { listOf: ['MessageResponse'] }],
  [/^(POST|GET|PATCH) \/channels\/\d+\/messages(\/\d+)?$/, ['MessageResponse']],
  [/^GET \/channels\/\d+\/messages\/pins$/, ['PinnedMessagesResponse']],
  [/^GET \/channels\/\d+\/pins$/, { listOf: ['MessageResponse'] }],
  [/^POST \/channels\/\d+\/messages\/\d+\/threads$/, ['ThreadResponse']],
  [/^POST \/channels\/\d+\/threads$/, ['CreatedThreadResponse']],
  [/^GET \/channels\/\d+\/thread-members$/, { listOf: ['ThreadMemberResponse'] }],
  [/^GET \/channels\/\d+\/thread-members\/[^/]+$/, ['ThreadMemberResponse']],
  [/^GET \/channels\/\d+\/(users\/@me\/)?threads\/archived\/(public|private)$/, ['ThreadsResponse']],
  [/^GET \/gateway\/bot$/, ['GatewayBotResponse']],
  [/^GET \/guilds\/\d+$/, ['GuildWithCountsResponse']],
  [/^GET \/guilds\/\d+\/channels$/, { listOf: CHANNEL }],
  [/^POST \/guilds\/\d+\/channels$/, ['GuildChannelResponse']],
  [/^GET \/guilds\/\d+\/threads\/active$/, ['ThreadsResponse']],
  [/^GET \/guilds\/\d+\/roles$/, { listOf: ['GuildRoleResponse'] }],
  [/^GET \/guilds\/\d+\/members\/\d+$/, ['GuildMemberResponse']],
  [/^GET \/users\/@me$/, ['UserPIIResponse']],
  [/^POST \/users\/@me\/channels$/, ['PrivateChannelResponse']],
  [/^(POST|GET|PATCH) \/webhooks\/\d+\/[^/]+(\/messages\/[^/]+)?$/, ['MessageResponse']],
]
const REFUSALS = ['ErrorResponse', 'RatelimitedResponse']

/** The document has times that end in Z, and in requests permission bits as integers; the wire has +00:00, and strings. */
function coerced(name: string, value: unknown): unknown {
  const bits = name.includes('Request') ? ['allow', 'deny'] : []
  return JSON.parse(JSON.stringify(value), (key, entry: unknown) => {
    if (typeof entry !== 'string') return entry
    return bits.includes(key) ? Number(entry) : entry.replace(/^(\d{4}-\d\d-\d\dT.*)\+00:00$/, '$1Z')
  })
}

/**
 * What is wrong with a value by the document; nothing where it fits. Its schemas drop fields that they do
 * not know, so that whatever does not come back is a field that Discord does not know.
 */
export function problemsWith(name: string, value: unknown): readonly unknown[] {
  const schema = named[`${name}Schema`]
  if (!schema) return [`the document has no ${name}`]
  const given = coerced(name, value)
  const { success, data, error } = schema.safeParse(given)
  if (!success) return error?.issues ?? ['does not fit']
  return unknownIn(given, JSON.parse(JSON.stringify(data))).map((field) => `no field ${field} is known`)
}

/** Fields of `given` that did not come back, by their paths. */
function unknownIn(given: unknown, back: unknown, path = ''): string[] {
  if (typeof given !== 'object' || given === null) return given === back ? [] : [path]
  return Object.entries(given).flatMap(([key, value]) => {
    const inner = path === '' ? key : `${path}.${key}`
    const kept = typeof back === 'object' && back !== null && key in back
    return kept ? unknownIn(value, (back as Record<string, unknown>)[key], inner) : [inner]
  })
}

/** The same, of a whole call. `path` is without the version. */
export function problemsOfCall(method: string, path: string, body: unknown): readonly unknown[] {
  if (body === undefined) return []
  const call = `${method} ${path}`
  if (/^PUT \/channels\/\d+\/permissions\/\d+$/.test(call)) {
    return problemsWith('ChannelPermissionOverwriteRequest', { id: path.split('/').at(-1), ...Object(body) })
  }
  if (/^PUT \/applications\/\d+\/commands$/.test(call)) {
    return (body as unknown[]).flatMap((one) => problemsWith('ApplicationCommandUpdateRequest', one))
  }
  const kind = BODIES.find(([pattern]) => pattern.test(call))
  return kind ? problemsWith(kind[1](Object(body)), body) : [`no body is known for ${call}`]
}

/** The same, of the answer to a call. */
export function problemsOfAnswer(
  method: string,
  path: string,
  status: number,
  body: unknown,
): readonly unknown[] {
  if (body === undefined) return []
  const call = `${method} ${path}`
  const given = toDocument(call, status, body)
  if (status >= 400) return oneOf(REFUSALS, given)
  const kind = ANSWERS.find(([pattern]) => pattern.test(call))?.[1]
  if (kind === undefined) return [`no answer is known for ${call}`]
  if ('listOf' in kind) return (given as unknown[]).flatMap((one) => oneOf(kind.listOf, one))
  return oneOf(kind, given)
}

/** What Discord answers, its written documentation and its own clients say, where the OpenAPI document says otherwise. */
function toDocument(call: string, status: number, body: unknown): unknown {
  if (status >= 400) {
    // A limit has a code only now and then, and the codes of single fields are words.
    const { errors: _, ...rest } = body as Readonly<Record<string, unknown>>
    return status === 429 ? { code: 0, ...rest } : rest
  }
  // The active threads of a server are all of them.
  if (call.endsWith('/threads/active')) return { has_more: false, ...(body as object) }
  // A forum's new thread comes with its first message.
  if (/^POST \/channels\/\d+\/threads$/.test(call)) {
    const { message: _, ...thread } = body as Readonly<Record<string, unknown>>
    return thread
  }
  return body
}

/** Nothing where one of these takes it; else what the first says. */
function oneOf(names: readonly string[], value: unknown): readonly unknown[] {
  const said = names.map((name) => problemsWith(name, value))
  return said.some((found) => found.length === 0) ? [] : (said[0] ?? [])
}
