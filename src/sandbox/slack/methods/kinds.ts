import type { Call } from '../method.ts'
import { Refusal } from '../refusal.ts'
import { needScope } from '../scopes.ts'
import type { ChannelKind } from '../state.ts'

const KINDS: Record<string, ChannelKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
}

/** The kinds of channel that a list asks for; each needs its own scope. */
export function wantedKinds(call: Call): Set<ChannelKind> {
  const types = call.args.has('types') ? call.args.list('types') : ['public_channel']
  const kinds = types.map((type) => {
    const kind = KINDS[type]
    if (kind === undefined) throw new Refusal('invalid_types')
    return kind
  })
  for (const kind of kinds) needScope(call, kind, 'read')
  return new Set(kinds)
}
