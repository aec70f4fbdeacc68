import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

/** Where tests find the name of a database to copy, on TEST_DATABASE_URL's server. */
const TEMPLATE = 'COUNTERPART_TEST_TEMPLATE'

export interface OnServer {
  readonly url: string
  drop(): Promise<void>
}

/** A database of a server, without a table. */
export function emptyDatabase(server: string): Promise<OnServer> {
  return create(server, '')
}

/** One that is up to date where vitest runs, since its global set-up has made one to copy; else without a table. */
export function migratedDatabase(server: string): Promise<OnServer> {
  const template = process.env[TEMPLATE]
  return create(server, template === undefined ? '' : `TEMPLATE ${template}`)
}

/** Makes the database that `migratedDatabase` copies. */
export async function serverTemplate(server: string): Promise<OnServer> {
  const { deployMigrations } = await import('../../src/database/migrate.ts')
  const template = await create(server, '')
  await deployMigrations({ connectionString: template.url })
  process.env[TEMPLATE] = new URL(template.url).pathname.slice(1)
  return template
}

async function create(server: string, from: string): Promise<OnServer> {
  const name = `counterpart_test_${randomBytes(6).toString('hex')}`
  const admin = new Client({ connectionString: server })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${name} ${from}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    url: url.href,
    async drop() {
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}
