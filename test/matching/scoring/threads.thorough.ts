import { expect, it, onTestFinished } from 'vitest'
import { THOROUGH_MS } from '../../support/thorough.ts'
import { compileMatching } from '../compiled.ts'
import { alone, lateHelpers } from './late-helpers.ts'

it('helpers that begin at any moment of three tasks find the same', { timeout: THOROUGH_MS }, async () => {
  const compiled = compileMatching()
  onTestFinished(compiled.remove)
  const moments = Array.from({ length: 70 }, (_, step) => step)
  for (const [moment, seen] of await lateHelpers(compiled.folder, moments)) {
    expect([moment, seen]).toEqual([moment, alone()])
  }
})
