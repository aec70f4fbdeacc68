import type { WhyNot } from '../../database/generated/client.ts'
import type { Unmatched } from '../../matching/result.ts'

/** The matcher's reasons, as they are kept. */
export const WHY_NOT: Readonly<Record<Unmatched['why'], WhyNot>> = {
  alone: 'alone',
  'odd-one-out': 'odd_one_out',
  'other-workspace': 'other_workspace',
  'same-country': 'same_country',
  'no-shared-language': 'no_shared_language',
  'same-role': 'same_role',
  'few-hours': 'few_hours',
  'earlier-partners': 'earlier_partners',
  'kept-apart': 'kept_apart',
}
