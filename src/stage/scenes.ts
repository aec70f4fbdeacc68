/**
 * What is seen to happen as time moves: whenever effects of these kinds were carried out. A new scene is an entry
 * here; the first kind of an entry is enough where several belong together.
 */
export interface Scene {
  /** Kinds of effects (`src/deliveries`). */
  readonly kinds: readonly string[]
  readonly title: string
  /** @param count how many of them were carried out at once */
  readonly words: (count: number) => string
  /** Where to look. */
  readonly where: 'pair' | 'news' | 'forum'
}

const times = (count: number, one: string, many: string) =>
  count === 1 ? one : many.replace('#', String(count))

export const SCENES: readonly Scene[] = [
  {
    kinds: ['announcement'],
    title: 'An announcement',
    words: (count) => times(count, 'It is in one workspace.', 'It is in # workspaces.'),
    where: 'news',
  },
  {
    kinds: ['introduction'],
    title: 'Partners meet',
    words: (count) => times(count, 'One pair was introduced.', '# pairs were introduced in their channels.'),
    where: 'pair',
  },
  {
    kinds: ['prompt'],
    title: 'A topic for partners',
    words: (count) =>
      times(count, 'One pair was given it.', '# pairs were given it, each in its own daytime.'),
    where: 'pair',
  },
  {
    kinds: ['forum-post'],
    title: 'The open question for everybody',
    words: (count) => times(count, 'It is in one forum.', 'It is in # forums.'),
    where: 'forum',
  },
  {
    kinds: ['farewell'],
    title: 'The farewell',
    words: (count) => times(count, 'One pair was thanked.', '# pairs were thanked in their channels.'),
    where: 'pair',
  },
  {
    kinds: ['close-space'],
    title: 'The round is over',
    words: (count) => times(count, 'One channel was closed.', '# channels were closed.'),
    where: 'pair',
  },
]
