import { slackManifest } from '../../src/platforms/slack/manifest.ts'
import { registry } from '../../src/registry.ts'
import { SLACK } from '../../src/sandbox/settlement.ts'
import { SlackControl } from '../../src/sandbox/slack/client.ts'
import { read } from '../../src/sandbox/slack/labels.ts'
import { startSlack } from '../../src/sandbox/slack/server.ts'
import { onSlack } from '../support/somebody.ts'
import {
  connectedAnew,
  firstLine,
  type Ground,
  type GroundOptions,
  isPair,
  NAMES,
  PATIENCE_MS,
  SPEED,
  sorted,
} from './ground.ts'
import { slackStorm } from './storm.ts'

export interface SlackGround extends Ground {
  /** Somebody who has nothing to do with the programme makes a private channel of that name. */
  takeName(name: string): Promise<void>
}

export async function slackGround({ patienceMs = PATIENCE_MS }: GroundOptions = {}): Promise<SlackGround> {
  const local = await startSlack({ rateScale: SPEED, ackWithin: patienceMs })
  const control = new SlackControl(local.url)
  const { team, app, organiser, botToken, appToken } = SLACK
  const users = NAMES.map((name, index) => ({ id: `U${index}`, real_name: name, tz: 'Africa/Nairobi' }))
  await control.createTeam({
    id: team,
    name: 'Librarians',
    users: [{ id: organiser, real_name: 'Olive', tz: 'Europe/London', is_admin: true }, ...users],
  })
  await control.createApp({
    id: app,
    manifest: slackManifest(registry.commands, { socketMode: true }) as never,
    appToken,
    installs: [{ team, botToken }],
  })
  const named = (text: string) =>
    text.replace(/<#(\w+)>/g, (all, id: string) => {
      const channel = local.state.teams[team]?.channels[id]
      return channel ? `#${channel.name}` : all
    })
  return {
    url: local.url,
    settings: (url) => ({ slackApiUrl: `${url}/api/` }),
    owner: onSlack(control.person(team, organiser)),
    people: users.map(({ id }) => onSlack(control.person(team, id))),
    async picture() {
      const channels = Object.values(local.state.teams[team]?.channels ?? {})
      return sorted(
        channels.map(({ name, members, messages }) => ({
          name,
          members: Object.keys(members).length,
          said: messages
            .filter((message) => message.app_id === app && message.subtype === undefined)
            .map((message) => firstLine(named(read(message.blocks ?? []) || message.text))),
        })),
      )
    },
    storm(seed) {
      for (const fault of slackStorm(seed)) local.faults.add(fault)
    },
    async recycle() {
      await control.recycle(app)
      await connectedAnew(async () => ((await control.state()).apps[0]?.sockets ?? 0) > 0)
    },
    async permit(permitted) {
      const install = local.state.apps[app]?.installs[team]
      if (!install) throw new Error('not installed')
      const others = install.scopes.filter((scope) => scope !== 'groups:write')
      install.scopes = permitted ? [...others, 'groups:write'] : others
    },
    async revoke(revoked) {
      await control.revoke(app, team, revoked ? 'token_revoked' : '')
    },
    async leaves(index) {
      await control.changeUser(team, `U${index}`, { deleted: true })
    },
    async takesOut(index) {
      const user = `U${index}`
      const space = Object.values(local.state.teams[team]?.channels ?? {}).find(
        ({ name, members }) => isPair(name) && members[user],
      )
      if (space) await control.takeOut(team, space.id, user)
    },
    async losesSpace() {
      const space = Object.values(local.state.teams[team]?.channels ?? {}).find(({ name }) => isPair(name))
      if (!space) throw new Error('no partnership has a channel')
      space.archived = true
    },
    async takeName(name) {
      await control.createChannel(team, name, [organiser], true)
    },
    close: () => local.close(),
  }
}
