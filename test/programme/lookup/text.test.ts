import { describe, expect, it } from 'vitest'
import { editDistance, fold } from '../../../src/programme/lookup/text.ts'

describe('fold', () => {
  it.each([
    ['Nouvelle-Zélande', 'nouvellezelande'],
    ['The Gambia', 'gambia'],
    ['Saint Kitts & Nevis', 'stkittsnevis'],
    ['Łódź', 'lodz'],
    ['İstanbul', 'istanbul'],
    ['ISTANBUL', 'istanbul'],
    ['Straße', 'strasse'],
    ["Nuku'alofa", 'nukualofa'],
    ['भारत', 'भारत'],
  ])('makes %s into %s', (text, key) => {
    expect(fold(text)).toBe(key.normalize('NFKD'))
  })
})

describe('editDistance', () => {
  it.each([
    ['germany', 'germany', 0],
    ['gremany', 'germany', 1],
    ['germny', 'germany', 1],
    ['germanyy', 'germany', 1],
    ['gemrnay', 'germany', 2],
    ['france', 'germany', 3],
  ])('between %s and %s is %i (3: over 2)', (a, b, distance) => {
    expect(editDistance(a, b, 2)).toBe(distance)
    expect(editDistance(b, a, 2)).toBe(distance)
  })
})
