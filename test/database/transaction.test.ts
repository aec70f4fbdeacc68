import { expect, it } from 'vitest'
import type { Prisma } from '../../src/database/generated/client.ts'
import { afterCommit, transaction } from '../../src/database/transaction.ts'
import { useDatabase } from '../support/world.ts'

const database = useDatabase()

const raise = (tx: Prisma.TransactionClient, code: string) =>
  tx.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`)

it.each(['40P01', '40001'])(
  'a transaction that ends with %s is tried again, and what it did before is not there',
  async (code) => {
    let tries = 0
    await transaction(database.prisma, async (tx) => {
      tries += 1
      await tx.setting.create({ data: { name: code, value: String(tries) } })
      if (tries < 3) await raise(tx, code)
    })
    expect(await database.prisma.setting.findUniqueOrThrow({ where: { name: code } })).toMatchObject({
      value: '3',
    })
  },
)

it.each(['40P01', '23505'])('is given up at some time: %s', async (code) => {
  let tries = 0
  const work = transaction(database.prisma, async (tx) => {
    tries += 1
    await raise(tx, code)
  })
  await expect(work).rejects.toThrow()
  expect(tries).toBe(code === '23505' ? 1 : 6)
})

it('what waits for its end is done once, when it is saved, and never where it is not', async () => {
  const { prisma } = database
  const seen: string[] = []
  let tries = 0
  await transaction(prisma, async (tx) => {
    tries += 1
    afterCommit(tx, () => seen.push(`after ${tries}`))
    if (tries < 3) await raise(tx, '40001')
    seen.push('within')
  })
  expect(seen).toEqual(['within', 'after 3'])
  await expect(
    transaction(prisma, async (tx) => {
      afterCommit(tx, () => seen.push('never'))
      await raise(tx, '23505')
    }),
  ).rejects.toThrow()
  afterCommit(prisma, () => seen.push('at once'))
  expect(seen).toEqual(['within', 'after 3', 'at once'])
})

it('two that lock two rows the other way round both come to their end', async () => {
  const { prisma, kind } = database
  await prisma.setting.createMany({ data: ['a', 'b'].map((name) => ({ name, value: '' })) })
  let tries = 0
  let waiting = 2
  const both = (first: string, then: string) =>
    transaction(prisma, async (tx) => {
      tries += 1
      const add = (name: string) =>
        tx.$executeRaw`UPDATE "Setting" SET "value" = "value" || 'x' WHERE "name" = ${name}`
      await add(first)
      waiting -= 1
      // With one connection there is no other at work meanwhile.
      while (kind === 'postgresql' && waiting > 0) await new Promise((resolve) => setTimeout(resolve, 5))
      await add(then)
    })
  await Promise.all([both('a', 'b'), both('b', 'a')])
  const rows = await prisma.setting.findMany({ where: { name: { in: ['a', 'b'] } } })
  expect(rows.map(({ value }) => value)).toEqual(['xx', 'xx'])
  expect(tries).toBe(kind === 'postgresql' ? 3 : 2)
})
