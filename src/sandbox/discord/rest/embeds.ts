import type { Json } from '../world/rows.ts'
import { any, boolean, fail, integer, list, nullable, object, type Shape, string } from './shape.ts'

const picture = object(
  {},
  {
    url: string(0, 2_048),
    proxy_url: any,
    height: any,
    width: any,
    id: any,
    content_type: any,
    attachment_id: any,
  },
)
const embed = object(
  {},
  {
    type: any,
    title: nullable(string(0, 256)),
    description: nullable(string(0, 4_096)),
    url: nullable(string(0, 2_048)),
    timestamp: nullable(string(0, 40)),
    color: nullable(integer(0, 0xffffff)),
    footer: nullable(object({ text: string(1, 2_048) }, { icon_url: nullable(string(0, 2_048)) })),
    image: nullable(picture),
    thumbnail: nullable(picture),
    author: nullable(
      object(
        { name: string(1, 256) },
        { url: nullable(string(0, 2_048)), icon_url: nullable(string(0, 2_048)) },
      ),
    ),
    fields: nullable(
      list(object({ name: string(1, 256), value: string(1, 1_024) }, { inline: boolean }), 0, 25),
    ),
  },
)

/** At most ten, and 6,000 characters over all of them. */
export const embeds: Shape<Json[]> = (value, at, problems) => {
  const read = list(embed, 0, 10)(value, at, problems)
  let total = 0
  for (const entry of read) {
    total += (entry.title ?? '').length + (entry.description ?? '').length
    total += (entry.footer?.text ?? '').length + (entry.author?.name ?? '').length
    for (const field of entry.fields ?? []) total += field.name.length + field.value.length
  }
  if (total > 6_000) fail(problems, at, 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000')
  return read.map((entry) => ({ type: 'rich', ...entry }))
}
