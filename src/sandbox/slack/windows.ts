import type { Json, Message, View } from './state.ts'

/** A message that only one person sees; gone with their window, as in Slack. */
export interface Ephemeral {
  readonly channel: string
  readonly app: string
  sequence: number
  message: Message
}

/** What a person's client shows beside the channels. */
export interface Window {
  ephemerals: Ephemeral[]
  /** Open modals, the topmost last; at most three. */
  stack: View[]
  /** When the stack last changed. */
  stackSequence: number
  /** Slackbot's lines, such as a command that failed. */
  notices: { sequence: number; text: string }[]
  /** The options last suggested, by `block_id/action_id`. */
  suggested: Map<string, Json[]>
}

const KEPT = 20

/** Windows exist in memory only: a restarted server finds every client freshly loaded. */
export class Windows {
  readonly #windows = new Map<string, Window>()

  of(team: string, user: string): Window {
    const key = `${team}/${user}`
    const window = this.#windows.get(key) ?? {
      ephemerals: [],
      stack: [],
      stackSequence: 0,
      notices: [],
      suggested: new Map(),
    }
    this.#windows.set(key, window)
    return window
  }

  /** The window in which a view is open. */
  withView(id: string): { window: Window; view: View } | undefined {
    for (const window of this.#windows.values()) {
      const view = window.stack.find((open) => open.id === id)
      if (view !== undefined) return { window, view }
    }
    return undefined
  }

  /** The id of the open view that goes by an app's own `external_id`, or nothing. */
  externalView(team: string, externalId: string): string {
    if (externalId === '') return ''
    for (const window of this.#windows.values()) {
      const view = window.stack.find((open) => open.team_id === team && open.external_id === externalId)
      if (view !== undefined) return view.id
    }
    return ''
  }

  addEphemeral(window: Window, ephemeral: Ephemeral): void {
    window.ephemerals.push(ephemeral)
    if (window.ephemerals.length > KEPT) window.ephemerals.shift()
  }

  addNotice(window: Window, sequence: number, text: string): void {
    window.notices.push({ sequence, text })
    if (window.notices.length > KEPT) window.notices.shift()
  }
}
