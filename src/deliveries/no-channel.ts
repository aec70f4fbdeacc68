import type { Workspace } from '../database/generated/client.ts'
import { type Purpose, willHaveChannel } from '../programme/channels.ts'
import type { Courier, Later } from './courier.ts'

/** The channel that something goes into is not there yet: later, unless nobody is making it. */
export async function whereIsNoChannel(
  { desk }: Courier,
  workspace: Workspace,
  purpose: Purpose,
): Promise<Later | { kind: 'gone'; what: string }> {
  if (!(await willHaveChannel(desk, workspace, purpose))) return { kind: 'gone', what: 'channel' }
  return { kind: 'retryAt', at: desk.wall() + 5_000, why: 'its channel is not there yet' }
}
