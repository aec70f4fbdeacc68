import { LARGER } from './countries-larger.ts'
import { MIDDLING } from './countries-middling.ts'
import { SMALLER } from './countries-smaller.ts'
import type { Home } from './home.ts'

/** 40 countries, 392 people, of whom the largest country has one in eight. */
export const HOMES: readonly Home[] = [...LARGER, ...MIDDLING, ...SMALLER]
