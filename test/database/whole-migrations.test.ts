import { afterAll, describe, expect, it } from 'vitest'
import { deployMigrations, MIGRATIONS } from '../../src/database/migrate.ts'
import { readMigrations } from '../../src/database/migrations.ts'
import { contents, withClient } from './backup/all-types.ts'
import { places, SERVER } from './backup/places.ts'

const released = readMigrations(MIGRATIONS)
const broken = {
  name: '29990101000000_broken',
  script:
    'CREATE TABLE "Half" ("id" TEXT PRIMARY KEY);\nINSERT INTO "Half" VALUES (\'a\');\nALTER TABLE "Nowhere" ADD "more" TEXT;\n',
}
const here = places()
afterAll(() => here.remove())

describe.each([
  { kind: 'embedded', open: here.embedded },
  ...(SERVER === undefined ? [] : [{ kind: 'PostgreSQL', open: here.onServer }]),
])('a migration of $kind', ({ open }) => {
  it('is whole or not there: what failed is tried again', async () => {
    const connection = await open()
    const names = released.map(({ name }) => name)
    await expect(deployMigrations(connection, [...released, broken])).rejects.toThrow(
      /brought up to date: the migration 29990101000000_broken failed \(relation "Nowhere" does not exist\)\. See/,
    )
    expect(Object.keys(await contents(connection))).not.toContain('Half')
    expect(await applied(connection)).toEqual(names)

    const mended = { ...broken, script: broken.script.replace('Nowhere', 'Half') }
    expect(await deployMigrations(connection, [...released, mended])).toEqual([broken.name])
    expect((await contents(connection)).Half).toEqual(['(a,)'])
    expect(await applied(connection)).toEqual([...names, broken.name])
    expect(await deployMigrations(connection, [...released, mended])).toEqual([])
  })
})

const applied = (connection: Parameters<typeof contents>[0]) =>
  withClient(connection, async (client) => {
    const { rows } = await client.query<{ migration_name: string }>(
      `SELECT migration_name FROM _prisma_migrations
        WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name`,
    )
    return rows.map(({ migration_name }) => migration_name)
  })
