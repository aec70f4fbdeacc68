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
    | 'unknown-language'
    | 'which-language'
    | 'bad-contact'
    | 'not-offered'
  readonly typed?: string
  readonly max?: number
  readonly source?: 'country' | 'zone' | 'language'
  readonly options?: readonly string[]
}
