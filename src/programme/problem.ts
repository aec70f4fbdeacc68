/**
 * Something that a person asked for and cannot have, with what to do about it: `code` names a message of
 * the catalogue (`problem.<code>`), `facts` fill it in.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly facts: Readonly<Record<string, string | number>>

  constructor(code: ProblemCode, facts: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.code = code
    this.facts = facts
  }
}

export type ProblemCode =
  | 'too-many'
  | 'stale'
  | 'not-set-up'
  | 'not-organiser'
  | 'not-manager'
  | 'already-set-up'
  | 'workspace-not-allowed'
  | 'bad-code'
  | 'no-round'
  | 'wrong-state'
  | 'round-exists'
  | 'not-enrolled'
  | 'registration-closed'
  | 'no-draft'
  | 'draft-outdated'
  | 'nobody-joined'
  | 'guest-single-channel'
  | 'guest-stranger'
  | 'no-partner'
  | 'no-topic'
  | 'topic-unknown'
  | 'unknown-choice'
  | 'unknown-command'
  | 'unknown-person'
  | 'last-organiser'
  | 'not-an-organiser'
  | 'organisers-there'
  | 'no-organiser-left'
  | 'channel-there'
  | 'spaces-missing'
  | 'words-too-many'
  | 'words-missing'
  | 'words-too-long'
