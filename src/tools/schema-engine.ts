import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg')
type Engine = Awaited<ReturnType<Bindings['SchemaEngine']['new']>>

/** What we use of the global that Node has and its types leave out. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>
}

let loaded: Promise<Bindings> | undefined

/**
 * Prisma's own schema engine, as WebAssembly from its package: no binary is downloaded. Node does not
 * import a `.wasm` file, so it is instantiated here.
 */
function bindings(): Promise<Bindings> {
  loaded ??= (async () => {
    const module = await import('@prisma/schema-engine-wasm/schema_engine_bg')
    const folder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
    const bytes = readFileSync(join(folder, 'schema_engine_bg.wasm'))
    const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': module })
    module.__wbg_set_wasm(instance.exports as never)
    ;(instance.exports.__wbindgen_start as () => void)()
    return module
  })()
  return loaded
}

/** Runs `work` with an engine on a database. `datamodels` are schema files (path, content). */
export async function withSchemaEngine<T>(
  adapter: PrismaPg,
  datamodels: [string, string][],
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await bindings()
  const engine = await SchemaEngine.new(
    { datamodels },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapter),
  )
  try {
    return await work(engine)
  } finally {
    engine.free()
  }
}
