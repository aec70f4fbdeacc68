import type { Certificate } from './certificate/certificate.ts'

/** A fact that speaks for a match, without words. Lists are in order of their ids. */
export type Reason =
  | { readonly kind: 'shared-interests'; readonly interests: readonly string[] }
  | {
      readonly kind: 'can-tell'
      readonly from: string
      readonly to: string
      readonly interests: readonly string[]
    }
  | { readonly kind: 'same-sector'; readonly sector: string }
  /** `by` are the people who wished for a partner from `sector`. */
  | { readonly kind: 'sector-as-wished'; readonly by: readonly string[]; readonly sector: string }
  | { readonly kind: 'career'; readonly stage: string }
  /** Hours a week, in quarters. `stated`: everybody said when they are free; otherwise office hours stood in. */
  | { readonly kind: 'hours'; readonly hours: number; readonly stated: boolean }
  | { readonly kind: 'same-frequency'; readonly frequency: string }
  | { readonly kind: 'same-medium'; readonly medium: string }
  | { readonly kind: 'shared-languages'; readonly languages: readonly string[] }
  /** One country a member, in the order of the members. */
  | { readonly kind: 'countries'; readonly countries: readonly string[] }
  /** No reason, but the truth: these of them were partners in an earlier round. It stands before all others. */
  | { readonly kind: 'partners-before'; readonly people: readonly string[] }

/** Two people with `a` before `b` by id; `score` is 0…1000; `reasons` strongest first. */
export type Pairing = {
  readonly a: string
  readonly b: string
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** Three people in order of their ids; `score` is that of the worst of the three pairs among them. */
export type Trio = {
  readonly members: readonly [string, string, string]
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** The hard rules, by what a person is told when one of them leaves nobody. */
export type Exclusion =
  | 'other-workspace'
  | 'same-country'
  | 'no-shared-language'
  | 'same-role'
  | 'few-hours'
  | 'earlier-partners'
  | 'kept-apart'

export type Unmatched = {
  readonly id: string
  /** `alone`: there was nobody else. `odd-one-out`: there were candidates, all of them taken. */
  readonly why: Exclusion | 'alone' | 'odd-one-out'
  /** How many people the hard rules allowed. */
  readonly candidates: number
  /** The one rule by whose waiving, for them alone, they would have a partner and nobody lose theirs. */
  readonly wayOut?: Exclusion
}

/** That the pairs which are not locked are the best: about people by their places in the list. */
export type Proof = { readonly people: readonly string[]; readonly certificate: Certificate }

export type MatchResult = {
  /** In order of `a`, locked pairs among the others. */
  readonly pairs: readonly Pairing[]
  readonly trios: readonly Trio[]
  readonly unmatched: readonly Unmatched[]
  /** Sum of the scores of all pairs, locked ones too, before anybody joined one as its third. */
  readonly weight: number
  /** Checked before the result is given. */
  readonly proof: Proof
  readonly inputsHash: string
  readonly seed: number
}
