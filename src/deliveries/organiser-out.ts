import { z } from 'zod'
import { willHaveChannel } from '../programme/channels.ts'
import { isOrganiser } from '../programme/people.ts'
import { everyUserOfPerson } from '../programme/workspaces.ts'
import { takingOut } from './in-or-out.ts'
import { defineKind } from './kind.ts'

const payload = z.object({ personId: z.string() })

declare module '../outbox/effect.ts' {
  interface EffectKinds {
    'organiser-out': OfProgramme<z.infer<typeof payload>>
  }
}

/** Takes somebody who is no organiser any more out of the organisers' channel. */
export const organiserOut = defineKind({
  kind: 'organiser-out',
  label: 'kind.organiser-out',
  ofRound: false,
  payload,
  ...takingOut('remove an organiser', async ({ desk }, { workspace }, { personId }) => {
    // They were made one again, or there is nothing to be taken out of.
    if (await isOrganiser(desk, workspace.programmeId, personId)) return undefined
    if (!workspace.organisersRef && !(await willHaveChannel(desk, workspace, 'organisers'))) return undefined
    const users = await everyUserOfPerson(desk, workspace.id, personId)
    return { users, place: { channel: 'organisers' } }
  }),
})
