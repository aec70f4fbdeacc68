import type { FieldError, OpenForm } from './form.ts'
import type { Message } from './message.ts'

/** What a person gets back for a command, a button or a form. Always private to them. */
export type Answer =
  /**
   * `replace`: takes the place of the private message in which the button or the form's button stood.
   * `told`: they were told the same a moment ago, and need not be again where nothing has to be said.
   */
  | {
      readonly kind: 'say'
      readonly message: Message
      readonly replace?: boolean
      readonly told?: boolean
    }
  /**
   * A form to fill in. Slack opens it at once. Discord, which cannot open one after it asked for time,
   * shows `card` with a button that opens the form's page.
   */
  | { readonly kind: 'form'; readonly open: OpenForm; readonly card: Message; readonly button: string }
  /**
   * What was filled in cannot be taken as it is. Slack shows each error at its field; Discord shows
   * `card` and the errors with a button that opens the page again as it was filled, and a select for
   * each error that has choices.
   */
  | {
      readonly kind: 'errors'
      readonly open: OpenForm
      readonly errors: readonly FieldError[]
      readonly card: Message
      readonly button: string
    }
  /** Saved. `next` offers the following page with a button. */
  | {
      readonly kind: 'saved'
      readonly message: Message
      readonly next?: { readonly open: OpenForm; readonly button: string }
    }

export const say = (message: Message): Answer => ({ kind: 'say', message })
export const update = (message: Message): Answer => ({ kind: 'say', message, replace: true })
