import type { Call } from './method.ts'
import { Refusal } from './refusal.ts'
import type { ChannelKind } from './state.ts'

type Doing = 'read' | 'history' | 'write' | 'invite' | 'topic'

const FAMILY = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' } as const

/** Which scopes allow doing this to channels of this kind; any one is enough. */
function scopesFor(kind: ChannelKind, doing: Doing): string[] {
  const family = FAMILY[kind]
  if (doing === 'read' || doing === 'history') return [`${family}:${doing}`]
  const whole = kind === 'public' ? 'channels:manage' : `${family}:write`
  if (doing === 'write') return [whole]
  return [whole, `${family}:write.${doing === 'invite' ? 'invites' : 'topic'}`]
}

export function needScope(call: Call, kind: ChannelKind, doing: Doing): void {
  needAny(call, scopesFor(kind, doing))
}

/** Refuses with `missing_scope` unless one of these scopes was granted. */
export function needAny(call: Pick<Call, 'install'>, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => call.install.scopes.includes(scope))) return
  throw new Refusal('missing_scope', {
    needed: scopes.join(','),
    provided: call.install.scopes.join(','),
  })
}
