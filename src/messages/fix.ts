import type { Failure } from '../programme/rounds/status.ts'
import type { MessageKey, Voice } from './voice.ts'

const GONE: Readonly<Record<string, MessageKey>> = {
  member: 'fix.gone.member',
  space: 'fix.gone.space',
  workspace: 'fix.gone.workspace',
  channel: 'fix.gone.channel',
}

/** What an organiser can do about a missing permission, with the way to click. */
export function howToGrant(permission: string, platform: string, voice: Voice): string {
  if (permission === 'token') return voice.text('fix.token')
  if (permission === 'two-factor authentication') return voice.text('fix.two-factor')
  if (permission === 'channel creation') return voice.text('fix.restricted')
  return voice.text(platform === 'discord' ? 'fix.denied.discord' : 'fix.denied.slack', { permission })
}

/** What an organiser can do about an effect that failed. `error` is `<kind>:<detail>`. */
export function howToMend({ error }: Pick<Failure, 'error'>, platform: string, voice: Voice): string {
  const [kind = '', detail = ''] = error.split(/:(.*)/s)
  switch (kind) {
    case 'denied':
      return howToGrant(detail, platform, voice)
    case 'full':
      return voice.text('fix.full')
    case 'gone':
      return voice.text(GONE[detail] ?? 'fix.gone.other')
    case 'unclear':
      return voice.text('fix.unclear', { answer: detail })
    case 'threw':
      return voice.text('fix.threw', { error: detail })
    default:
      return voice.text('fix.refused', { code: detail })
  }
}

export function kindInWords(kind: string, voice: Voice): string {
  const key = `kind.${kind}`
  return voice.has(key) ? voice.text(key as MessageKey) : kind
}
