import { positionOf } from './messages-find.ts'
import {
  type App,
  byId,
  type Channel,
  emptyTeam,
  type Install,
  type Message,
  type State,
  type StoredFile,
  type Team,
  type User,
  type View,
} from './state.ts'

/** The journal's records, by path: `root`, `app/A`, `team/T`, `user/T/U`, `message/T/C/ts` and so on. */
export function recordAt(state: State, path: string): unknown {
  const [kind, first = '', second = '', third = ''] = path.split('/')
  const team = state.teams[first]
  switch (kind) {
    case 'root':
      return { counter: state.counter, clockOffset: state.clockOffset }
    case 'app':
      return state.apps[first]
    case 'team':
      return team && { id: team.id, name: team.name, domain: team.domain, settings: team.settings }
    case 'user':
      return team?.users[second]
    case 'channel':
      return team?.channels[second] && { ...team.channels[second], messages: [] }
    case 'file':
      return team?.files[second]
    case 'home':
      return team?.homes[`${second}/${third}`]
    case 'message': {
      const messages = team?.channels[second]?.messages ?? []
      return messages[positionOf(messages, third)]
    }
  }
  return undefined
}

/** Every record's path, teams before what is in them. */
export function records(state: State): string[] {
  const paths = ['root', ...Object.keys(state.apps).map((id) => `app/${id}`)]
  for (const team of Object.values(state.teams)) {
    paths.push(`team/${team.id}`)
    for (const id of Object.keys(team.users)) paths.push(`user/${team.id}/${id}`)
    for (const channel of Object.values(team.channels)) {
      paths.push(`channel/${team.id}/${channel.id}`)
      for (const message of channel.messages) paths.push(`message/${team.id}/${channel.id}/${message.ts}`)
    }
    for (const id of Object.keys(team.files)) paths.push(`file/${team.id}/${id}`)
    for (const key of Object.keys(team.homes)) paths.push(`home/${team.id}/${key}`)
  }
  return paths
}

/** Puts one record read from a journal into the state. `null` means that it was deleted. */
export function restore(state: State, path: string, value: unknown): void {
  const [kind, first = '', second = '', third = ''] = path.split('/')
  if (kind === 'root') Object.assign(state, value)
  else if (kind === 'app') restoreApp(state, first, value as App)
  else {
    const team = teamOf(state, first)
    if (kind === 'team') Object.assign(team, value)
    else if (kind === 'user') team.users[second] = value as User
    else if (kind === 'file') team.files[second] = value as StoredFile
    else if (kind === 'home') team.homes[`${second}/${third}`] = value as View
    else if (kind === 'channel') restoreChannel(team, second, value as Channel | null)
    else if (kind === 'message') restoreMessage(team, second, third, value as Message | null)
  }
}

function restoreApp(state: State, id: string, value: App): void {
  state.apps[id] = { ...value, installs: Object.assign(byId<Install>(), value.installs) }
}

function teamOf(state: State, id: string): Team {
  state.teams[id] ??= { id, name: '', domain: '', ...emptyTeam() }
  return state.teams[id]
}

function restoreChannel(team: Team, id: string, value: Channel | null): void {
  if (value === null) {
    delete team.channels[id]
    return
  }
  team.channels[id] = { ...value, messages: team.channels[id]?.messages ?? [] }
}

function restoreMessage(team: Team, channel: string, ts: string, value: Message | null): void {
  const messages = team.channels[channel]?.messages
  if (messages === undefined) return
  const at = positionOf(messages, ts)
  if (value === null) {
    if (at >= 0) messages.splice(at, 1)
  } else if (at >= 0) messages[at] = value
  else messages.splice(-at - 1, 0, value)
}
