import { fsyncSync } from 'node:fs'
import { NodeFS } from '@electric-sql/pglite/nodefs'

/** What happens at every flush; tests count. */
export const flushes = { count: 0 }

/**
 * PGlite's files on disk, with the one thing that they lack: a commit's flush reaches the disk. Its own
 * `NodeFS` leaves fsync out, so that a power cut could lose what was reported as saved.
 */
export class FlushedFiles extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args)
    const addFlush = (module: Emscripten) => {
      module.FS.filesystems.NODEFS.stream_ops.fsync = (stream) => {
        if (stream.nfd !== undefined) fsyncSync(stream.nfd)
        flushes.count += 1
        return 0
      }
    }
    const preRun = [addFlush as never, ...(emscriptenOpts.preRun ?? [])]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}

interface Emscripten {
  readonly FS: {
    readonly filesystems: {
      readonly NODEFS: { readonly stream_ops: { fsync?: (stream: { nfd?: number }) => number } }
    }
  }
}
