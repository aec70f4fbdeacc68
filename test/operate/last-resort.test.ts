import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { catchLast } from '../../src/operate/last-resort.ts'

it('says what nobody caught: after a rejection it goes on, after an exception it ends', async () => {
  const on = Object.assign(new EventEmitter(), { exit: vi.fn() })
  const log = { error: vi.fn(), fatal: vi.fn() }
  catchLast(log, on as never)
  on.emit('unhandledRejection', 'words of somebody’s')
  expect(log.error).toHaveBeenCalledWith({ err: new Error('not an error: string') }, expect.any(String))
  expect(log.fatal).not.toHaveBeenCalled()
  on.emit('uncaughtException', new RangeError('no'))
  expect(log.fatal).toHaveBeenCalledWith({ err: new RangeError('no') }, expect.any(String))
  await expect.poll(() => on.exit.mock.calls).toEqual([[1]])
})
