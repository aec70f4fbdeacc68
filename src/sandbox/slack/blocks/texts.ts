import {
  boolean,
  type Check,
  exactlyOne,
  type Field,
  list,
  maybe,
  needed,
  object,
  oneOf,
  string,
  typed,
} from './schema.ts'

const TYPE = needed(string(50))
/** The ids that apps give to blocks and elements. */
export const ID = maybe(string(255))
const URL_LENGTH = 3_000

/** Plain text of `least` to `most` characters. */
export const plain = (most: number, least = 1): Check =>
  typed({ plain_text: object({ type: TYPE, text: needed(string(most, least)), emoji: maybe(boolean) }) })

const mrkdwn = (most: number, least = 1): Check =>
  object({ type: TYPE, text: needed(string(most, least)), verbatim: maybe(boolean) })

/** Plain text or mrkdwn. */
export const eitherText = (most: number, least = 1): Check =>
  typed({
    plain_text: object({ type: TYPE, text: needed(string(most, least)), emoji: maybe(boolean) }),
    mrkdwn: mrkdwn(most, least),
  })

export const url = string(URL_LENGTH, 1)
export const style = oneOf('primary', 'danger')

/** The dialogue that asks whether one is sure. */
export const confirm: Check = object({
  title: needed(plain(100)),
  text: needed(eitherText(300)),
  confirm: needed(plain(30)),
  deny: needed(plain(30)),
  style: maybe(style),
})

const optionWith = (text: Check, more: Readonly<Record<string, Field>> = {}): Check =>
  object({ text: needed(text), value: needed(string(150, 1)), description: maybe(text), ...more })

/** An option of a menu. */
export const option = optionWith(plain(75))
/** An option of an overflow menu, which can lead to a page. */
export const overflowOption = optionWith(plain(75), { url: maybe(url) })
/** An option beside a box or a button, where mrkdwn is allowed. */
export const boxOption = optionWith(eitherText(75))

export const optionGroup: Check = object({ label: needed(plain(75)), options: needed(list(option, 100, 1)) })

/** An image by its address, or a file in Slack. */
export const imageFields = {
  image_url: maybe(url),
  slack_file: maybe(object({ id: maybe(string(50)), url: maybe(url) }, exactlyOne('id', 'url'))),
  alt_text: needed(string(2_000, 1)),
}
export const imageSource = exactlyOne('image_url', 'slack_file')
export const image: Check = object({ type: TYPE, ...imageFields }, imageSource)
