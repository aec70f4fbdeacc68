import { randomBytes } from 'node:crypto'
import { Refusal } from './refusal.ts'

export interface Trigger {
  readonly team: string
  readonly user: string
  readonly app: string
  readonly expires: number
  used: boolean
}

const REMEMBERED = 60_000

/** `trigger_id`s: each opens one view, within three seconds unless told otherwise. */
export class Triggers {
  readonly #all = new Map<string, Trigger>()
  readonly #lives: number

  constructor(lives: number) {
    this.#lives = lives
  }

  mint(team: string, user: string, app: string): string {
    const now = Date.now()
    for (const [id, old] of this.#all) {
      if (old.expires + REMEMBERED > now) break
      this.#all.delete(id)
    }
    const id = `${now}.${team}.${randomBytes(16).toString('hex')}`
    this.#all.set(id, { team, user, app, expires: now + this.#lives, used: false })
    return id
  }

  /** Looks at a trigger that is still good for this app, without using it up. */
  check(id: string, team: string, app: string): Trigger {
    const trigger = this.#all.get(id)
    if (trigger === undefined || trigger.team !== team || trigger.app !== app) {
      throw new Refusal('invalid_trigger_id')
    }
    if (trigger.used) throw new Refusal('exchanged_trigger_id')
    if (Date.now() > trigger.expires) throw new Refusal('expired_trigger_id')
    return trigger
  }
}
