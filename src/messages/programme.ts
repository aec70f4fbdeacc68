import type { Form } from '../chat/form.ts'
import { type Block, bold, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import type { Programme, Workspace } from '../database/generated/client.ts'
import type { Facts } from '../programme/audit.ts'
import { zoneCity } from '../programme/lookup/zones.ts'
import type { Lost } from '../programme/lost-channels.ts'
import type { ChannelFailure, ProgrammeOverview } from '../programme/overview.ts'
import { NO_ROUND } from '../programme/rounds/current.ts'
import { REUNIONS, type RuleNumber } from '../programme/rules.ts'
import { channelLinks } from './channel-link.ts'
import { howToMend } from './fix.ts'
import { lostChannelButtons } from './notices.ts'
import { zoneField, zoneUnderstood } from './programme-zone.ts'
import { stepButton } from './round-steps.ts'
import { rulesInWords } from './rules.ts'
import { together } from './together.ts'
import type { MessageKey, Voice } from './voice.ts'

/** In a workspace without a programme, to somebody who may start one. */
export function setUpOffer(voice: Voice): Message {
  return {
    summary: voice.text('programme.offer'),
    blocks: [
      paragraph(...voice.rich('programme.offer')),
      paragraph(
        ...voice.rich('programme.offer.how', {
          connect: voice.command('programme', { do: 'connect', text: 'ABCDE-12345' }),
        }),
      ),
      buttons({ label: voice.text('programme.offer.button'), id: voice.press('set-up'), style: 'primary' }),
    ],
  }
}

export function setUpForm(
  facts: {
    readonly id: string
    readonly name?: string | undefined
    readonly zone?: string | undefined
    readonly differentCountry?: boolean
  },
  voice: Voice,
): Form {
  return {
    id: facts.id,
    title: voice.text('programme.form.title'),
    submit: voice.text('programme.form.submit'),
    pages: [
      {
        title: voice.text('programme.form.page'),
        fields: [
          {
            kind: 'line',
            name: 'name',
            label: voice.text('programme.form.name'),
            hint: voice.text('programme.form.name.hint'),
            required: true,
            max: 60,
            ...(facts.name ? { value: facts.name } : {}),
          },
          zoneField(facts.zone, voice),
          {
            kind: 'choice',
            name: 'country',
            label: voice.text('programme.rules.form.country'),
            required: true,
            options: [
              { value: 'yes', label: voice.text('programme.rules.form.country.yes') },
              { value: 'no', label: voice.text('programme.rules.form.country.no') },
            ],
            value: facts.differentCountry === false ? 'no' : 'yes',
          },
        ],
      },
    ],
  }
}

/** @param zone by which a new programme's dates are reckoned, and what epoch ms it is */
export function setUpDone(
  name: string,
  zone: { readonly zone: string; readonly now: number } | undefined,
  voice: Voice,
): Message {
  const key = zone ? 'programme.started' : 'programme.connected'
  return {
    summary: voice.text(key, { name }),
    blocks: [
      paragraph(...voice.rich(key, { name })),
      ...(zone ? zoneUnderstood(zone, voice) : []),
      paragraph(...voice.rich('programme.started.next')),
      buttons(stepButton('plan', NO_ROUND, voice, 'primary')),
    ],
  }
}

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

/** The programme's rules as a form. `draft` is what was filled in last. */
export function rulesForm(
  id: string,
  programme: Programme,
  draft: Record<string, string>,
  voice: Voice,
): Form {
  const yesNo = programme.differentCountry ? 'yes' : 'no'
  const choice = (name: string, key: string, values: readonly string[], value: string) => ({
    kind: 'choice' as const,
    name,
    label: voice.text(`programme.rules.form.${key}` as MessageKey),
    required: true,
    options: values.map((one) => ({
      value: one,
      label: voice.text(`programme.rules.form.${key}.${one}` as MessageKey),
    })),
    value: draft[name] ?? value,
  })
  const number = (name: RuleNumber, value: number, max: number) => ({
    kind: 'line' as const,
    name,
    label: voice.text(`programme.rules.form.${name}`),
    required: true,
    max,
    value: draft[name] ?? String(value),
  })
  return {
    id,
    title: voice.text('programme.rules.form.title'),
    submit: voice.text('form.submit'),
    pages: [
      {
        title: voice.text('programme.rules.form.page'),
        fields: [
          choice('country', 'country', ['yes', 'no'], yesNo),
          choice('language', 'language', ['yes', 'no'], programme.sharedLanguage ? 'yes' : 'no'),
          number('cap', programme.countryCap, 3),
          number('count', programme.topicsPerRound, 2),
          choice('cadence', 'cadence', ['monthly', 'fortnightly'], programme.cadence),
        ],
      },
      {
        title: voice.text('programme.rules.form.page.partners'),
        fields: [
          choice('roles', 'roles', ['peers', 'mentors'], programme.roles),
          number('hours', programme.leastHours, 2),
          choice('reunion', 'reunion', REUNIONS, programme.reunion),
          number('between', programme.reunionAfter, 2),
        ],
      },
    ],
  }
}

export const RULES_PAGES = 2

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
