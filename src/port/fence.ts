import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Who lost the right to a deed must not begin it any more: somebody else may have looked for it, found
 * nothing, and be doing it now. So the question is asked at the last moment, right before a request is sent.
 */
const fence = new AsyncLocalStorage<() => boolean>()

/** Does `work`; whatever requests come of it are sent only while `maySend` says so. */
export function withinFence<T>(maySend: () => boolean, work: () => Promise<T>): Promise<T> {
  return fence.run(maySend, work)
}

/** Whether a request may be sent now. Always, where nothing was said. */
export function maySendNow(): boolean {
  return fence.getStore()?.() ?? true
}

/** The code of the error with which a request is held back: it was not sent, surely. */
export const HELD_BACK = 'HELD_BACK'

/** Throws an error with the code `HELD_BACK` where no request may be sent now. */
export function passFence(): void {
  if (!maySendNow()) throw Object.assign(new Error('held back'), { code: HELD_BACK })
}
