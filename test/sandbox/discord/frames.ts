import { GatewayOpcodes, InteractionType, Routes } from 'discord.js'
import { WebSocket } from 'ws'
import { typeErrors } from '../../support/type-errors.ts'
import { rest, type Scene } from './bot.ts'

/** What a gateway sends, as it comes. */
export interface Frame {
  readonly op: number
  readonly t: string | null
  readonly s: number | null
  readonly d: unknown
}

/** A connection to the local gateway that does nothing but listen; `frames` grows. */
export async function listenTo(
  at: Scene,
  intents: number,
): Promise<{ readonly frames: readonly Frame[]; close(): void }> {
  const { url } = (await rest(at).get(Routes.gatewayBot())) as { url: string }
  const frames: Frame[] = []
  const socket = new WebSocket(`${url}?v=10&encoding=json`)
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes)) as Frame
      frames.push(frame)
      if (frame.op === GatewayOpcodes.Hello) {
        const properties = { os: 'linux', browser: 'test', device: 'test' }
        socket.send(
          JSON.stringify({ op: GatewayOpcodes.Identify, d: { token: at.token, intents, properties } }),
        )
        socket.send(JSON.stringify({ op: GatewayOpcodes.Heartbeat, d: null }))
      }
      if (frame.t === 'READY') resolve()
    })
  })
  return { frames, close: () => socket.close() }
}

/** A frame without what Discord sends, by its documentation or its OpenAPI document, and these types lack. */
function described({ op, t, d }: Frame): object {
  const data = d === null ? undefined : structuredClone(d as Record<string, unknown>)
  delete data?.home_header
  delete data?.nsfw
  if (t === 'INTERACTION_CREATE' && data?.type === InteractionType.MessageComponent) {
    delete (data.data as Record<string, unknown>).id
  }
  if (t === 'THREAD_MEMBERS_UPDATE') {
    for (const member of (data?.added_members ?? []) as Record<string, unknown>[]) delete member.presence
  }
  return { op, t, s: t === null ? null : 1, d: data }
}

/**
 * What of these frames is not as the types that Discord's developers keep for its gateway say. Enums stand there for
 * the words and numbers of the wire, and flags are sums of them.
 */
export function frameTypeErrors(frames: readonly Frame[]): string[] {
  const all = new Set(
    frames.map((frame) => {
      const which = frame.t === null ? `{ op: ${frame.op} }` : `{ t: '${frame.t}' }`
      // JSON has no undefined.
      const text = JSON.stringify(described(frame)).replace(/}$/, frame.d === null ? ',"d":undefined}' : '}')
      return `(${text}) satisfies Extract<Sent, ${which}>,`
    }),
  )
  return typeErrors(`import type { GatewayReceivePayload } from 'discord.js'
type Flags = 'flags' | 'public_flags' | 'system_channel_flags'
type OnTheWire<T> =
  T extends string ? (string extends T ? T : \`\${T}\`)
  : T extends number ? (number extends T ? T : \`\${T}\` extends \`\${infer N extends number}\` ? N : never)
  : T extends readonly (infer One)[] ? OnTheWire<One>[]
  : T extends object ? { [Key in keyof T]: Key extends Flags ? number : OnTheWire<T[Key]> }
  : T
type Sent = OnTheWire<GatewayReceivePayload>
export const all = [
${[...all].join('\n')}
]`)
}
