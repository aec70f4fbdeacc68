/** Another Discord, which was written by others: what it lacks is filled in on the way to it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChannelType, ComponentType, InteractionType } from 'discord.js'
import { DigitalDiscord } from 'discord-digital-twin'
import { problemsOfCall } from './spec.ts'

interface Button {
  readonly label?: string
  readonly custom_id?: string
}
interface Shown {
  readonly id: string
  readonly text: string
  readonly buttons: readonly Button[]
}
interface Modal {
  readonly custom_id: string
  readonly components: readonly {
    readonly label: string
    readonly component: { readonly custom_id: string; readonly type: number; readonly value?: string }
  }[]
}
type Interaction = { readonly id: string }

export async function startTwin(names: readonly string[]) {
  // In memory, all twins of a process would share one database.
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-twin-'))
  const twin = new DigitalDiscord({
    dbUrl: `file:${join(folder, 'twin.db')}`,
    guild: { name: 'Librarians' },
    channels: [{ name: 'general', type: ChannelType.GuildText }],
    users: names.map((username) => ({ username })),
  })
  await twin.start()
  /** What of the bot's bodies Discord's own description of its API does not take. */
  const problems: unknown[] = []
  /** Of the next request whose body is such, the answer is cut off. */
  const lost: RegExp[] = []
  const way = { target: twin.restUrl, problems, lost, overwrites: new Map() }
  const server = createServer((incoming, outgoing) => void pass(way, incoming, outgoing))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const general = (await twin.prisma.channel.findFirstOrThrow({ where: { name: 'general' } })).id
  const users = await twin.prisma.user.findMany({ where: { bot: false } })

  return {
    twin,
    problems,
    loseAnswer: (which: RegExp) => void lost.push(which),
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    idOf: (name: string) => users.find(({ username }) => username === name)?.id ?? '',
    person(name: string) {
      const userId = users.find(({ username }) => username === name)?.id ?? ''
      const actor = twin.channel(general).user(userId)
      return {
        async command(command: string, options: Readonly<Record<string, string>> = {}): Promise<Shown> {
          const given = Object.entries(options).map(([option, value]) => ({ name: option, type: 3, value }))
          return answerTo(twin, await actor.runSlashCommand({ name: command, options: given }))
        },
        async click(message: Shown, label: string): Promise<Shown> {
          return answerTo(twin, await press(actor, message, label), message)
        },
        async open(message: Shown, label: string): Promise<Modal> {
          const { id } = await press(actor, message, label)
          const { data } = await acknowledged(twin, id)
          return JSON.parse(data ?? 'null') as Modal
        },
        /** As Discord sends it; the twin's own way of submitting has the deprecated rows of before. */
        async submit(modal: Modal, values: Readonly<Record<string, string>>): Promise<Shown> {
          const components = modal.components.map(({ label, component: { custom_id, type, value } }, at) => {
            const inner = { type, id: at * 2 + 1, custom_id }
            const given =
              type === ComponentType.TextInput ? { value: values[label] ?? value ?? '' } : { values: [] }
            return { type: ComponentType.Label, id: at * 2 + 2, component: { ...inner, ...given } }
          })
          const type = InteractionType.ModalSubmit
          const data = { custom_id: modal.custom_id, components }
          return answerTo(twin, await twin.simulateInteraction({ type, channelId: general, userId, data }))
        },
      }
    },
    /** What the bot said in a channel, oldest first. */
    async said(channelId: string): Promise<Shown[]> {
      const messages = await twin.prisma.message.findMany({ where: { channelId }, orderBy: { id: 'asc' } })
      return messages.map(shown)
    },
    async close() {
      await twin.stop()
      rmSync(folder, { recursive: true, force: true })
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function press(
  actor: ReturnType<ReturnType<DigitalDiscord['channel']>['user']>,
  message: Shown,
  label: string,
): Promise<Interaction> {
  const customId = message.buttons.find((button) => button.label === label)?.custom_id
  if (customId === undefined) throw new Error(`no button "${label}" at: ${message.text}`)
  return actor.clickButton({ messageId: message.id, customId })
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`waited in vain for ${what}`)
}

const acknowledged = (twin: DigitalDiscord, interactionId: string) =>
  until('an acknowledgement', async () => {
    const row = await twin.prisma.interactionResponse.findUnique({ where: { interactionId } })
    return row?.acknowledged ? row : undefined
  })

/**
 * The message that answers an interaction, once there is something to read. To the twin, that of a button
 * is always the one in which it stands: `before`, once it has changed.
 */
async function answerTo(twin: DigitalDiscord, { id }: Interaction, before?: Shown): Promise<Shown> {
  return until('an answer', async () => {
    const { messageId } = await acknowledged(twin, id)
    if (messageId === null) return undefined
    const made = shown(await twin.prisma.message.findUniqueOrThrow({ where: { id: messageId } }))
    const same = before && made.text === before.text && made.buttons.length === before.buttons.length
    return made.text === '' || same ? undefined : made
  })
}

function shown({ id, components }: { id: string; components: string }): Shown {
  const texts: string[] = []
  const buttons: Button[] = []
  JSON.parse(components, (_, node: unknown) => {
    if (typeof node !== 'object' || node === null || !('type' in node)) return node
    if (node.type === ComponentType.TextDisplay && 'content' in node) texts.push(String(node.content))
    if (node.type === ComponentType.Button) buttons.push(node as Button)
    return node
  })
  return { id, text: texts.join('\n'), buttons }
}

/** What the twin has no route for. */
function missing(method: string, path: string): unknown {
  if (method !== 'GET') return undefined
  if (/^\/applications\/\d+\/commands$/.test(path)) return []
  if (/\/threads\/archived\//.test(path)) return { threads: [], members: [], has_more: false }
  return undefined
}

interface Way {
  readonly target: string
  readonly problems: unknown[]
  readonly lost: RegExp[]
  /** By channel: the twin forgets them. */
  readonly overwrites: Map<string, readonly unknown[]>
}

async function pass(
  { target, problems, lost, overwrites }: Way,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const { method = 'GET', url = '' } = incoming
  const path = decodeURIComponent(url.replace(/^\/api\/v10|\?.*$/g, ''))
  const filled = missing(method, path)
  if (filled !== undefined) {
    outgoing.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(filled))
    return
  }
  const { body, type } = withoutFiles(Buffer.concat(chunks), incoming.headers['content-type'])
  const found = problemsOfCall(method, path, body === undefined ? undefined : JSON.parse(body))
  if (found.length > 0) problems.push({ call: `${method} ${path}`, body, found })
  const [, place, whose] = /^PUT \/channels\/(\d+)\/permissions\/(\d+)$/.exec(`${method} ${path}`) ?? []
  if (place !== undefined) {
    const others = (overwrites.get(place) ?? []).filter((one) => Object(one).id !== whose)
    overwrites.set(place, [...others, { id: whose, ...JSON.parse(body ?? '{}') }])
    outgoing.writeHead(204).end()
    return
  }
  const answer = await fetch(target + url.slice('/api'.length), {
    method,
    headers: {
      ...(incoming.headers.authorization ? { authorization: incoming.headers.authorization } : {}),
      ...(body === undefined ? {} : { 'content-type': type }),
    },
    ...(body === undefined ? {} : { body }),
  })
  const text = await answer.text()
  const wished = /^\/guilds\/\d+\/channels$/.test(path) && method === 'POST' ? JSON.parse(body ?? '{}') : {}
  if (answer.ok && wished.permission_overwrites)
    overwrites.set(String(JSON.parse(text).id), wished.permission_overwrites)
  const losing = lost.findIndex((which) => which.test(body ?? ''))
  if (losing >= 0) {
    lost.splice(losing, 1)
    outgoing.destroy()
    return
  }
  if (text === '') {
    outgoing.writeHead(answer.status).end()
    return
  }
  // Of a route that it has not, it says so in words.
  const told = answer.ok ? JSON.stringify(filledIn(JSON.parse(text), overwrites)) : text
  outgoing.writeHead(answer.status, { 'content-type': 'application/json' }).end(told)
}

/** Channels with what the twin leaves out of them: who may see them, and a forum's tags. */
function filledIn(body: unknown, overwrites: Way['overwrites']): unknown {
  if (Array.isArray(body)) return body.map((one) => filledIn(one, overwrites))
  const { id, type } = Object(body)
  const known = overwrites.get(id)
  return {
    ...(type === ChannelType.GuildForum ? { available_tags: [] } : {}),
    ...Object(body),
    ...(known ? { permission_overwrites: known } : {}),
  }
}

/** The twin reads JSON alone: of what comes with files, it gets the message. */
function withoutFiles(bytes: Buffer, type = ''): { body?: string; type: string } {
  if (bytes.length === 0) return { type }
  if (!type.includes('multipart')) return { body: bytes.toString(), type }
  const part = /name="payload_json"[^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n([\s\S]*?)\r\n--/.exec(bytes.toString())
  return { body: part?.[1] ?? '{}', type: 'application/json' }
}
