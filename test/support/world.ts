import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Database } from '../../src/database/open.ts'
import type { Desk } from '../../src/programme/desk.ts'
import { freshDatabase } from './database.ts'
import { deskOn, programmeOn, type TestClock } from './desk.ts'
import { BEGINNING } from './time.ts'

/** A migrated, empty database for the tests of a file, there from the first to the last of them. */
export function useDatabase(): Database {
  let database: Database | undefined
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database?.close())
  const there = (): Database => {
    if (!database) throw new Error('the database is there in tests alone')
    return database
  }
  return {
    get prisma() {
      return there().prisma
    },
    get kind() {
      return there().kind
    },
    get migrated() {
      return there().migrated
    },
    ping: () => there().ping(),
    close: () => there().close(),
  }
}

/** What tests of the programme begin with. */
export interface World {
  readonly database: Database
  /** On it `clock` tells the calendar. */
  readonly desk: Desk
  /** At `BEGINNING` when a test begins. */
  readonly clock: TestClock
  /** The team of a workspace that no test had before. */
  team(): string
  /** A programme of its own, with a workspace on Slack and an organiser. */
  begin(): ReturnType<typeof programmeOn>
}

export function useWorld(): World {
  const database = useDatabase()
  const clock = { at: BEGINNING }
  let teams = 0
  beforeEach(() => {
    clock.at = BEGINNING
  })
  const team = () => {
    teams += 1
    return `T${teams}`
  }
  const desk = deskOn(database, clock)
  return { database, clock, desk, team, begin: () => programmeOn(desk, team()) }
}
