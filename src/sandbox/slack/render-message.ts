import { fileObject } from './render-file.ts'
import type { Json, Message, Team } from './state.ts'
import type { World } from './world.ts'

/** A message as the Web API and the events show it. */
export function renderMessage(world: World, team: Team, message: Message, withMetadata: boolean): Json {
  const { files, reactions, metadata, ...rest } = message
  return {
    ...rest,
    ...(withMetadata && metadata !== undefined && { metadata }),
    ...(files !== undefined && { files: files.flatMap((id) => fileObject(world, team, id) ?? []) }),
    ...(reactions !== undefined &&
      reactions.length > 0 && {
        reactions: reactions.map(({ name, users }) => ({ name, users, count: users.length })),
      }),
  }
}
