import { randomBytes } from 'node:crypto'
import type { PrismaClient } from './generated/client.ts'

/**
 * The installation's secret, made at the first start: it keys the seals of buttons, the marks by which we
 * find our own posts again, and the hashes of earlier partners. Losing it means that old buttons are
 * stale and unfinished posts cannot be recognised.
 */
export async function installationSecret(prisma: PrismaClient): Promise<string> {
  const name = 'secret'
  await prisma.setting.createMany({
    data: [{ name, value: randomBytes(32).toString('base64url') }],
    skipDuplicates: true,
  })
  return (await prisma.setting.findUniqueOrThrow({ where: { name } })).value
}
