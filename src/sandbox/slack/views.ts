import { randomBytes } from 'node:crypto'
import { initialState } from './element-state.ts'
import { elementsOf, withIds } from './elements.ts'
import { Refusal } from './refusal.ts'
import { mintId } from './stamp.ts'
import type { App, Install, Json, Team, View } from './state.ts'
import type { World } from './world.ts'

export const MOST_OPEN = 3

/** What an app gives for a view, checked. */
export interface ViewContent {
  readonly type: 'modal' | 'home'
  readonly blocks: Json[]
  readonly callback_id: string
  readonly private_metadata: string
  readonly external_id: string
  readonly title: Json | null
  readonly submit: Json | null
  readonly close: Json | null
  readonly clear_on_close: boolean
  readonly notify_on_close: boolean
}

export interface ViewOwner {
  readonly world: World
  readonly team: Team
  readonly app: App
  readonly install: Install
}

export function createView(owner: ViewOwner, content: ViewContent, user: string, below?: View): View {
  const { world, team, app } = owner
  const id = mintId(world, 'V')
  claimExternalId(owner, content, id)
  const blocks = withIds(content.blocks, shortId)
  return {
    ...content,
    id,
    team_id: team.id,
    app_id: app.id,
    user,
    blocks,
    hash: newHash(world),
    root_view_id: below?.root_view_id ?? id,
    previous_view_id: below?.id ?? null,
    values: initialValues(blocks),
    errors: {},
  }
}

/** Shows something else in a view. What was entered stays where block and element kept their ids. */
export function replaceView(owner: ViewOwner, view: View, content: ViewContent): void {
  claimExternalId(owner, content, view.id)
  const blocks = withIds(content.blocks, shortId)
  const values = initialValues(blocks)
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    const kept = view.values[blockId]?.[actionId]
    const block = values[blockId]
    if (kept !== undefined && kept.type === element.type && block !== undefined) block[actionId] = kept
  }
  Object.assign(view, content, { blocks, values, errors: {}, hash: newHash(owner.world) })
}

function claimExternalId({ world, team }: ViewOwner, content: ViewContent, id: string): void {
  if (content.external_id === '') return
  const holder = world.windows.externalView(team.id, content.external_id)
  if (holder !== '' && holder !== id) throw new Refusal('duplicate_external_id')
}

function initialValues(blocks: readonly Json[]): View['values'] {
  const values: View['values'] = {}
  for (const { blockId, actionId, element } of elementsOf(blocks)) {
    const state = initialState(element)
    if (state !== undefined) values[blockId] = { ...values[blockId], [actionId]: state }
  }
  return values
}

/** The view object that apps get. */
export function renderView({ install }: Pick<ViewOwner, 'install'>, view: View): Json {
  const { user: _user, values, errors: _errors, ...rest } = view
  return {
    ...rest,
    state: { values },
    app_installed_team_id: view.team_id,
    bot_id: install.botId,
  }
}

/** Tells the person's client that its modals changed. */
export function showStack(world: World, team: string, user: string): void {
  world.windows.of(team, user).stackSequence = world.news.tell(team, [user])
}

const shortId = (): string => randomBytes(4).toString('base64url')
const newHash = (world: World): string =>
  `${Math.floor(world.now() / 1_000)}.${randomBytes(4).toString('hex')}`
