/** The few words that the adapter itself says; everything else comes in messages and forms. */
export interface Words {
  /** At most 24 characters: the title of a modal that shows a message. */
  readonly title: string
  /** At most 24 characters. */
  readonly close: string
  readonly moment: string
  readonly failed: string
  /** Stands in place of a form for which there is no room below Slack's limit, above the button that opens it. */
  readonly crowd: string
  /** Stands beside a file in a direct message. */
  readonly file: string
  /** Follows an error's own sentence. `meanings` are labels with dots between them. */
  didYouMean(meanings: string): string
}

export const ENGLISH: Words = {
  title: 'Counterpart',
  close: 'Close',
  moment: 'One moment…',
  failed: 'Something went wrong on our side. Please try again in a minute.',
  crowd:
    'Many people want a form at this moment, and Slack opens only so many a minute. Please press the button in a minute.',
  file: 'Here is your file.',
  didYouMean: (meanings) => `Did you mean ${meanings}?`,
}
