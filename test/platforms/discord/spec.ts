/** What Discord's own OpenAPI document says of the bodies that a bot sends. */
import { isDeepStrictEqual } from 'node:util'
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

/** The document has permission bits as integers; the wire has strings. */
function coerced(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, entry: unknown) =>
    (key === 'allow' || key === 'deny') && typeof entry === 'string' ? Number(entry) : entry,
  )
}

/**
 * What is wrong with a value by the document; nothing where it fits. Its schemas drop fields that they do
 * not know, so that whatever does not come back is a field that Discord does not know.
 */
export function problemsWith(name: string, value: unknown): readonly unknown[] {
  const schema = named[`${name}Schema`]
  if (!schema) return [`the document has no ${name}`]
  const given = coerced(value)
  const { success, data, error } = schema.safeParse(given)
  if (!success) return error?.issues ?? ['does not fit']
  return isDeepStrictEqual(coerced(data), given) ? [] : ['has fields that the document does not know']
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
