/** An error as the REST API answers it. */
export class ApiError extends Error {
  readonly status: number
  readonly code: number
  readonly errors: ErrorTree | undefined

  constructor(status: number, code: number, message: string, errors?: ErrorTree) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.errors = errors
  }

  body(): unknown {
    const { message, code, errors } = this
    return errors ? { message, code, errors } : { message, code }
  }
}

export type ErrorTree = { [key: string]: ErrorTree | readonly FieldProblem[] }

interface FieldProblem {
  readonly code: string
  readonly message: string
}

/** One problem at one place of a body, `at` such as `['components', '0', 'custom_id']`. */
export interface Problem extends FieldProblem {
  readonly at: readonly string[]
}

export function invalidForm(problems: readonly Problem[]): ApiError {
  const tree = emptyTree()
  for (const { at, code, message } of problems) {
    let node = tree
    for (const step of at) {
      const next = node[step]
      if (next !== undefined && !Array.isArray(next)) node = next as ErrorTree
      else {
        const fresh = emptyTree()
        node[step] = fresh
        node = fresh
      }
    }
    const had = node._errors
    node._errors = [...(Array.isArray(had) ? had : []), { code, message }]
  }
  return new ApiError(400, 50035, 'Invalid Form Body', tree)
}

/** Its keys are what somebody named their fields: `__proto__` is one of them, and no more than that. */
const emptyTree = (): ErrorTree => Object.create(null)

export const invalid = (at: string, code: string, message: string): ApiError =>
  invalidForm([{ at: at === '' ? [] : at.split('.'), code, message }])

const unknown = (code: number, what: string) => () => new ApiError(404, code, `Unknown ${what}`)

/** The errors that more than one route answers, by Discord's numbers. */
export const errors = {
  notFound: () => new ApiError(404, 0, '404: Not Found'),
  method: () => new ApiError(405, 0, '405: Method Not Allowed'),
  unauthorized: () => new ApiError(401, 0, '401: Unauthorized'),
  unknownChannel: unknown(10003, 'Channel'),
  unknownGuild: unknown(10004, 'Guild'),
  unknownMember: unknown(10007, 'Member'),
  unknownMessage: unknown(10008, 'Message'),
  unknownOverwrite: unknown(10009, 'Overwrite'),
  unknownRole: unknown(10011, 'Role'),
  unknownUser: unknown(10013, 'User'),
  unknownEmoji: () => new ApiError(400, 10014, 'Unknown Emoji'),
  unknownWebhook: unknown(10015, 'Webhook'),
  unknownInteraction: unknown(10062, 'interaction'),
  unknownCommand: unknown(10063, 'application command'),
  missingAccess: () => new ApiError(403, 50001, 'Missing Access'),
  missingPermissions: () => new ApiError(403, 50013, 'Missing Permissions'),
  wrongChannelType: () => new ApiError(400, 50024, 'Cannot execute action on this channel type'),
  cannotMessageUser: () => new ApiError(403, 50007, 'Cannot send messages to this user'),
  notYourMessage: () => new ApiError(403, 50005, 'Cannot edit a message authored by another user'),
  emptyMessage: () => new ApiError(400, 50006, 'Cannot send an empty message'),
  threadArchived: () => new ApiError(400, 50083, 'Thread is archived'),
  alreadyAnswered: () => new ApiError(400, 40060, 'Interaction has already been acknowledged.'),
  invalidWebhookToken: () => new ApiError(401, 50027, 'Invalid Webhook Token'),
}
