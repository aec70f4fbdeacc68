import type { Programme, Reunion } from '../database/generated/client.ts'
import { transaction } from '../database/transaction.ts'
import { type Actor, audit, type Facts } from './audit.ts'
import type { Desk } from './desk.ts'

/** Whole numbers among the rules, and their bounds. */
const NUMBERS = {
  cap: { field: 'countryCap', least: 1, most: 100 },
  count: { field: 'topicsPerRound', least: 1, most: 12 },
  hours: { field: 'leastHours', least: 0, most: 40 },
  between: { field: 'reunionAfter', least: 1, most: 20 },
} as const

/** Whether earlier partners may meet again. */
export const REUNIONS = ['never', 'after', 'rather_than_nobody'] as const satisfies readonly Reunion[]

export type RuleNumber = keyof typeof NUMBERS

/**
 * Changes the rules that are among `values`, as the form names them; others stay. Gives the programme with its new
 * rules or, where a number is none or out of bounds, which ones, and changes nothing.
 */
export async function changeRules(
  desk: Desk,
  programme: Programme,
  values: Readonly<Record<string, string>>,
  by: Actor,
): Promise<Programme | { readonly wrong: readonly RuleNumber[] }> {
  const { country, language, cadence, roles, reunion } = values
  const numbers = (Object.keys(NUMBERS) as RuleNumber[]).flatMap((name) => {
    const typed = values[name]
    return typed === undefined ? [] : [{ name, value: wholeNumber(typed, NUMBERS[name]) }]
  })
  const wrong = numbers.flatMap(({ name, value }) => (value === undefined ? [name] : []))
  if (wrong.length > 0) return { wrong }
  const data = {
    ...Object.fromEntries(numbers.map(({ name, value }) => [NUMBERS[name].field, value ?? 0])),
    ...(country === undefined ? {} : { differentCountry: country !== 'no' }),
    ...(language === undefined ? {} : { sharedLanguage: language !== 'no' }),
    ...(cadence === undefined ? {} : { cadence: oneOf(cadence, ['fortnightly', 'monthly']) }),
    ...(reunion === undefined ? {} : { reunion: REUNIONS.find((word) => word === reunion) ?? 'never' }),
    ...(roles === undefined ? {} : { roles: oneOf(roles, ['mentors', 'peers']) }),
  }
  return transaction(desk.prisma, async (tx) => {
    const before = await tx.programme.findUniqueOrThrow({ where: { id: programme.id } })
    await audit(tx, desk, by, 'rules-changed', [], changedOf(data, before))
    return tx.programme.update({ where: { id: programme.id }, data })
  })
}

/**
 * What is not as it was: a form sends all that it shows. How many rounds lie between belongs to the rule about earlier
 * partners, and is kept with it.
 */
function changedOf(data: Partial<Programme>, before: Programme): Facts {
  const after = { ...before, ...data }
  const differs = (rule: string) => after[rule as keyof Programme] !== before[rule as keyof Programme]
  const { reunion, reunionAfter } = after
  const again = differs('reunion') || (reunion === 'after' && differs('reunionAfter'))
  const changed = Object.entries(data).filter(([rule]) => !rule.startsWith('reunion') && differs(rule))
  return { ...(Object.fromEntries(changed) as Facts), ...(again ? { reunion, reunionAfter } : {}) }
}

/** The first of two words where it was chosen, else the other. */
function oneOf<Word extends string>(chosen: string, [first, other]: readonly [Word, Word]): Word {
  return chosen === first ? first : other
}

function wholeNumber(text: string, { least, most }: { least: number; most: number }): number | undefined {
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : undefined
}
