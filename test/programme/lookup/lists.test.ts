import { describe, expect, it } from 'vitest'
import { findZone } from '../../../src/programme/lookup/zones.ts'
import { elsewhere, isRight, usTowns, type Written, windowsLabels } from '../../places/lists.ts'
import { share, verdict } from '../../places/verdict.ts'
import { firstOf } from '../../support/thorough.ts'

const now = Date.UTC(2026, 10, 28)

const read = ({ text, country }: Written) => findZone(text, { now, country })

describe('what people write of where they live', () => {
  it('is read of the towns of the United States with their states, or asked about with the right one among few', () => {
    const verdicts = firstOf(600, usTowns()).map((town) => verdict(read(town), town.zones))
    expect(share(verdicts, 'right')).toBeGreaterThanOrEqual(80)
    expect(share(verdicts, 'wrong')).toBeLessThanOrEqual(0.1)
    expect(share(verdicts, 'lost')).toBe(0)
  })

  it('is read of the labels by which calendars call zones', () => {
    const verdicts = windowsLabels().map((label) => verdict(read(label), label.zones))
    expect(share(verdicts, 'right')).toBeGreaterThanOrEqual(95)
  })

  it.each(elsewhere())('is read of “$text” in $country', (written) => {
    const found = read(written)
    if (written.zones.length === 0) expect(found.kind, JSON.stringify(found)).not.toBe('one')
    else expect(found.kind === 'one' && isRight(found.value, written.zones), JSON.stringify(found)).toBe(true)
  })
})
