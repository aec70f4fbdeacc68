import type { Programme } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'

/** Whole numbers among the rules, and their bounds. */
const NUMBERS = {
  cap: { field: 'countryCap', least: 1, most: 100 },
  count: { field: 'topicsPerRound', least: 1, most: 12 },
  hours: { field: 'leastHours', least: 0, most: 40 },
} as const

export type RuleNumber = keyof typeof NUMBERS

/**
 * Changes the rules that are among `values`, as the form names them; others stay. Gives the programme with its new
 * rules or, where a number is none or out of bounds, which ones, and changes nothing.
 */
export async function changeRules(
  desk: Desk,
  programme: Programme,
  values: Readonly<Record<string, string>>,
): Promise<Programme | { readonly wrong: readonly RuleNumber[] }> {
  const { country, language, cadence, roles } = values
  const numbers = (Object.keys(NUMBERS) as RuleNumber[]).flatMap((name) => {
    const typed = values[name]
    return typed === undefined ? [] : [{ name, value: wholeNumber(typed, NUMBERS[name]) }]
  })
  const wrong = numbers.flatMap(({ name, value }) => (value === undefined ? [name] : []))
  if (wrong.length > 0) return { wrong }
  return desk.prisma.programme.update({
    where: { id: programme.id },
    data: {
      ...Object.fromEntries(numbers.map(({ name, value }) => [NUMBERS[name].field, value])),
      ...(country === undefined ? {} : { differentCountry: country !== 'no' }),
      ...(language === undefined ? {} : { sharedLanguage: language !== 'no' }),
      ...(cadence === undefined ? {} : { cadence: cadence === 'fortnightly' ? 'fortnightly' : 'monthly' }),
      ...(roles === undefined ? {} : { roles: roles === 'mentors' ? 'mentors' : 'peers' }),
    },
  })
}

function wholeNumber(text: string, { least, most }: { least: number; most: number }): number | undefined {
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : undefined
}
