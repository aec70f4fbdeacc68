import { Refusal } from '../refusal.ts'

const LONGEST = 80

/** Refuses a channel name as Slack does: lowercase letters, digits, hyphens and underscores, at most 80. */
export function checkName(name: string): void {
  if (name === '') throw new Refusal('invalid_name_required')
  if (name.length > LONGEST) throw new Refusal('invalid_name_maxlength')
  if (/^[-_.]+$/.test(name)) throw new Refusal('invalid_name_punctuation')
  if (!/^[\p{Ll}\p{Lo}\p{M}\p{N}_-]+$/u.test(name)) throw new Refusal('invalid_name_specials')
}

export const NAME_ERRORS: readonly string[] = [
  'invalid_name_required',
  'invalid_name_maxlength',
  'invalid_name_punctuation',
  'invalid_name_specials',
  'name_taken',
]
