import { cleanTyped } from './clean.ts'
import type { Actor, Inbound } from './platform.ts'

/**
 * Cleans whatever people typed or are called as it comes in: the one place where that is done. Ids are sealed or the
 * platform's own, and what is chosen was ours before: a text of ours is clean already.
 */
export function cleaned(inbound: Inbound): Inbound {
  return {
    command: (actor, name, input) => inbound.command(cleanActor(actor), name, cleanAll(input)),
    action: (actor, id, chosen) => inbound.action(cleanActor(actor), id, chosen),
    form: (actor, id, pages, values) => inbound.form(cleanActor(actor), id, pages, cleanAll(values)),
    reopen: (actor, id, page) => inbound.reopen(cleanActor(actor), id, page),
    suggest: (actor, source, typed, limit) =>
      inbound.suggest(cleanActor(actor), source, cleanTyped(typed), limit),
    home: (actor) => inbound.home(cleanActor(actor)),
    left: (workspace, user) => inbound.left(workspace, user),
    happened: (what) => inbound.happened(what),
  }
}

function cleanActor(actor: Actor): Actor {
  const { user, name, workspaceName } = actor
  return {
    ...actor,
    name: cleanTyped(name).trim() || user,
    ...(workspaceName === undefined ? {} : { workspaceName: cleanTyped(workspaceName) }),
  }
}

function cleanAll<Value extends string | readonly string[]>(
  values: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const clean = ([field, value]: [string, Value]) => [
    field,
    typeof value === 'string' ? cleanTyped(value) : value.map(cleanTyped),
  ]
  return Object.fromEntries(Object.entries<Value>(values).map(clean))
}
