import { isObject } from '../http.ts'
import {
  anything,
  boolean,
  both,
  type Check,
  exactlyOne,
  type Field,
  integer,
  list,
  matching,
  maybe,
  needed,
  object,
  string,
} from './schema.ts'
import {
  boxOption,
  confirm,
  ID,
  image,
  option,
  optionGroup,
  overflowOption,
  plain,
  style,
  url,
} from './texts.ts'

type Fields = Readonly<Record<string, Field>>

const COMMON: Fields = { type: needed(string(50)), action_id: ID }
const FOCUS: Fields = { focus_on_load: maybe(boolean) }
const PLACEHOLDER: Fields = { placeholder: maybe(plain(150)) }
const CONFIRM: Fields = { confirm: maybe(confirm) }

const element = (fields: Fields, more?: Check): Check => object({ ...COMMON, ...fields }, more)

/** A select has the common fields, its own, and in its multiple form a number of items. */
const select = (fields: Fields, more?: Check): Check =>
  element({ ...PLACEHOLDER, ...CONFIRM, ...FOCUS, ...fields }, more)
const multiple = (fields: Fields, more?: Check): Check =>
  select({ ...fields, max_selected_items: maybe(integer(1, Number.MAX_SAFE_INTEGER)) }, more)

const CHOICES: Fields = {
  options: maybe(list(option, 100, 1)),
  option_groups: maybe(list(optionGroup, 100, 1)),
}
const id = string(50, 1)
const ids = list(id, 1_000)
const QUERY: Fields = { min_query_length: maybe(integer(0, 1_000)) }

/** What is chosen from the start must be among the options, word for word. */
const initialAmong: Check = (value, at, complain) => {
  if (!isObject(value)) return
  const groups = Array.isArray(value.option_groups) ? value.option_groups : []
  const grouped = groups.flatMap((group) => (isObject(group) ? group.options : []))
  const all = [...(Array.isArray(value.options) ? value.options : []), ...grouped]
  const options = new Set(all.map((one) => JSON.stringify(one)))
  for (const name of ['initial_option', 'initial_options']) {
    const chosen = value[name] === undefined ? [] : [value[name]].flat()
    if (chosen.some((one) => !options.has(JSON.stringify(one)))) {
      complain('must exactly match one of the provided options', `${at}/${name}`)
    }
  }
}
const chosenAmongOptions = both(exactlyOne('options', 'option_groups'), initialAmong)

const minNotAboveMax: Check = (value, at, complain) => {
  if (!isObject(value)) return
  const { min_length: min, max_length: max } = value
  if (typeof min === 'number' && typeof max === 'number' && min > max) {
    complain('min_length must not be more than max_length', at)
  }
}

const boxes = (most: number, initial: Fields): Check =>
  element({ options: needed(list(boxOption, most, 1)), ...initial, ...CONFIRM, ...FOCUS }, initialAmong)

const date = matching(/^\d{4}-\d\d-\d\d$/, 'must be a date: YYYY-MM-DD')
const time = matching(/^\d\d:\d\d$/, 'must be a time: HH:mm')
const DISPATCH: Fields = { dispatch_action_config: maybe(anything) }
const typedText = (fields: Fields = {}, more?: Check): Check =>
  element({ initial_value: maybe(string(3_000)), ...DISPATCH, ...FOCUS, ...PLACEHOLDER, ...fields }, more)

const button: Check = element({
  text: needed(plain(75)),
  url: maybe(url),
  value: maybe(string(2_000)),
  style: maybe(style),
  accessibility_label: maybe(string(75)),
  ...CONFIRM,
})

/** The selects and pickers, which stand in sections, actions and inputs alike. */
const CHOOSERS: Readonly<Record<string, Check>> = {
  static_select: select({ ...CHOICES, initial_option: maybe(option) }, chosenAmongOptions),
  external_select: select({ ...QUERY, initial_option: maybe(option) }),
  users_select: select({ initial_user: maybe(id) }),
  conversations_select: select({
    initial_conversation: maybe(id),
    default_to_current_conversation: maybe(boolean),
    response_url_enabled: maybe(boolean),
    filter: maybe(anything),
  }),
  channels_select: select({ initial_channel: maybe(id), response_url_enabled: maybe(boolean) }),
  multi_static_select: multiple(
    { ...CHOICES, initial_options: maybe(list(option, 100)) },
    chosenAmongOptions,
  ),
  multi_external_select: multiple({ ...QUERY, initial_options: maybe(list(option, 100)) }),
  multi_users_select: multiple({ initial_users: maybe(ids) }),
  multi_conversations_select: multiple({
    initial_conversations: maybe(ids),
    default_to_current_conversation: maybe(boolean),
    filter: maybe(anything),
  }),
  multi_channels_select: multiple({ initial_channels: maybe(ids) }),
  datepicker: element({ initial_date: maybe(date), ...PLACEHOLDER, ...CONFIRM, ...FOCUS }),
  timepicker: element({
    initial_time: maybe(time),
    timezone: maybe(id),
    ...PLACEHOLDER,
    ...CONFIRM,
    ...FOCUS,
  }),
  checkboxes: boxes(10, { initial_options: maybe(list(boxOption, 10)) }),
  radio_buttons: boxes(10, { initial_option: maybe(boxOption) }),
}

/** What stands in an actions block. */
export const ACTIONS: Readonly<Record<string, Check>> = {
  ...CHOOSERS,
  button,
  overflow: element({ options: needed(list(overflowOption, 5, 1)), ...CONFIRM }),
}

/** What stands beside a section. */
export const ACCESSORIES: Readonly<Record<string, Check>> = { ...ACTIONS, image }

/** What stands in an input block. */
export const INPUTS: Readonly<Record<string, Check>> = {
  ...CHOOSERS,
  plain_text_input: typedText(
    {
      multiline: maybe(boolean),
      min_length: maybe(integer(0, 3_000)),
      max_length: maybe(integer(1, 3_000)),
    },
    minNotAboveMax,
  ),
  email_text_input: typedText(),
  url_text_input: typedText(),
  number_input: typedText({
    is_decimal_allowed: needed(boolean),
    min_value: maybe(string(50)),
    max_value: maybe(string(50)),
  }),
}
