import { afterAll, describe, expect, it } from 'vitest'
import { deskOn, programmeOn } from '../support/desk.ts'
import { BEGINNING } from '../support/time.ts'
import { useDatabase } from '../support/world.ts'

/** What nobody stopped asks on, of a database that somebody else has by now. */
let asking: Promise<void> = Promise.resolve()
let over = false
let answered = 0

describe('a database of tests', () => {
  const database = useDatabase()
  it('has what its tests put there', async () => {
    const { prisma } = database
    await programmeOn(deskOn(database, { at: BEGINNING }))
    const ask = async () => {
      while (!over) {
        await prisma.programme.count().then(
          () => {
            answered += 1
          },
          () => new Promise((resolve) => setTimeout(resolve, 1)),
        )
      }
    }
    asking = ask()
    expect(await prisma.programme.count()).toBe(1)
  })
})

describe('the next one', () => {
  const database = useDatabase()
  afterAll(() => {
    over = true
    return asking
  })

  it('is empty, and out of reach for what was not stopped', async () => {
    const { prisma } = database
    const before = answered
    expect(await prisma.programme.count()).toBe(0)
    await programmeOn(deskOn(database, { at: BEGINNING }))
    for (let turn = 0; turn < 20; turn += 1) {
      await prisma.$transaction(async (tx) => expect(await tx.programme.count()).toBe(1))
    }
    expect(answered).toBe(before)
  })
})
