import { isObject } from '../http.ts'
import { ACCESSORIES, ACTIONS, INPUTS } from './elements.ts'
import { richTextElements } from './rich-text.ts'
import { boolean, type Check, list, maybe, needed, object, string, typed } from './schema.ts'
import { eitherText, ID, image, imageFields, imageSource, plain } from './texts.ts'

const COMMON = { type: needed(string(50)), block_id: ID }

const textOrFields: Check = (value, at, complain) => {
  if (isObject(value) && value.text === undefined && value.fields === undefined) {
    complain('must define either `text` or `fields`', at)
  }
}

/** Two elements of one block cannot share an id: the app could not tell which was used. */
const distinctActions: Check = (value, at, complain) => {
  const seen = new Set<unknown>()
  const elements = isObject(value) && Array.isArray(value.elements) ? value.elements : []
  for (const [index, element] of elements.entries()) {
    const id = isObject(element) ? element.action_id : undefined
    if (id !== undefined && seen.has(id)) {
      complain(`\`action_id\` ${id} already exists for another element`, `${at}/elements/${index}/action_id`)
    }
    seen.add(id)
  }
}

/** The blocks of modals and home tabs; a message can have a Markdown block besides. */
const VIEW_BLOCKS: Readonly<Record<string, Check>> = {
  header: object({ ...COMMON, text: needed(plain(150)) }),
  section: object(
    {
      ...COMMON,
      text: maybe(eitherText(3_000)),
      fields: maybe(list(eitherText(2_000), 10, 1)),
      accessory: maybe(typed(ACCESSORIES)),
      expand: maybe(boolean),
    },
    textOrFields,
  ),
  context: object({
    ...COMMON,
    elements: needed(list(typed({ image, plain_text: eitherText(2_000), mrkdwn: eitherText(2_000) }), 10, 1)),
  }),
  divider: object(COMMON),
  image: object({ ...COMMON, ...imageFields, title: maybe(plain(2_000)) }, imageSource),
  actions: object({ ...COMMON, elements: needed(list(typed(ACTIONS), 25, 1)) }, distinctActions),
  input: object({
    ...COMMON,
    label: needed(plain(2_000)),
    element: needed(typed(INPUTS)),
    hint: maybe(plain(2_000)),
    optional: maybe(boolean),
    dispatch_action: maybe(boolean),
  }),
  rich_text: object({ ...COMMON, elements: needed(richTextElements) }),
}

const distinctBlocks: Check = (value, at, complain) => {
  const seen = new Set<unknown>()
  for (const [index, block] of (Array.isArray(value) ? value : []).entries()) {
    const id = isObject(block) ? block.block_id : undefined
    if (id !== undefined && seen.has(id))
      complain(`\`block_id\` ${id} already exists`, `${at}/${index}/block_id`)
    seen.add(id)
  }
}

const blocks = (kinds: Readonly<Record<string, Check>>, most: number): Check => {
  const all = list(typed(kinds), most)
  return (value, at, complain) => {
    all(value, at, complain)
    distinctBlocks(value, at, complain)
  }
}

export const messageBlocks: Check = blocks(
  { ...VIEW_BLOCKS, markdown: object({ ...COMMON, text: needed(string(12_000, 1)) }) },
  50,
)

const viewBlocks = needed(blocks(VIEW_BLOCKS, 100))

const SHARED = {
  type: needed(string(50)),
  blocks: viewBlocks,
  private_metadata: maybe(string(3_000)),
  callback_id: maybe(string(255)),
  external_id: maybe(string(255)),
}

/** A form cannot be sent off without a button for it. */
const submitWithInputs: Check = (value, at, complain) => {
  if (!isObject(value) || !Array.isArray(value.blocks)) return
  const inputs = value.blocks.some((block) => isObject(block) && block.type === 'input')
  if (inputs && value.submit === undefined)
    complain('`submit` is required when an input is there', `${at}/submit`)
}

export const modalView: Check = object(
  {
    ...SHARED,
    title: needed(plain(24)),
    submit: maybe(plain(24)),
    close: maybe(plain(24)),
    clear_on_close: maybe(boolean),
    notify_on_close: maybe(boolean),
    submit_disabled: maybe(boolean),
  },
  submitWithInputs,
)

export const homeView: Check = object(SHARED)
