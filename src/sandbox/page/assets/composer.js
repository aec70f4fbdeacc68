import { plain } from './combobox.js'
import { commandForm } from './command-form.js'
import { freshId, h } from './dom.js'

/**
 * The box in which one writes messages and slash commands, with the commands that are offered.
 *
 * `session` gives the client and the channel; `done` is called after something was sent.
 */
export function composer({ session, done, tell }) {
  const listId = freshId()
  const list = h('ul', { class: 'options commands', id: listId, role: 'listbox', hidden: true })
  const input = h('textarea', {
    rows: 1,
    'aria-label': 'Message or slash command',
    'aria-controls': listId,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  })
  const send = h('button', { type: 'button', class: 'button primary', onclick: () => submit() }, 'Send')
  const thread = h('div', { class: 'replying', hidden: true })
  const panel = h('div', { class: 'command-place' })
  const node = h(
    'div',
    { class: 'composer' },
    panel,
    list,
    thread,
    h('div', { class: 'write-row' }, input, send),
    h('p', { class: 'keys' }, 'Enter sends · Shift+Enter begins a new line · / lists the commands'),
  )
  const refused = h('p', { class: 'no-writing', hidden: true })
  const both = h('div', {}, node, refused)
  let offered = []
  let matching = []
  let active = -1
  let replyTo

  async function learn() {
    const { client, channel } = session()
    offered = client && channel ? await client.commands(channel.id).catch(() => []) : []
  }

  function close() {
    matching = []
    active = -1
    list.hidden = true
    input.removeAttribute('aria-activedescendant')
  }

  function mark(index) {
    active = index
    for (const [at, row] of [...list.children].entries()) {
      row.setAttribute('aria-selected', String(at === index))
      if (at !== index) continue
      input.setAttribute('aria-activedescendant', row.id)
      row.scrollIntoView({ block: 'nearest' })
    }
  }

  function offer() {
    grow()
    const typed = input.value
    const named = offered.some(({ name }) => typed.startsWith(`${name} `))
    if (!typed.startsWith('/') || typed.includes('\n') || (named && session().client.run)) return close()
    const wanted = plain(typed)
    matching = offered.filter(
      ({ name }) => plain(name).startsWith(wanted) || wanted.startsWith(`${plain(name)} `),
    )
    list.replaceChildren(
      ...matching.map((command) =>
        h(
          'li',
          {
            id: freshId(),
            role: 'option',
            'aria-selected': 'false',
            onmousedown: (event) => {
              event.preventDefault()
              choose(command)
            },
          },
          h('strong', {}, command.name),
          ' ',
          h('small', {}, command.description),
        ),
      ),
    )
    list.hidden = matching.length === 0
    if (matching.length > 0) mark(0)
  }

  function choose(command) {
    close()
    if (session().client.runWith && command.options.length > 0) return openPanel(command)
    input.value = session().client.runWith ? command.name : `${command.name} `
    input.focus()
  }

  function openPanel(command) {
    const { client, channel } = session()
    input.value = ''
    grow()
    const form = commandForm({
      command,
      client,
      channel: channel.id,
      send: async (options) => {
        await client.runWith(channel.id, command.name.slice(1), options)
        panel.replaceChildren()
        input.focus()
        done()
      },
      cancel: () => {
        panel.replaceChildren()
        input.focus()
      },
    })
    panel.replaceChildren(form)
    form.querySelector('input, select')?.focus()
  }

  async function submit() {
    const text = input.value
    const { client, channel } = session()
    if (text.trim() === '' || !channel) return
    close()
    try {
      if (text.startsWith('/')) {
        if (client.runWith) {
          const command = offered.find(({ name }) => name === text.trim())
          if (!command) return tell(`${text.trim()} is not a command here.`)
          if (command.options.some(({ required }) => required)) return openPanel(command)
          empty()
          await client.runWith(channel.id, command.name.slice(1), {})
        } else {
          empty()
          await client.run(channel.id, text)
        }
      } else {
        const answered = replyTo
        empty()
        await client.write(channel.id, text, answered)
      }
    } catch (refused) {
      input.value = input.value || text
      tell(refused.message)
    }
    done()
  }

  function empty() {
    input.value = ''
    reply(undefined)
    grow()
  }

  function grow() {
    input.style.height = 'auto'
    // What is not shown has no height; it gets one when it is.
    if (input.scrollHeight > 0) input.style.height = `${Math.min(input.scrollHeight, 180)}px`
  }

  function reply(item) {
    replyTo = item?.thread
    thread.hidden = !item
    if (!item) return
    thread.replaceChildren(
      `Answering ${item.author} in a thread `,
      h('button', { type: 'button', class: 'quiet', onclick: () => reply(undefined) }, 'Stop'),
    )
    input.focus()
  }

  input.addEventListener('input', offer)
  input.addEventListener('focus', learn)
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    const open = !list.hidden
    if (open && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      mark((active + step + matching.length) % matching.length)
    } else if (open && event.key === 'Escape') close()
    else if (open && event.key === 'Tab' && matching[active]) {
      event.preventDefault()
      choose(matching[active])
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      const command = matching[active]
      const typed = input.value.trim()
      const whole = command && (typed === command.name || typed.startsWith(`${command.name} `))
      if (open && command && !whole) choose(command)
      else submit()
    }
  })

  return {
    node: both,
    reply,
    /** Another channel or another person. */
    async moved(channel) {
      this.allow(channel)
      empty()
      close()
      panel.replaceChildren()
      if (channel?.writable) await learn()
    },
    /** Where nobody may write, there is nothing to write in. */
    allow(channel) {
      const writable = channel?.writable === true
      node.hidden = !writable
      refused.hidden = writable || !channel
      refused.textContent = channel?.archived
        ? 'This is over: nobody can write here any more.'
        : 'You do not have permission to send messages here.'
      input.placeholder = channel ? `Message ${channel.mark === '#' ? '#' : ''}${channel.name}` : ''
    },
  }
}
