import { randomBytes } from 'node:crypto'
import { Refusal } from './refusal.ts'

/** Where an answer through a response URL belongs. */
export interface ResponseContext {
  readonly team: string
  readonly app: string
  readonly channel: string
  readonly user: string
  /** The `ts` of the message whose button was pressed, where there was one. */
  readonly original: string
  readonly ephemeral: boolean
}

interface Minted extends ResponseContext {
  readonly expires: number
  left: number
}

const USES = 5
const LIVES = 30 * 60_000

/** Response URLs: five uses within half an hour. */
export class ResponseUrls {
  readonly #all = new Map<string, Minted>()

  mint(context: ResponseContext): string {
    const now = Date.now()
    for (const [id, old] of this.#all) {
      if (old.expires + LIVES > now) break
      this.#all.delete(id)
    }
    const id = randomBytes(12).toString('hex')
    this.#all.set(id, { ...context, expires: now + LIVES, left: USES })
    return `/response/${context.team}/${id}`
  }

  /** Uses one up. */
  take(id: string): ResponseContext {
    const minted = this.#all.get(id)
    if (minted === undefined || Date.now() > minted.expires) throw new Refusal('expired_url')
    if (minted.left <= 0) throw new Refusal('used_url')
    minted.left -= 1
    return minted
  }
}
