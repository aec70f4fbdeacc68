import { pino } from 'pino'
import { createInbound } from '../../src/interactions/dispatch.ts'
import { createSealer } from '../../src/interactions/seal.ts'
import type { Inbound, Platform } from '../../src/port/platform.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { registry } from '../../src/registry.ts'

/** What people do on a Slack that is asked nothing but who somebody is: everybody is a member who manages nothing. */
export function inboundOn(desk: Desk): Inbound {
  const platform: Partial<Platform> = {
    name: 'slack',
    typed: ({ name }) => `/${name}`,
    capabilities: { publicChannelsOpen: false, privateToMany: true, actorsWhole: false, homes: false },
    memberOf: async (_at, user) => ({ user, name: user, manages: false, bot: false }),
  }
  return createInbound({
    desk,
    platform: platform as Platform,
    registry,
    sealer: createSealer('a secret for tests'),
    log: pino({ level: 'silent' }),
    topics: [],
    linkTo: () => undefined,
    reach: () => undefined,
    refreshHomes: () => undefined,
  })
}
