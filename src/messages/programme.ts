import { type Block, bold, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import type { Programme, Workspace } from '../database/generated/client.ts'
import type { Facts } from '../programme/audit.ts'
import { zoneCity } from '../programme/lookup/zones.ts'
import type { Lost } from '../programme/lost-channels.ts'
import type { ChannelFailure, ProgrammeOverview } from '../programme/overview.ts'
import { NO_ROUND } from '../programme/rounds/current.ts'
import { channelLinks } from './channel-link.ts'
import { howToMend } from './fix.ts'
import { lostChannelButtons } from './notices.ts'
import { stepButton } from './round-steps.ts'
import { rulesInWords } from './rules.ts'
import { together } from './together.ts'
import type { Voice } from './voice.ts'

/**
 * The programme's settings, for organisers.
 *
 * @param here the id of the workspace in which it is read: its channels can be pressed
 */
export function programmePanel(
  { programme, workspaces, organisers, failures, lost, begun }: ProgrammeOverview,
  here: string,
  voice: Voice,
): Message {
  return {
    summary: programme.name,
    blocks: [
      { kind: 'heading', text: voice.text('programme.heading', { name: programme.name }) },
      {
        kind: 'fields',
        fields: workspaces.map((workspace) => ({
          label: voice.text('programme.workspace', {
            name: workspace.name,
            platform: voice.text(`platform.${workspace.platform}`),
          }),
          value: together(
            channelsOf(workspace, failures, lost, voice),
            workspace.id === here ? channelLinks(workspace, voice) : [],
          ),
        })),
      },
      ...lost.flatMap((one) => lostChannel(one, voice)),
      ...rules(programme, voice),
      paragraph(bold(text(voice.text('programme.organisers'))), text('\n'), text(voice.and(organisers))),
      {
        kind: 'note',
        children: voice.rich('programme.organiser.how', {
          add: voice.command('programme', { do: 'add', text: '@name' }),
          remove: voice.command('programme', { do: 'remove', text: '@name' }),
        }),
      },
      ...(begun ? [] : [buttons(stepButton('plan', NO_ROUND, voice, 'primary'))]),
      buttons(
        { label: voice.text('programme.rules.change'), id: voice.press('rules') },
        { label: voice.text('programme.weights.change'), id: voice.press('weights') },
        { label: voice.text('programme.settings.change'), id: voice.press('programme-zone') },
        { label: voice.text('programme.organiser.remove'), id: voice.press('remove') },
        { label: voice.text('programme.code.button'), id: voice.press('code') },
        { label: voice.text('programme.history.button'), id: voice.press('history', '0') },
        { label: voice.text('programme.disconnect.button'), id: voice.press('disconnect') },
      ),
    ],
  }
}

/** What the forum usually is on each platform; anything else is worth a word. */
const FORUMS: Readonly<Record<Workspace['platform'], string>> = { slack: 'text', discord: 'forum' }

function lostChannel({ workspace, workspaceId, purpose }: Lost, voice: Voice): Block[] {
  return [
    paragraph(...voice.rich('programme.lost', { workspace: workspace.name, purpose })),
    buttons(...lostChannelButtons({ workspaceId, purpose }, voice)),
  ]
}

function channelsOf(
  workspace: Workspace,
  failures: readonly ChannelFailure[],
  lost: readonly Lost[],
  voice: Voice,
): Inline[] {
  const missing = (['announcements', 'forum', 'organisers'] as const)
    .filter((purpose) => workspace[`${purpose}Ref`] === null)
    .map((purpose) => voice.text(`programme.purpose.${purpose}`))
  if (missing.length === 0)
    return voice.rich('programme.workspace.ready', {
      kind: FORUMS[workspace.platform] === workspace.forumKind ? 'usual' : 'text',
    })
  const failure = failures.find(({ workspaceId }) => workspaceId === workspace.id)
  const isLost = lost.some(({ workspaceId }) => workspaceId === workspace.id)
  if (!failure && isLost) return voice.rich('programme.workspace.lost', { missing: voice.and(missing) })
  if (!failure) return voice.rich('programme.workspace.missing', { missing: voice.and(missing) })
  const how = howToMend(failure, workspace.platform, voice)
  return voice.rich('programme.workspace.failed', { missing: voice.and(missing), how })
}

function rules(programme: Programme, voice: Voice): Block[] {
  return [
    paragraph(
      bold(text(voice.text('programme.rules'))),
      text('\n'),
      ...together(
        ...rulesInWords(asFacts(programme), voice),
        voice.rich('programme.rules.zone', { city: zoneCity(programme.zone) }),
      ),
    ),
  ]
}

function asFacts({ createdAt: _, weights: __, ...facts }: Programme): Facts {
  return facts
}

/** The code for another workspace, shown once. */
export function codeCard(code: string, voice: Voice): Message {
  const command = voice.command('programme', { do: 'connect', text: code })
  return {
    summary: voice.text('programme.code', { command: '…' }),
    blocks: [
      paragraph(...voice.rich('programme.code', { command: bold(text(command)) })),
      { kind: 'note', children: voice.rich('programme.code.note') },
    ],
  }
}
