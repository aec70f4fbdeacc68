import { h, link, picture } from './dom.js'
import { mrkdwn, textObject } from './mrkdwn.js'
import { richText } from './rich-text.js'
import { slackControl } from './slack-controls.js'

/**
 * Block Kit, as a message, a modal or a home tab shows it. `context` knows names, people and channels
 * (`names`), the team, what is filled in (`values`), and what to do when somebody acts (`act`).
 */
export function slackBlocks(blocks, context) {
  return blocks.map((block) => blockOf(block, context))
}

function blockOf(block, context) {
  const { names } = context
  switch (block.type) {
    case 'header':
      return h('h3', { class: 'block-header' }, textObject(block.text, names))
    case 'divider':
      return h('hr')
    case 'section':
      return sectionOf(block, context)
    case 'rich_text':
      return richText(block, names)
    case 'markdown':
      return h('p', {}, mrkdwn(block.text, names))
    case 'context':
      return h(
        'div',
        { class: 'block-context' },
        block.elements.map((element) =>
          element.type === 'image' ? imageOf(element, context) : h('span', {}, textObject(element, names)),
        ),
      )
    case 'image':
      return h(
        'figure',
        {},
        block.title ? h('figcaption', {}, textObject(block.title, names)) : '',
        imageOf(block, context),
      )
    case 'actions':
      return h(
        'div',
        { class: 'actions' },
        block.elements.map((element) => slackControl(block, element, context)),
      )
    case 'input':
      return context.input(block)
    default:
      return h('p', { class: 'unknown' }, `(a block of type ${block.type})`)
  }
}

function sectionOf(block, context) {
  const { names } = context
  const { accessory } = block
  const fields = (block.fields ?? []).map((field) => h('div', {}, textObject(field, names)))
  return h(
    'div',
    { class: 'section' },
    h(
      'div',
      { class: 'section-text' },
      block.text ? h('div', { class: 'words' }, textObject(block.text, names)) : '',
      fields.length > 0 ? h('div', { class: 'fields' }, fields) : '',
    ),
    accessory
      ? h(
          'div',
          { class: 'accessory' },
          accessory.type === 'image' ? imageOf(accessory, context) : slackControl(block, accessory, context),
        )
      : '',
  )
}

function imageOf(image, { team }) {
  const alt = image.alt_text ?? ''
  const { id, url } = image.slack_file ?? {}
  if (id) return picture(`http://local/files/${team}/${id}`, alt)
  return picture(url ?? image.image_url ?? '', alt)
}

/** Files shared beside the blocks. */
export function slackFiles(files, blocks) {
  const shown = JSON.stringify(blocks)
  return files
    .filter((file) => !shown.includes(`"${file.id}"`))
    .map((file) =>
      /^image\//.test(file.mimetype)
        ? picture(file.url_private, file.alt_txt || file.title)
        : h('p', {}, 'File: ', link(file.url_private, file.name)),
    )
}
