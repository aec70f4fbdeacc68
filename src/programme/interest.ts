import { transaction } from '../database/transaction.ts'
import { wishAccess } from './channel-access.ts'
import type { Desk } from './desk.ts'
import type { KnownAccount } from './people.ts'

/** "Tell me when the next round opens." Saying it twice changes nothing. */
export async function expressInterest(desk: Desk, { id, person }: KnownAccount): Promise<void> {
  const at = new Date(desk.clock.now())
  await transaction(desk.prisma, async (tx) => {
    await tx.interest.createMany({
      data: [{ personId: person.id, programmeId: person.programmeId, at }],
      skipDuplicates: true,
    })
    await wishAccess(tx, desk, id)
  })
}
