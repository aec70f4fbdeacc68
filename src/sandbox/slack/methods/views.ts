import { checkView } from '../blocks/check.ts'
import type { Call, Method } from '../method.ts'
import { Refusal } from '../refusal.ts'
import { createView, MOST_OPEN, renderView, replaceView, showStack } from '../views.ts'

const TRIGGER_ERRORS = ['exchanged_trigger_id', 'expired_trigger_id', 'invalid_trigger_id']

export const viewsOpen: Method = {
  tier: 't4',
  scopes: [],
  args: ['trigger_id', 'interactivity_pointer', 'view'],
  required: ['view'],
  errors: [...TRIGGER_ERRORS, 'duplicate_external_id', 'view_too_large'],
  run: (call) => {
    const content = checkView(call.args.json('view'), 'modal')
    const trigger = call.world.triggers.check(triggerId(call), call.team.id, call.app.id)
    const window = call.world.windows.of(call.team.id, trigger.user)
    const view = createView(call, content, trigger.user)
    trigger.used = true
    window.stack = [view]
    window.suggested.clear()
    showStack(call.world, call.team.id, trigger.user)
    return { view: renderView(call, view) }
  },
}

export const viewsPush: Method = {
  tier: 't4',
  scopes: [],
  args: ['trigger_id', 'interactivity_pointer', 'view'],
  required: ['view'],
  errors: [...TRIGGER_ERRORS, 'duplicate_external_id', 'not_found', 'push_limit_reached', 'view_too_large'],
  run: (call) => {
    const content = checkView(call.args.json('view'), 'modal')
    const trigger = call.world.triggers.check(triggerId(call), call.team.id, call.app.id)
    const window = call.world.windows.of(call.team.id, trigger.user)
    const top = window.stack.at(-1)
    if (top === undefined || top.app_id !== call.app.id) throw new Refusal('not_found')
    if (window.stack.length >= MOST_OPEN) throw new Refusal('push_limit_reached')
    const view = createView(call, content, trigger.user, top)
    trigger.used = true
    window.stack.push(view)
    showStack(call.world, call.team.id, trigger.user)
    return { view: renderView(call, view) }
  },
}

export const viewsUpdate: Method = {
  tier: 't4',
  scopes: [],
  args: ['view_id', 'external_id', 'view', 'hash'],
  required: ['view'],
  errors: ['duplicate_external_id', 'hash_conflict', 'not_found', 'view_too_large'],
  run: (call) => {
    const content = checkView(call.args.json('view'), 'modal')
    const { world, args } = call
    const id = args.text('view_id') || world.windows.externalView(call.team.id, args.text('external_id'))
    const open = world.windows.withView(id)
    if (open === undefined || open.view.app_id !== call.app.id) throw new Refusal('not_found')
    if (args.has('hash') && args.text('hash') !== open.view.hash) throw new Refusal('hash_conflict')
    replaceView(call, open.view, content)
    showStack(world, call.team.id, open.view.user)
    return { view: renderView(call, open.view) }
  },
}

export const viewsPublish: Method = {
  tier: 't4',
  scopes: [],
  args: ['user_id', 'view', 'hash', 'interactivity_pointer'],
  required: ['user_id', 'view'],
  errors: ['duplicate_external_id', 'hash_conflict', 'not_enabled', 'view_too_large'],
  run: (call) => {
    const { world, team, app, args } = call
    const user = args.text('user_id')
    if (team.users[user] === undefined) throw new Refusal('invalid_arguments')
    if (!app.homeTab) throw new Refusal('not_enabled')
    const content = checkView(args.json('view'), 'home')
    const key = `${user}/${app.id}`
    const before = team.homes[key]
    if (args.has('hash') && args.text('hash') !== before?.hash) throw new Refusal('hash_conflict')
    const view = before ?? createView(call, content, user)
    if (before !== undefined) replaceView(call, before, content)
    team.homes[key] = view
    world.journal.touch('home', team.id, user, app.id)
    world.news.tell(team.id, [user])
    return { view: renderView(call, view) }
  },
}

function triggerId(call: Call): string {
  return call.args.text('trigger_id') || call.args.text('interactivity_pointer')
}
