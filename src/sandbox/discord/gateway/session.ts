import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import type { App } from '../world/rows.ts'

/** How many dispatches are kept for a client that comes back. */
const KEPT = 5_000

interface Sent {
  readonly s: number
  readonly text: string
}

/** What a client identified for. It outlives its connection, so that it can be resumed. */
export class Session {
  readonly id = randomBytes(16).toString('hex')
  readonly app: App
  readonly intents: number
  socket: WebSocket | undefined
  /** When it lost its connection, epoch ms. */
  lostAt = 0
  private seq = 0
  private kept: Sent[] = []

  constructor(app: App, intents: number, socket: WebSocket) {
    this.app = app
    this.intents = intents
    this.socket = socket
  }

  dispatch(t: string, d: unknown, hold = false): void {
    this.seq++
    const text = `{"t":${JSON.stringify(t)},"s":${this.seq},"op":0,"d":${JSON.stringify(d)}}`
    this.kept.push({ s: this.seq, text })
    if (this.kept.length > KEPT + 500) this.kept = this.kept.slice(-KEPT)
    if (!hold) this.socket?.send(text)
  }

  /** Sends again what came after `seq`; false where that is no longer kept, or was never sent. */
  replay(seq: number): boolean {
    const first = this.kept[0]?.s ?? this.seq + 1
    if (seq > this.seq || seq < first - 1) return false
    for (const sent of this.kept) if (sent.s > seq) this.socket?.send(sent.text)
    return true
  }
}
