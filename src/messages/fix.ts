import type { Failure } from '../programme/rounds/status.ts'
import type { MessageKey, Voice } from './voice.ts'

const GONE: Readonly<Record<string, MessageKey>> = {
  member: 'fix.gone.member',
  space: 'fix.gone.space',
  workspace: 'fix.gone.workspace',
  channel: 'fix.gone.channel',
}

/** What stands in the way without being a permission that has a name on its platform. */
const OBSTACLES: Readonly<Record<string, MessageKey>> = {
  token: 'fix.token',
  'token type': 'fix.token-type',
  scope: 'fix.scope',
  access: 'fix.access',
  'two-factor authentication': 'fix.two-factor',
  'channel creation': 'fix.restricted',
  channel: 'fix.channel',
  posting: 'fix.posting',
  editing: 'fix.editing',
  'message limit': 'fix.message-limit',
  'messages tab': 'fix.messages-tab',
}

/** What a platform refused as it stands, where there is more to say than its code; the rest about one person alone. */
const REFUSED: Readonly<Record<string, MessageKey>> = {
  name_taken: 'fix.name-taken',
  automod: 'fix.automod',
  'single-channel-guest': 'fix.kept-out.single-channel-guest',
  guest: 'fix.kept-out.guest',
  stranger: 'fix.kept-out.stranger',
  'not-in-workspace': 'fix.kept-out.not-in-workspace',
  'not-allowed': 'fix.kept-out.not-allowed',
}

/** What an organiser can do about a missing permission, with the way to click. */
export function howToGrant(permission: string, platform: string, voice: Voice): string {
  const retry = voice.text('round.retry')
  const denied = platform === 'discord' ? 'fix.denied.discord' : 'fix.denied.slack'
  return voice.text(OBSTACLES[permission] ?? denied, { permission, platform, retry })
}

/** What an organiser can do about an effect that failed. `error` is `<kind>:<detail>`. */
export function howToMend(
  { error, people = [] }: Pick<Failure, 'error'> & Partial<Pick<Failure, 'people'>>,
  platform: string,
  voice: Voice,
): string {
  const [kind = '', detail = ''] = error.split(/:(.*)/s)
  switch (kind) {
    case 'denied':
      return howToGrant(detail, platform, voice)
    case 'full':
      return voice.text('fix.full', { platform })
    case 'gone':
      return voice.text(GONE[detail] ?? 'fix.gone.other', { platform })
    case 'unclear':
      return voice.text('fix.unclear', { answer: detail, platform })
    case 'threw':
      return voice.text('fix.threw', { error: detail })
    default:
      return howToGoOn(detail, people, platform, voice)
  }
}

/** What can be done about a refusal: `<code>`, or `<code>:<ids>` where it is about these people alone. */
function howToGoOn(detail: string, names: readonly string[], platform: string, voice: Voice): string {
  const [code = ''] = detail.split(':')
  const people = names.length > 0 ? voice.and(names) : voice.text('fix.kept-out.somebody')
  return voice.text(REFUSED[code] ?? 'fix.refused', {
    code,
    people,
    platform,
    retry: voice.text('round.retry'),
  })
}

export function kindInWords(kind: string, voice: Voice): string {
  const key = `kind.${kind}`
  return voice.has(key) ? voice.text(key as MessageKey) : kind
}
