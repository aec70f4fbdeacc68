import { PrismaPg } from '@prisma/adapter-pg'
import { type ClientBase, Pool, type PoolConfig } from 'pg'

/** Longer statements (many rows at once) hardly come twice. */
const LONGEST = 4_000
/** What is remembered at most: a few hundred statements are all that there are. */
const MOST = 1_000

/**
 * An adapter whose statements are parsed and planned once, which is most of what a small statement costs
 * where PostgreSQL runs as WebAssembly. For a database that is reached through one connection at a time:
 * its session outlives the connection, so that a new one begins by forgetting what the last one prepared.
 */
export function preparingAdapter(connection: PoolConfig): PrismaPg {
  const onConnect = async (client: ClientBase) => void (await client.query('DEALLOCATE ALL'))
  const pool = new Pool({ ...connection, max: 1, idleTimeoutMillis: 0, onConnect })
  const names = new Map<string, string>()
  return new PrismaPg(pool, {
    disposeExternalPool: true,
    statementNameGenerator: ({ sql }) => {
      const known = names.get(sql)
      if (known !== undefined) return known
      // No name: parsed for this once.
      if (sql.length > LONGEST || names.size >= MOST) return ''
      const name = `s${names.size}`
      names.set(sql, name)
      return name
    },
  })
}
