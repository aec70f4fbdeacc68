import type { Command } from '../world/rows.ts'
import { commandView } from '../world/views.ts'
import { type Call, created, nothing, ok, param, type Reply, type Route } from './call.ts'
import { type GivenCommand, readCommand, readCommandPatch, readCommands } from './command-shape.ts'
import { ApiError, errors, invalid } from './errors.ts'
import { requireGuild } from './require.ts'

/** How many of each type (slash, user, message) an application may have, globally and in each guild. */
const MOST = [0, 100, 15, 15] as const
const CREATES_A_DAY = 200

export function commandRoutes(timeScale: number): Route[] {
  const creates = new Map<string, number[]>()

  /** Counts new commands; a command that replaces one of its name does not count. */
  const countCreates = (call: Call, fresh: number) => {
    const key = scopeOf(call)
    const now = Date.now()
    const recent = (creates.get(key) ?? []).filter((at) => now - at < 86_400_000 / timeScale)
    if (recent.length + fresh > CREATES_A_DAY)
      throw new ApiError(
        400,
        30034,
        `Maximum number of daily application command creates has been reached (${CREATES_A_DAY})`,
      )
    creates.set(key, [...recent, ...Array<number>(fresh).fill(now)])
  }

  const create = (call: Call): Reply => {
    const given = readCommand(call.body)
    const known = existing(call, given)
    if (!known) {
      requireRoom(call, given.type ?? 1)
      countCreates(call, 1)
    }
    const command = save(call, given, known)
    return known ? ok(commandView(command, true)) : created(commandView(command, true))
  }

  const overwrite = (call: Call): Reply => {
    const all = readCommands(call.body)
    checkSet(all)
    const known = new Map(all.map((given) => [given, existing(call, given)]))
    countCreates(call, [...known.values()].filter((command) => command === undefined).length)
    const kept = new Set([...known.values()].map((command) => command?.id))
    for (const command of listed(call))
      if (!kept.has(command.id)) call.world.state.commands.delete(command.id)
    return ok(all.map((given) => commandView(save(call, given, known.get(given)), true)))
  }

  return ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'].flatMap(
    (path) => [
      { method: 'GET', path, handler: checked(list) },
      { method: 'PUT', path, handler: checked(overwrite) },
      { method: 'POST', path, handler: checked(create) },
      { method: 'GET', path: `${path}/:command`, handler: checked((call) => ok(full(one(call)))) },
      { method: 'PATCH', path: `${path}/:command`, handler: checked(patch) },
      { method: 'DELETE', path: `${path}/:command`, handler: checked(drop) },
    ],
  )
}

const full = (command: Command) => commandView(command, true)

/** Only an application itself touches its commands, and only in guilds that it is in. */
const checked = (handler: (call: Call) => Reply) => (call: Call) => {
  if (param(call, 'application') !== call.app.id) throw errors.missingAccess()
  if (call.params.guild !== undefined) requireGuild(call)
  return handler(call)
}

const scopeOf = (call: Call) => `${call.app.id}:${call.params.guild ?? ''}`

function listed(call: Call): Command[] {
  return [...call.world.index.commandsOf.of(scopeOf(call))].flatMap(
    (id) => call.world.state.commands.get(id) ?? [],
  )
}

function existing(call: Call, given: GivenCommand): Command | undefined {
  return listed(call).find((command) => command.name === given.name && command.type === (given.type ?? 1))
}

function requireRoom(call: Call, type: number): void {
  const most = MOST[type] ?? 0
  if (listed(call).filter((command) => command.type === type).length >= most)
    throw new ApiError(400, 30032, `Maximum number of application commands reached (${most})`)
}

function checkSet(all: readonly GivenCommand[]): void {
  const names = new Set<string>()
  all.forEach((given, i) => {
    const name = `${given.type ?? 1}:${given.name}`
    if (names.has(name))
      throw invalid(
        String(i),
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      )
    names.add(name)
  })
  for (const type of [1, 2, 3]) {
    const most = MOST[type] ?? 0
    if (all.filter((given) => (given.type ?? 1) === type).length > most)
      throw new ApiError(400, 30032, `Maximum number of application commands reached (${most})`)
  }
}

function save(call: Call, given: GivenCommand, known?: Command): Command {
  const id = known?.id ?? call.world.id()
  const contexts = given.contexts ?? (given.dm_permission === false ? [0] : null)
  return call.world.state.commands.set(id, {
    id,
    application_id: call.app.id,
    guild_id: call.params.guild ?? null,
    version: call.world.id(),
    type: given.type ?? known?.type ?? 1,
    name: given.name ?? known?.name ?? '',
    description: given.description ?? known?.description ?? '',
    name_localizations: given.name_localizations ?? null,
    description_localizations: given.description_localizations ?? null,
    options: given.options ?? [],
    default_member_permissions: given.default_member_permissions ?? null,
    contexts: call.params.guild === undefined ? contexts : null,
    integration_types: given.integration_types ?? [0],
    nsfw: given.nsfw ?? false,
  })
}

function list(call: Call): Reply {
  const localised = call.query.get('with_localizations') === 'true'
  return ok(listed(call).map((command) => commandView(command, localised)))
}

function one(call: Call): Command {
  const command = call.world.state.commands.get(param(call, 'command'))
  const here = command && `${command.application_id}:${command.guild_id ?? ''}` === scopeOf(call)
  if (!here) throw errors.unknownCommand()
  return command
}

function patch(call: Call): Reply {
  const known = one(call)
  const given = readCommandPatch(call.body)
  const merged = {
    name_localizations: known.name_localizations,
    description_localizations: known.description_localizations,
    options: [...known.options],
    default_member_permissions: known.default_member_permissions,
    contexts: known.contexts === null ? null : [...known.contexts],
    ...given,
  }
  return ok(full(save(call, merged, known)))
}

function drop(call: Call): Reply {
  call.world.state.commands.delete(one(call).id)
  return nothing
}
