import type { Account, Programme, Workspace } from '../../../src/database/generated/client.ts'
import { departFrom } from '../../../src/programme/departure.ts'
import type { Desk } from '../../../src/programme/desk.ts'
import { joinRound } from '../../../src/programme/joining.ts'
import { leaveRound } from '../../../src/programme/leaving.ts'
import { addOrganiser, removeOrganiser } from '../../../src/programme/organisers.ts'
import { saveProfile } from '../../../src/programme/profile/profile.ts'
import { closeRegistration } from '../../../src/programme/rounds/close.ts'
import { currentRound } from '../../../src/programme/rounds/current.ts'
import { computeDraft } from '../../../src/programme/rounds/draft.ts'
import { endRound } from '../../../src/programme/rounds/end.ts'
import { openRegistration, planRound } from '../../../src/programme/rounds/plan.ts'
import { publishRound } from '../../../src/programme/rounds/publish.ts'
import { connectWorkspace, startProgramme } from '../../../src/programme/setup.ts'
import { TOPICS } from '../../support/desk.ts'

/** Where a programme stands when two do something at once. */
export const STANDS = ['begun', 'planned', 'open', 'drafted', 'publishing', 'running'] as const
export type Stand = (typeof STANDS)[number]

export interface Stage {
  readonly desk: Desk
  readonly programme: Programme
  readonly workspace: Workspace
  /** Two organisers: the first and the second who does something. */
  readonly organisers: readonly [Account, Account]
  /** Two people with a profile who are partners where there are any; in an open round they have joined. */
  readonly people: readonly [Account, Account]
  /** Two more who could join. */
  readonly newcomers: readonly [Account, Account]
  /** A code for another workspace that can be used once. */
  readonly code: string
}

export interface Doing {
  /** Where it does something. */
  readonly at: readonly Stand[]
  /** @param who 0 for the first of two who do it, 1 for the second */
  run(stage: Stage, who: 0 | 1): Promise<unknown>
}

/** What organisers and people do, each of which may happen while any other does. */
export const DOINGS: Readonly<Record<string, Doing>> = {
  plan: {
    at: ['begun'],
    run: ({ desk, programme, organisers }, who) => planRound(desk, programme, organisers[who]),
  },
  open: {
    at: ['begun', 'planned'],
    run: ({ desk, programme, organisers }, who) => openRegistration(desk, programme, organisers[who]),
  },
  join: {
    at: ['open'],
    run: async ({ desk, programme, newcomers }, who) => {
      const round = await currentRound(desk, programme.id)
      return joinRound(desk, newcomers[who], round?.id ?? '')
    },
  },
  leave: {
    at: ['open', 'drafted', 'publishing', 'running'],
    run: ({ desk, people }, who) => leaveRound(desk, { ...people[who], id: people[who].personId }),
  },
  'profile change': {
    at: ['drafted'],
    run: ({ desk, people }, who) =>
      saveProfile(desk, people[who].personId, { country: who === 0 ? 'CL' : 'AR' }),
  },
  close: {
    at: ['open'],
    run: ({ desk, programme, organisers }, who) => closeRegistration(desk, programme, organisers[who]),
  },
  match: {
    at: ['drafted'],
    run: ({ desk, programme, organisers }, who) => computeDraft(desk, programme, organisers[who]),
  },
  publish: {
    at: ['drafted'],
    run: ({ desk, programme, organisers }, who) => publishRound(desk, programme, undefined, organisers[who]),
  },
  end: {
    at: ['publishing', 'running'],
    run: ({ desk, programme, organisers }, who) => endRound(desk, programme, organisers[who]),
  },
  depart: {
    at: ['open', 'drafted', 'publishing', 'running'],
    run: ({ desk, workspace, people }, who) => departFrom(desk, workspace.id, people[who].externalId),
  },
  'add an organiser': {
    at: ['begun'],
    run: ({ desk, organisers, newcomers }, who) => addOrganiser(desk, organisers[who], newcomers[0].personId),
  },
  'remove an organiser': {
    at: ['begun'],
    run: ({ desk, organisers }, who) => {
      const { personId: id, displayName: name } = organisers[who === 0 ? 1 : 0]
      return removeOrganiser(desk, organisers[who], { id, name })
    },
  },
  connect: {
    at: ['begun'],
    run: ({ desk, code }, who) =>
      connectWorkspace(
        desk,
        { platform: 'discord', externalId: 'G1', name: 'A server' },
        { user: `D${who}`, name: 'Somebody' },
        code,
      ),
  },
  'start a programme': {
    at: ['begun'],
    run: ({ desk }, who) =>
      startProgramme(
        desk,
        { platform: 'discord', externalId: 'G1', name: 'A server' },
        { user: `S${who}`, name: 'Somebody' },
        { name: 'Another', zone: 'UTC' },
        TOPICS,
      ),
  },
}
