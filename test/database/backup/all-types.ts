import * as fc from 'fast-check'
import { Client, type PoolConfig } from 'pg'
import type { Migration } from '../../../src/database/migrations.ts'

/** A table with every kind of column that a schema of ours could come to have. */
export const ALL_TYPES: Migration = {
  name: '29990101000000_all_types',
  script: `CREATE TYPE "Mood" AS ENUM ('glad', 'so so', 'it''s "bad"');

CREATE TABLE "AllTypes" (
  "id" INTEGER NOT NULL,
  "big" BIGINT,
  "exact" DECIMAL(40,10),
  "float" DOUBLE PRECISION,
  "yes" BOOLEAN,
  "text" TEXT,
  "short" VARCHAR(20),
  "bytes" BYTEA,
  "json" JSON,
  "jsonb" JSONB,
  "micros" TIMESTAMPTZ(6),
  "millis" TIMESTAMPTZ(3),
  "local" TIMESTAMP(6),
  "day" DATE,
  "hour" TIME(6),
  "span" INTERVAL,
  "uuid" UUID,
  "mood" "Mood",
  "texts" TEXT[],
  "grid" INTEGER[],
  "moods" "Mood"[],
  "a ""quoted"" name" TEXT,
  CONSTRAINT "AllTypes_pkey" PRIMARY KEY ("id")
);
`,
}

/** What PostgreSQL refuses is left out: NUL in a text, half a surrogate pair. */
const text = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '',
      ' ',
      '\\N',
      'null',
      'NULL',
      '\u2028\u2029\r\n\t',
      '{"a":[1]}',
      '👩🏽‍🚀🇳🇿',
      '\\u0000',
      "';--",
      '\ufeffx',
    ),
  )
  .map((value) => value.replaceAll('\0', ''))
const json = fc.json().filter((value) => !/\\u0000|\\ud[89a-f]/i.test(value))
const instant = fc.oneof(
  fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .chain((date) =>
      fc.nat(999).map((micros) => date.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`)),
    ),
  fc.constantFrom('infinity', '-infinity', '4713-01-01 00:00:00+00 BC', '2026-03-29 01:59:59.999999+00'),
)
const mood = fc.constantFrom('glad', 'so so', 'it\'s "bad"')
const float = fc.oneof(
  fc.double().map((value) => (Object.is(value, -0) ? '-0' : String(value))),
  fc.constantFrom('NaN', 'Infinity', '-Infinity', '5e-324', '1.7976931348623157e308', '0.1'),
)
const integer = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })

const nullable = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 6 })

/** Rows as parameters of an INSERT, by column. */
export const rows = fc.uniqueArray(
  fc.record({
    id: integer,
    big: nullable(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String)),
    exact: nullable(
      fc.oneof(
        fc.bigInt({ min: -(10n ** 39n), max: 10n ** 39n }).map((units) => `${units}e-10`),
        fc.constant('NaN'),
      ),
    ),
    float: nullable(float),
    yes: nullable(fc.boolean()),
    text: nullable(text),
    short: nullable(text.map((value) => [...value].slice(0, 20).join(''))),
    bytes: nullable(fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes))),
    json: nullable(fc.oneof(json, fc.constantFrom('null', '"\\u0000"', '{"a":1, "a":2}', '1e400'))),
    jsonb: nullable(fc.oneof(json, fc.constantFrom('null', '123456789012345678901234567890.12345', '"👋"'))),
    micros: nullable(instant),
    millis: nullable(instant),
    local: nullable(instant),
    day: nullable(instant),
    hour: nullable(fc.constantFrom('00:00', '24:00', '23:59:59.999999')),
    span: nullable(fc.constantFrom('1 mon -3 days 04:05:06.000007', '-178000000 years', 'P1Y2M')),
    uuid: nullable(fc.uuid()),
    mood: nullable(mood),
    texts: nullable(fc.array(nullable(text))),
    grid: nullable(fc.constantFrom('{}', '{{1,2},{NULL,4}}', '[0:1]={5,6}')),
    moods: nullable(fc.array(mood)),
    'a "quoted" name': nullable(text),
  }),
  { selector: (row) => row.id, maxLength: 60 },
)

export async function withClient<T>(
  connection: PoolConfig,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const client = new Client(connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

export async function fill(
  connection: PoolConfig,
  values: readonly Record<string, unknown>[],
): Promise<void> {
  await withClient(connection, async (client) => {
    await client.query('TRUNCATE "AllTypes"')
    for (const row of values) {
      const names = Object.keys(row).map((name) => client.escapeIdentifier(name))
      const places = names.map((_, index) => `$${index + 1}`)
      await client.query(
        `INSERT INTO "AllTypes" (${names.join(', ')}) VALUES (${places.join(', ')})`,
        Object.values(row),
      )
    }
  })
}

/** Every row of every table as PostgreSQL writes whole rows, sorted. */
export async function contents(connection: PoolConfig): Promise<Record<string, string[]>> {
  return withClient(connection, async (client) => {
    await client.query("SET TimeZone = 'UTC'")
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace
          AND relkind = 'r' AND relname <> '_prisma_migrations' ORDER BY relname`,
    )
    const all: Record<string, string[]> = {}
    for (const { name } of tables) {
      const { rows: lines } = await client.query<{ line: string }>(`SELECT t::text AS line FROM "${name}" t`)
      all[name] = lines.map(({ line }) => line).sort()
    }
    return all
  })
}
