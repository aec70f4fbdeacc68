import type { ChannelPurpose } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'
import type { Notice } from './notices.ts'
import type { OpenPurpose } from './open-purposes.ts'
import { personName } from './people.ts'
import { graceEnds } from './removals.ts'

/** What a notice says, as it is true now. */
export type NoticeFacts =
  | {
      readonly what: 'workspace-ready'
      readonly workspace: string
      /** The platform's references of the channels that everybody sees. */
      readonly channels: Readonly<Record<OpenPurpose, string>>
      /** Whether the programme has had a round yet. */
      readonly begun: boolean
    }
  | {
      readonly what: 'channel-lost'
      readonly workspaceId: string
      readonly workspace: string
      readonly purpose: ChannelPurpose
    }
  | { readonly what: 'workspace-gone'; readonly workspace: string; readonly until: number }
  | { readonly what: 'workspace-back' | 'workspace-disconnected'; readonly workspace: string }
  | { readonly what: 'organiser-removed' | 'organiser-took-over'; readonly name: string }
  | { readonly what: 'goodbye' }

/** Undefined where it is no longer true. */
export async function noticeFacts(
  desk: Desk,
  { what, about }: Pick<Notice, 'what' | 'about'>,
): Promise<NoticeFacts | undefined> {
  switch (what) {
    case 'channel-lost':
      return lostChannelFacts(desk, about)
    case 'workspace-ready':
      return readyFacts(desk, about)
    case 'workspace-gone':
    case 'workspace-back':
    case 'workspace-disconnected':
      return workspaceFacts(desk, what, about)
    case 'organiser-removed':
    case 'organiser-took-over': {
      const name = await personName(desk, about)
      return name === undefined ? undefined : { what, name }
    }
    case 'goodbye':
      return { what }
  }
}

async function lostChannelFacts({ prisma }: Desk, about: string): Promise<NoticeFacts | undefined> {
  const [workspaceId = '', purpose = ''] = about.split('/')
  const lost = await prisma.lostChannel.findMany({ where: { workspaceId }, include: { workspace: true } })
  const found = lost.find((one) => one.purpose === purpose)
  if (!found || found.workspace.disconnectedAt) return undefined
  return { what: 'channel-lost', workspaceId, workspace: found.workspace.name, purpose: found.purpose }
}

async function readyFacts({ prisma }: Desk, id: string): Promise<NoticeFacts | undefined> {
  const found = await prisma.workspace.findUnique({ where: { id } })
  if (!found?.announcementsRef || !found.forumRef || found.disconnectedAt) return undefined
  const { name: workspace, announcementsRef: announcements, forumRef: forum, programmeId } = found
  const begun = (await prisma.round.count({ where: { programmeId } })) > 0
  return { what: 'workspace-ready', workspace, channels: { announcements, forum }, begun }
}

async function workspaceFacts(
  { prisma }: Desk,
  what: 'workspace-gone' | 'workspace-back' | 'workspace-disconnected',
  id: string,
): Promise<NoticeFacts | undefined> {
  const found = await prisma.workspace.findUnique({
    where: { id },
    include: { installation: true, programme: true },
  })
  if (!found) return undefined
  const { name: workspace, installation, programme, disconnectedAt } = found
  if (what === 'workspace-disconnected') return disconnectedAt ? { what, workspace } : undefined
  if (disconnectedAt) return undefined
  if (what === 'workspace-back') return installation.gone ? undefined : { what, workspace }
  if (!installation.gone) return undefined
  return { what, workspace, until: graceEnds(installation.gone, programme) }
}
