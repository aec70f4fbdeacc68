import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { Pool, type PoolConfig, type QueryArrayResult } from 'pg'

const CHAR = 18
const TEXT = 25

/**
 * An adapter with which the schema engine can describe a database, beside a second one for it to play
 * migrations in. PostgreSQL's catalogue has columns of its internal type "char", which the adapter does
 * not know and the engine expects as characters: they are read as text and handed on as characters.
 */
export function describingAdapter(main: PoolConfig, shadow: PoolConfig): PrismaPg {
  const toShadow = describing(shadow)
  return Object.assign(describing(main), { connectToShadowDb: () => toShadow.connect() })
}

function describing(connection: PoolConfig): PrismaPg {
  const characters = new WeakMap<object, number[]>()
  const pool = new Pool(connection)
  const query = pool.query.bind(pool) as unknown as (...args: unknown[]) => Promise<QueryArrayResult>
  const asText = async (...args: unknown[]) => {
    const result = await query(...args)
    const columns: number[] = []
    for (const [index, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID !== CHAR) continue
      field.dataTypeID = TEXT
      columns.push(index)
    }
    characters.set(result.rows, columns)
    return result
  }
  pool.query = asText as unknown as Pool['query']
  const factory = new PrismaPg(pool, { disposeExternalPool: true })
  const connect = factory.connect.bind(factory)
  factory.connect = async () => {
    const adapter = await connect()
    const queryRaw = adapter.queryRaw.bind(adapter)
    adapter.queryRaw = async (wanted) => {
      const result = await queryRaw(wanted)
      for (const index of characters.get(result.rows) ?? [])
        result.columnTypes[index] = ColumnTypeEnum.Character
      return result
    }
    return adapter
  }
  return factory
}
