import { randomBytes } from 'node:crypto'
import { linkSync, readdirSync, rmSync, unlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { cannotUse } from './paths.ts'
import { InUseError } from './problem.ts'

export interface Lock {
  release(): Promise<void>
}

/**
 * Holds a folder for this process, in a way that the kernel ends when the process does: whoever can be
 * connected to lives. (A process id in a file is no proof: after a restart, and in a container, another
 * process has it.)
 *
 * Owners follow each other as `lock.1`, `lock.2`, … A new one listens on a socket of its own first and
 * then links it under the number after the highest, which only one can do, and only after the highest
 * was found dead. The highest file is never removed, so that no number comes twice.
 *
 * @throws InUseError when somebody alive holds it; DatabaseError when nothing can be made in it
 */
export async function holdLock(folder: string, what: string): Promise<Lock> {
  if (process.platform === 'win32') return holdPipe(folder, what)
  const own = join(folder, `own.${randomBytes(6).toString('hex')}`)
  const server = await listen(own).catch((error: unknown) => {
    throw cannotUse(folder, error)
  })
  try {
    for (;;) {
      const highest = numbers(folder).at(-1) ?? 0
      const state = highest === 0 ? 'dead' : await look(join(folder, `lock.${highest}`))
      if (state === 'alive') throw taken(what)
      if (state === 'vanished') continue
      try {
        linkSync(own, join(folder, `lock.${highest + 1}`))
      } catch (error) {
        if (codeOf(error) === 'EEXIST') continue
        throw error
      }
      unlinkSync(own)
      for (const number of numbers(folder)) {
        if (number <= highest) rmSync(join(folder, `lock.${number}`), { force: true })
      }
      return { release: () => close(server) }
    }
  } catch (error) {
    await close(server)
    throw error
  }
}

function holdPipe(folder: string, what: string): Promise<Lock> {
  const name = `\\\\.\\pipe\\counterpart-${Buffer.from(folder).toString('hex').slice(-80)}`
  return listen(name).then(
    (server) => ({ release: () => close(server) }),
    () => {
      throw taken(what)
    },
  )
}

function taken(what: string): InUseError {
  return new InUseError(
    `${what} is in use by another running Counterpart. Stop that one first, or set DATA_DIR to another folder.`,
  )
}

function numbers(folder: string): number[] {
  return readdirSync(folder)
    .flatMap((name) => (/^lock\.\d+$/.test(name) ? [Number(name.slice(5))] : []))
    .sort((a, b) => a - b)
}

/** Anything but a plain refusal counts as life: to wait for somebody dead is a nuisance, two owners a loss. */
function look(path: string): Promise<'alive' | 'dead' | 'vanished'> {
  return new Promise((resolve) => {
    const socket = connect(path)
    socket.once('connect', () => {
      socket.destroy()
      resolve('alive')
    })
    socket.once('error', (error) => {
      const code = codeOf(error)
      resolve(code === 'ECONNREFUSED' ? 'dead' : code === 'ENOENT' ? 'vanished' : 'alive')
    })
  })
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.unref()
    server.once('error', reject)
    server.listen(path, () => resolve(server))
  })
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}
