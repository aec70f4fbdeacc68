/**
 * What can be said, on any platform. A message is a small tree; each platform renders it and escapes
 * every `text` as the very last step, so that what a person typed is never markup and never a mention.
 */

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly children: readonly Inline[] }
  /** `url` is http(s) or mailto; anything else is rendered as its label alone. */
  | { readonly kind: 'link'; readonly url: string; readonly children: readonly Inline[] }
  /** A member of the workspace the message is posted in; `name` stands in where they cannot be linked. */
  | { readonly kind: 'person'; readonly user: string; readonly name: string }
  /** A channel of the workspace the message is posted in. */
  | { readonly kind: 'space'; readonly ref: string; readonly name: string }
  /** A moment (epoch ms), shown in each reader's own zone where the platform can, else as `fallback`. */
  | { readonly kind: 'instant'; readonly at: number; readonly style: InstantStyle; readonly fallback: string }

export type InstantStyle = 'date' | 'time' | 'date-time' | 'relative'

export type Text = readonly Inline[]

/** A button that comes back as an action (`id`, sealed by the caller, at most 100 characters) or opens a page. */
export type Button =
  | {
      readonly label: string
      readonly id: string
      readonly style?: 'primary' | 'danger'
      /** Names of those whom it concerns, where a message has it more than once: for those who hear the label alone. */
      readonly about?: readonly string[]
    }
  | { readonly label: string; readonly url: string }

export interface Option {
  readonly value: string
  readonly label: string
  readonly hint?: string
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly children: Text }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Text[] }
  | { readonly kind: 'fields'; readonly fields: readonly { readonly label: string; readonly value: Text }[] }
  | { readonly kind: 'quote'; readonly children: Text }
  /** Small, quiet text under a message. */
  | { readonly kind: 'note'; readonly children: Text }
  | { readonly kind: 'divider' }
  /** Shows the file of that name from `Message.files`. `alt` describes it to those who cannot see it. */
  | { readonly kind: 'picture'; readonly file: string; readonly alt: string }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /** Choosing comes back at once as an action with the chosen values. At most 25 options. */
  | {
      readonly kind: 'select'
      readonly id: string
      readonly placeholder: string
      readonly options: readonly Option[]
    }

export interface File {
  readonly name: string
  /** A MIME type, such as `image/png`. */
  readonly type: string
  readonly bytes: Uint8Array
}

export interface Message {
  /** One plain line: what notifications show, and what is read out first. */
  readonly summary: string
  readonly blocks: readonly Block[]
  readonly files?: readonly File[]
  /** User ids of the workspace that this message means to notify; nobody else is ever notified. */
  readonly notify?: readonly string[]
}

export const text = (value: string): Inline => ({ kind: 'text', text: value })
export const bold = (...children: Inline[]): Inline => ({ kind: 'bold', children })
export const paragraph = (...children: Inline[]): Block => ({ kind: 'paragraph', children })
export const heading = (value: string): Block => ({ kind: 'heading', text: value })
export const buttons = (...list: Button[]): Block => ({ kind: 'buttons', buttons: list })

/** The words of a text without any markup, as a notification or a log-free comparison needs them. */
export function plain(children: Text): string {
  return children.map(plainInline).join('')
}

function plainInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
      return inline.text
    case 'person':
    case 'space':
      return inline.name
    case 'instant':
      return inline.fallback
    default:
      return plain(inline.children)
  }
}
