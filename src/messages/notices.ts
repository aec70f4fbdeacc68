import { type Button, buttons, type Inline, type Message, paragraph } from '../chat/message.ts'
import { dateAt } from '../programme/calendar/daytime.ts'
import { firstKnown } from '../programme/calendar/zone.ts'
import type { NoticeFacts } from '../programme/notice-facts.ts'
import { NO_ROUND } from '../programme/rounds/current.ts'
import { channelLink } from './channel-link.ts'
import { dateInWords } from './moments.ts'
import { stepButton } from './round-steps.ts'
import type { Voice } from './voice.ts'

/**
 * What organisers are told without having asked, or all who are in a workspace when it leaves a programme.
 *
 * @param user whom it is for, where it is for one person alone
 */
export function notice(
  facts: NoticeFacts,
  { programme, zone, user }: { readonly programme: string; readonly zone: string; readonly user?: string },
  voice: Voice,
): Message {
  const key = `notice.${facts.what}` as const
  const values = { programme, command: voice.command('programme'), ...valuesOf(facts, zone, voice) }
  const actions = buttonsOf(facts, voice)
  return {
    summary: voice.text(key, namesOf(values)),
    ...(user === undefined ? {} : { notify: [user] }),
    blocks: [paragraph(...voice.rich(key, values)), ...(actions.length > 0 ? [buttons(...actions)] : [])],
  }
}

function buttonsOf(facts: NoticeFacts, voice: Voice): readonly Button[] {
  if (facts.what === 'channel-lost') return lostChannelButtons(facts, voice)
  if (facts.what !== 'workspace-ready' || facts.begun) return []
  return [stepButton('plan', NO_ROUND, voice, 'primary')]
}

type Values = Readonly<Record<string, string | Space>>
type Space = Extract<Inline, { kind: 'space' }>

/** As they read where nothing can be linked. */
const namesOf = (values: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
  )

function valuesOf(facts: NoticeFacts, zone: string, voice: Voice): Values {
  switch (facts.what) {
    case 'workspace-ready': {
      const { announcements, forum } = facts.channels
      return {
        workspace: facts.workspace,
        announcements: channelLink(announcements, 'announcements', voice),
        forum: channelLink(forum, 'forum', voice),
      }
    }
    case 'channel-lost':
      return { workspace: facts.workspace, purpose: facts.purpose }
    case 'workspace-gone':
      return {
        workspace: facts.workspace,
        until: dateInWords(dateAt(facts.until, firstKnown(zone)), voice.locale),
      }
    case 'workspace-back':
    case 'workspace-disconnected':
      return { workspace: facts.workspace }
    case 'organiser-removed':
    case 'organiser-took-over':
      return { name: facts.name }
    case 'goodbye':
      return {}
  }
}

/** What can be done about a channel that is gone. */
export function lostChannelButtons(
  { workspaceId, purpose }: { readonly workspaceId: string; readonly purpose: string },
  voice: Voice,
): Button[] {
  return [
    {
      label: voice.text('programme.lost.remake'),
      id: voice.press('remake', workspaceId, purpose),
      style: 'primary',
    },
    { label: voice.text('programme.lost.choose'), id: voice.press('choose-channel', workspaceId, purpose) },
  ]
}
