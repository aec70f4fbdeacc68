/** Filling in and submitting the form that is open before a person. */
import { asText } from '../../as-text.ts'
import { Component, Interaction } from '../world/bits.ts'
import type { OpenModal } from '../world/live.ts'
import { findMessage } from '../world/posting.ts'
import type { Json, User } from '../world/rows.ts'
import type { World } from '../world/world.ts'
import { Resolved } from './command-use.ts'
import { pick } from './component-use.ts'
import { begin } from './interaction.ts'
import { Refusal } from './refusal.ts'
import { type SeenField, type SeenModal, seenModal } from './seen.ts'

function openModal(world: World, user: User): OpenModal {
  const modal = world.live.modals.get(user.id)
  if (!modal) throw new Refusal('no form is open')
  return modal
}

/** Fills in fields by their labels; choices by what is read. An empty text or list clears a field. */
export function fill(world: World, user: User, values: Readonly<Record<string, unknown>>): SeenModal {
  const modal = openModal(world, user)
  const { fields } = seenModal(modal)
  for (const [label, value] of Object.entries(values)) {
    const field = fields.find((entry) => entry.label === label || entry.customId === label)
    if (!field)
      throw new Refusal(
        `the form has no field "${label}", but: ${fields.map((entry) => entry.label).join(', ')}`,
      )
    modal.values.set(field.customId, read(world, modal, user, field, value))
  }
  return seenModal(modal)
}

function resolver(world: World, modal: OpenModal, user: User): Resolved {
  const channel = world.state.channels.get(modal.channel)
  if (!channel) throw new Refusal('the channel is gone')
  return new Resolved({ world, guild: modal.guild, user, channel })
}

function read(
  world: World,
  modal: OpenModal,
  user: User,
  field: SeenField,
  value: unknown,
): readonly string[] | boolean {
  if (field.type === Component.checkbox) return value === true || value === 'true'
  const given = (Array.isArray(value) ? value : [value]).map(asText).filter((entry) => entry !== '')
  if (field.type === Component.textInput) {
    // Nobody can type more than the field takes.
    const text = given.join('')
    if ([...text].length > (field.maxLength ?? 4_000))
      throw new Refusal(`"${field.label}" takes fewer characters`)
    return given
  }
  if (field.type === Component.fileUpload) throw new Refusal('files cannot be uploaded here')
  const resolved = resolver(world, modal, user)
  return given.map((entry) => pick(field, entry, resolved))
}

/** Submits the form. What its client would mark red is refused, and the form stays open. */
export function submit(world: World, user: User) {
  const modal = openModal(world, user)
  const seen = seenModal(modal)
  for (const field of seen.fields) check(field)
  const app = world.state.apps.get(modal.app)
  const channel = world.state.channels.get(modal.channel)
  if (!app || !channel) throw new Refusal('nobody answers to it')
  const resolved = resolver(world, modal, user)
  const values = new Map(seen.fields.map((field) => [field.customId, answerOf(field, resolved)]))
  let next = 1
  const id = (node: Json) => node.id ?? next++
  const components = modal.components.map((node): Json => {
    if (node.type === Component.textDisplay) return { type: node.type, id: id(node) }
    if (node.type === Component.label) {
      const inner = node.component as Json
      return { type: node.type, id: id(node), component: given(inner, id(inner), values) }
    }
    const inner = (node.components as Json[])[0] ?? {}
    return { type: node.type, id: id(node), components: [given(inner, id(inner), values)] }
  })
  const source = findMessage(world, modal.source ?? '')
  const interaction = begin(world, {
    app,
    user: user.id,
    channel,
    type: Interaction.modal,
    what: modal.custom_id,
    data: { custom_id: modal.custom_id, components, ...resolved.view() },
    ...(source ? { source } : {}),
  })
  // The form closes once the application has answered; without an answer it stays open with an error.
  const close = () => {
    if (world.live.modals.get(user.id) === modal) world.live.modals.delete(user.id)
    interaction.listeners.delete(close)
  }
  interaction.listeners.add(close)
  return interaction
}

function given(inner: Json, id: unknown, values: ReadonlyMap<string, Json>): Json {
  const customId = String(inner.custom_id)
  return { type: inner.type, id, custom_id: customId, ...values.get(customId) }
}

function answerOf(field: SeenField, resolved: Resolved): Json {
  const { value } = field
  if (typeof value === 'boolean') return { value }
  if (field.type === Component.textInput) return { value: value.join('') }
  if (field.type === Component.radioGroup) return { value: value[0] ?? null }
  return { values: value.map((entry) => pick(field, entry, resolved)) }
}

function check(field: SeenField): void {
  const { value, label } = field
  if (typeof value === 'boolean') return
  if (value.length === 0 || value.join('') === '') {
    if (field.required) throw new Refusal(`"${label}" is required`)
    return
  }
  if (field.type === Component.textInput) {
    const length = [...value.join('')].length
    if (length < (field.minLength ?? 0))
      throw new Refusal(`"${label}" needs at least ${field.minLength} characters`)
    if (length > (field.maxLength ?? 4_000))
      throw new Refusal(`"${label}" takes at most ${field.maxLength} characters`)
    return
  }
  if (value.length < field.min || value.length > field.max)
    throw new Refusal(`"${label}" takes ${field.min} to ${field.max} choices`)
}
