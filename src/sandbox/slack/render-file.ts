import type { Json, Team } from './state.ts'
import type { World } from './world.ts'

export function fileObject(world: World, team: Team, id: string): Json | undefined {
  const file = team.files[id]
  if (file === undefined) return undefined
  const url = `${world.url}/files/${team.id}/${id}/${encodeURIComponent(file.name)}`
  return {
    id,
    created: Math.floor(file.created / 1_000),
    timestamp: Math.floor(file.created / 1_000),
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.split('.').at(-1) ?? '',
    size: file.size,
    user: file.user,
    mode: 'hosted',
    alt_txt: file.alt_txt,
    url_private: url,
    url_private_download: `${url}?download=1`,
    permalink: url,
    channels: file.channels,
  }
}
