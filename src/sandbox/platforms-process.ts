import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ask } from './ask.ts'
import type { WhereTheyAre } from './local-platforms.ts'
import type { Message, Told } from './page/stage.ts'

export interface LocalPlatforms extends WhereTheyAre {
  /** Lets go of the process; with `stop` it ends at once, saving its state. */
  release(stop: boolean): Promise<void>
  /** Tells the page what has become of the story. */
  tell(told: Told): Promise<void>
  /** Hears what visitors of the page want. */
  hear(listener: (message: Message) => void): void
}

/**
 * Starts the local platforms' process, or takes hold of one that outlived an earlier bot.
 *
 * @param kept whether this process is started again when it is killed
 */
export async function localPlatforms(
  folder: string,
  pagePort: number,
  speed: number,
  kept = false,
): Promise<LocalPlatforms> {
  const pid = kept ? process.pid : 0
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const note = join(folder, 'platforms.json')
  const earlier = readNote(note)
  const held = earlier && (await hold(earlier.holdUrl, pid).catch(() => undefined))
  if (earlier && held) return holding(earlier, held)
  const where = await start(folder, pagePort, speed)
  writeFileSync(note, JSON.stringify(where))
  return holding(where, await hold(where.holdUrl, pid))
}

function holding(where: WhereTheyAre, held: IncomingMessage): LocalPlatforms {
  // Whoever takes hold hears at once what is so, and listens only when they have begun.
  const unheard: Message[] = []
  let listen = (message: Message): void => void unheard.push(message)
  let begun = ''
  held.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${begun}${text}`.split('\n')
    begun = lines.pop() ?? ''
    for (const line of lines) listen(JSON.parse(line) as Message)
  })
  return {
    ...where,
    async release(stop) {
      if (stop) {
        const gone = new Promise<void>((resolve) => {
          if (held.closed) resolve()
          else held.once('close', () => resolve())
        })
        await fetch(`${where.holdUrl}/stop`, { method: 'POST' }).catch(() => undefined)
        await gone
      }
      held.destroy()
    },
    async tell(told) {
      await ask(`${where.holdUrl}/tell`, told)
    },
    hear(listener) {
      listen = listener
      for (const message of unheard.splice(0)) listener(message)
    },
  }
}

function readNote(file: string): WhereTheyAre | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as WhereTheyAre
  } catch {
    return undefined
  }
}

/** An open connection for as long as we live: the kernel closes it with us. */
function hold(url: string, pid: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}/hold?pid=${pid}`, (response) => {
      response.on('error', () => undefined)
      if (response.statusCode === 200) return resolve(response)
      response.destroy()
      reject(new Error(`not to be held: ${response.statusCode}`))
    })
    request.once('error', reject)
  })
}

function start(folder: string, pagePort: number, speed: number): Promise<WhereTheyAre> {
  const errors = openSync(join(folder, 'platforms.log'), 'a', 0o600)
  const script = fileURLToPath(new URL('./local-platforms.js', import.meta.url))
  // Small young spaces: these servers hold much and make little garbage, and memory counts more than speed.
  const child = spawn(
    process.execPath,
    ['--max-semi-space-size=4', script, folder, String(pagePort), String(speed)],
    { detached: true, stdio: ['ignore', 'ignore', errors, 'ipc'] },
  )
  closeSync(errors)
  return new Promise((resolve, reject) => {
    child.once('message', (where) => {
      child.unref()
      resolve(where as WhereTheyAre)
    })
    child.once('exit', (code) =>
      reject(new Error(`the local platforms did not start (${code}); see ${join(folder, 'platforms.log')}`)),
    )
  })
}
