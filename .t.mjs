import fs from 'node:fs'
const m = await import('./dist/src/database/flushed-files.js')
const { openDatabase } = await import('./dist/src/database/open.js')
import { mkdtempSync } from 'node:fs'
const dir = process.argv[2]
const orig = fs.fsyncSync
let t = performance.now()
const { PGlite } = await import('@electric-sql/pglite')
const d = await openDatabase({ databaseUrl: undefined, dataDir: dir })
console.log('open', Math.round(performance.now() - t), 'flushes', m.flushes.count, 'rss', Math.round(process.memoryUsage().rss/2**20))
console.log(await d.prisma.$queryRaw`select name, setting from pg_settings where name in ('data_checksums','fsync','full_page_writes','wal_level','shared_buffers','work_mem','maintenance_work_mem','wal_buffers','io_method','io_workers','temp_buffers','max_connections','recovery_init_sync_method','effective_io_concurrency','max_wal_size','min_wal_size','wal_segment_size','jit','max_locks_per_transaction','io_max_concurrency','autovacuum')`)
t = performance.now()
await d.close()
console.log('close', Math.round(performance.now() - t), 'flushes', m.flushes.count)
