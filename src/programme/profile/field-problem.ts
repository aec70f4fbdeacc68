/** Why a field cannot be taken. `options` are what an ambiguous text may mean (codes), to choose from. */
export interface FieldProblem {
  readonly field: string
  readonly code:
    | 'required'
    | 'too-long'
    | 'too-many'
    | 'unknown-country'
    | 'which-country'
    | 'unknown-zone'
    | 'which-zone'
    | 'zone-abroad'
    | 'unknown-language'
    | 'which-language'
    | 'bad-contact'
    | 'not-offered'
  readonly typed?: string
  readonly max?: number
  /** ISO 3166-1 alpha-2: where they said that they live, of a place that is not there. */
  readonly country?: string
  readonly source?: 'country' | 'zone' | 'language'
  readonly options?: readonly string[]
}
