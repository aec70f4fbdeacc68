/** The few words that adapters themselves say; everything else comes in messages and forms. From the catalogue. */
export interface AdapterWords {
  /** At most 24 characters: the title of a modal that shows a message. */
  readonly title: string
  /** At most 24 characters. */
  readonly close: string
  readonly moment: string
  readonly failed: string
  /** Stands in place of a form for which there is no room under a platform's limit, over the button that opens it. */
  readonly crowd: string
  /** Stands beside a file in a direct message. */
  readonly file: string
  /** To somebody who uses a command where there is no workspace. */
  readonly onlyInWorkspaces: string
  /** To somebody who uses what is not ours any more. */
  readonly notMine: string
  /** To somebody who presses the button of a form that cannot be opened in time. */
  readonly busy: string
  /** The topic of the channel under which private threads stand. */
  readonly threads: string
  /** In a server's audit log, where a private thread is made for one person. */
  readonly forOne: string
  /** On the button for a step of a form, from 1, of so many. */
  next(step: number, steps: number): string
  /** Follows an error's own sentence. `meanings` are labels with dots between them. */
  didYouMean(meanings: string): string
}
