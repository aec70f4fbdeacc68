import { expect, it, onTestFinished } from 'vitest'
import { startUpkeep } from '../../src/database/upkeep.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

/** How many rows it believes to be in a table; -1 where it never looked. */
async function believed(): Promise<number> {
  const [found] = await database.prisma.$queryRaw<{ rows: number }[]>`
    SELECT reltuples::int AS rows FROM pg_class WHERE oid = '"Setting"'::regclass`
  return found?.rows ?? Number.NaN
}

it('learns how its tables look, and gives back the room of what was removed, beside other work', async () => {
  const { prisma } = database
  const data = Array.from({ length: 2_000 }, (_, n) => ({ name: `name ${n}`, value: 'x'.repeat(500) }))
  await prisma.setting.createMany({ data })
  await prisma.setting.deleteMany({ where: { name: { not: 'name 7' } } })
  const size = async () => {
    const [found] = await prisma.$queryRaw<{ bytes: bigint }[]>`
      SELECT pg_table_size('"Setting"'::regclass) AS bytes`
    return Number(found?.bytes)
  }
  const before = await size()
  onTestFinished(startUpkeep(prisma, 50))
  // A transaction under way is neither ended nor waited for inside.
  await prisma.$transaction(async (tx) => {
    for (let times = 0; times < 20; times += 1) await tx.setting.count()
    await tx.setting.update({ where: { name: 'name 7' }, data: { value: 'y' } })
  })
  await expect.poll(believed).toBe(1)
  await expect.poll(size).toBeLessThan(before)
  expect(await prisma.setting.findMany()).toEqual([{ name: 'name 7', value: 'y' }])
})
