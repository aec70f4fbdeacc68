/** The operations behind `/_control/…`: what people and tests do, by name, JSON in and out. */
import { asText } from '../../as-text.ts'
import type { Fault } from '../faults.ts'
import { archiveQuietThreads } from '../world/channels.ts'
import { changeMember, removeMember } from '../world/membership.ts'
import type { PortalSettings } from '../world/rows.ts'
import { memberKey } from '../world/state.ts'
import { commandsFor, useCommand } from './command-use.ts'
import { choose, click, type Wanted } from './component-use.ts'
import { react, write, writeTo } from './deeds.ts'
import { fill, submit } from './form-use.ts'
import { answerTo, begin, type Patience } from './interaction.ts'
import { letIn } from './let-in.ts'
import type { ControlParts, Operation } from './operation.ts'
import { Refusal } from './refusal.ts'
import { seenMessage, sees } from './seen.ts'
import { newToken } from './setup.ts'
import { setupOperations } from './setup-operations.ts'
import {
  appOf,
  guildOf,
  type Input,
  memberNamed,
  optionalNumber,
  optionalText,
  placeOf,
  textOf,
  userOf,
} from './who.ts'

export function createOperations(parts: ControlParts): Readonly<Record<string, Operation>> {
  return { ...setupOperations(parts), ...people(parts), ...looking(parts), ...trouble(parts) }
}

function people({ world }: ControlParts): Record<string, Operation> {
  const patience = (input: Input): Patience => ({
    settle: input.settle !== false,
    within: optionalNumber(input, 'within') ?? 15_000,
  })
  const member = (input: Input) => {
    const guild = guildOf(world, input)
    return { guild: guild.id, user: memberNamed(world, guild.id, textOf(input, 'user')) }
  }
  const at = (input: Input) => {
    const { guild, user } = member(input)
    const channel = placeOf(world, guild, user.id, input)
    return { world, guild: channel.guild_id, user, channel }
  }
  const given = (input: Input, name: string) => (input[name] ?? {}) as Record<string, unknown>
  return {
    commands: (input) => commandsFor(at(input)),
    command: (input) =>
      answerTo(world, useCommand(at(input), textOf(input, 'name'), given(input, 'options')), patience(input)),
    complete(input) {
      const focus = textOf(input, 'option')
      const options = { ...given(input, 'options'), [focus]: optionalText(input, 'typed') ?? '' }
      return answerTo(world, useCommand(at(input), textOf(input, 'name'), options, focus), patience(input))
    },
    click(input) {
      const { guild, user } = member(input)
      return answerTo(world, click(world, guild, user, input as Wanted), patience(input))
    },
    select(input) {
      const { guild, user } = member(input)
      const values = [input.values ?? []].flat().map(asText)
      return answerTo(world, choose(world, guild, user, input as Wanted, values), patience(input))
    },
    /** An interaction of any kind, with a payload that has and lacks what is said. */
    interact(input) {
      const { user, channel } = at(input)
      const type = optionalNumber(input, 'type') ?? 0
      const start = {
        app: appOf(world, input),
        user: user.id,
        channel,
        type,
        what: 'odd',
        data: given(input, 'data'),
      }
      const without = [input.without ?? []].flat().map(String)
      return answerTo(
        world,
        begin(world, { ...start, odd: { with: given(input, 'with'), without } }),
        patience(input),
      )
    },
    fill: (input) => fill(world, member(input).user, given(input, 'values')),
    submit(input) {
      const { user } = member(input)
      if (input.values) fill(world, user, given(input, 'values'))
      return answerTo(world, submit(world, user), patience(input))
    },
    dismiss: (input) => void world.live.modals.delete(member(input).user.id),
    post(input) {
      const { user, channel } = at(input)
      return seenMessage(
        world,
        write(world, user, channel, textOf(input, 'text'), optionalText(input, 'replyTo')),
      )
    },
    dm: (input) =>
      seenMessage(
        world,
        writeTo(world, userOf(world, input), userOf(world, input, 'to'), textOf(input, 'text')),
      ),
    react: (input) =>
      react(world, member(input).user, textOf(input, 'message'), textOf(input, 'emoji'), input.on !== false),
    leave(input) {
      const { guild, user } = member(input)
      removeMember(world, guild, user.id)
    },
    nick(input) {
      const { guild, user } = member(input)
      const row = world.state.members.get(memberKey(guild, user.id))
      return row && changeMember(world, row, { nick: optionalText(input, 'nick') ?? null })
    },
    dms: (input) => world.state.users.patch(userOf(world, input).id, { dms: input.open === true }),
  }
}

function looking({ world, feed, stats, gateway, faults }: ControlParts): Record<string, Operation> {
  return {
    sees(input) {
      const { id } = guildOf(world, input)
      return sees(world, id, userOf(world, input).id, feed.seq(), optionalNumber(input, 'limit'))
    },
    wait: (input, gone) =>
      feed.wait(
        guildOf(world, input).id,
        userOf(world, input).id,
        optionalNumber(input, 'after') ?? feed.seq(),
        optionalNumber(input, 'ms') ?? 25_000,
        gone,
      ),
    'let-in': (input) => letIn(world, guildOf(world, input).id),
    state: () => ({
      now: world.now(),
      seq: feed.seq(),
      guilds: [...world.state.guilds.values()].map((guild) => ({
        ...guild,
        members: world.index.membersOfGuild.of(guild.id).size,
        channels: world.index.channelsOfGuild.of(guild.id).size,
        activeThreads: world.index.activeThreadsOfGuild.of(guild.id).size,
      })),
      apps: [...world.state.apps.values()].map(({ id, name, bot_id }) => ({
        id,
        name,
        bot_id,
        connected: gateway.connected(id),
      })),
      counts: Object.fromEntries(Object.entries(world.state).map(([name, table]) => [name, table.size])),
      stats: stats.view(),
      ackMs: world.live.ackMs,
      faults: faults.list(),
      memory: process.memoryUsage.rss(),
    }),
    members(input) {
      const guild = guildOf(world, input)
      return [...world.index.membersOfGuild.of(guild.id)].flatMap((key) => {
        const member = world.state.members.get(key)
        const user = member && world.state.users.get(member.user_id)
        return user
          ? [{ ...user, nick: member.nick, roles: member.roles, owner: guild.owner_id === user.id }]
          : []
      })
    },
  }
}

function trouble({ world, faults, gateway }: ControlParts): Record<string, Operation> {
  return {
    fault: (input) => faults.add(input as unknown as Fault),
    'clear-faults': () => faults.clear(),
    gateway(input) {
      const app = input.app === undefined ? undefined : appOf(world, input).id
      const action = textOf(input, 'action')
      if (action === 'drop') gateway.drop(app)
      else if (action === 'reconnect') gateway.reconnect(app)
      else if (action === 'invalidate') gateway.invalidate(app)
      else if (action === 'garble') gateway.garble(app)
      else throw new Refusal(`no gateway action "${action}"`)
    },
    /** Takes a token out of force (401, 4004), or gives a new one (`renew`). */
    token(input) {
      const app = appOf(world, input)
      if (input.renew === true)
        return world.state.apps.patch(app.id, { token: newToken(app.bot_id), revoked: false })
      const revoked = input.revoked !== false
      world.state.apps.patch(app.id, { revoked })
      if (revoked) gateway.close(app.id, 4004, 'Authentication failed.')
      return world.state.apps.get(app.id)
    },
    privileged: (input) =>
      world.state.apps.patch(appOf(world, input).id, { privileged: (input.intents ?? []) as never }),
    portal: (input) =>
      world.state.apps.patch(appOf(world, input).id, { portal: input.portal as PortalSettings }),
    clock(input) {
      world.moveClock(optionalNumber(input, 'advance') ?? 0)
      archiveQuietThreads(world)
      return { now: world.now() }
    },
  }
}
