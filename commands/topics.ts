import { say, update } from '../src/chat/answer.ts'
import type { Action, Command } from '../src/chat/command.ts'
import { type Block, bold, buttons, type Message, paragraph, text } from '../src/chat/message.ts'
import { type Context, requireOrganiser, type Visit } from '../src/interactions/context.ts'
import { dateInWords } from '../src/messages/moments.ts'
import { sentence } from '../src/messages/problem.ts'
import { forumPost, prompt } from '../src/messages/topic.ts'
import { dayOf } from '../src/programme/calendar/cadence.ts'
import { Problem } from '../src/programme/problem.ts'
import { roundIn } from '../src/programme/rounds/current.ts'
import { currentTopic, listTopics } from '../src/programme/topics/current.ts'
import { postNextTopicNow } from '../src/programme/topics/issue.ts'

const CHOICES = ['list', 'preview', 'post'] as const

export const command: Command<Visit> = {
  name: 'topics',
  slackName: 'topics',
  description: 'See the topics, preview one, or post the next one now (organisers)',
  options: [
    { kind: 'choice', name: 'do', description: 'What to do', choices: CHOICES },
    { kind: 'text', name: 'text', description: 'For preview: the number of the topic', max: 3 },
  ],
  audience: 'organisers',
  run: async (visit, input) => {
    const context = await requireOrganiser(visit)
    switch (input.do ?? 'list') {
      case 'list':
        return say(await list(context))
      case 'preview':
        return say(await preview(context, Number.parseInt(input.text ?? '1', 10)))
      case 'post':
        return say(await confirmPost(context))
      default:
        throw new Problem('unknown-choice', {
          word: input.do ?? '',
          command: context.voice.command('topics'),
          choices: CHOICES.join(', '),
        })
    }
  },
}

/** Confirmed: the next topic goes out without waiting for its day. */
const postNow: Action<Visit> = {
  name: 'post-topic',
  run: async (visit, [roundTopicId = '']) => {
    const { desk, voice, here, poke } = await requireOrganiser(visit)
    const next = await nextTopic(desk, here.programme.id)
    if (next.id !== roundTopicId) throw new Problem('stale')
    await postNextTopicNow(desk, here.programme.id, here.account)
    poke()
    return update(sentence('topics.post.done', voice, { title: next.topic.title }))
  },
}

export const actions = [postNow]

async function list({ desk, voice, here }: Context): Promise<Message> {
  const topics = await listTopics(desk, here.programme.id)
  const current = await currentTopic(desk, here.programme.id, here.workspace.id)
  return {
    summary: voice.text('topics.heading'),
    blocks: [
      { kind: 'heading', text: voice.text('topics.heading') },
      paragraph(...voice.rich('topics.intro')),
      {
        kind: 'list',
        ordered: true,
        items: topics.map(({ id, title }) =>
          voice.rich('topics.item', { title, used: current?.topic.id === id ? 'now' : 'no' }),
        ),
      },
      {
        kind: 'note',
        children: voice.rich('topics.how', {
          preview: voice.command('topics', { do: 'preview', text: '2' }),
          post: voice.command('topics', { do: 'post' }),
        }),
      },
    ],
  }
}

async function preview({ desk, voice, here }: Context, number: number): Promise<Message> {
  const topic = (await listTopics(desk, here.programme.id))[number - 1]
  if (!topic) throw new Problem('topic-unknown', { command: voice.command('topics', { do: 'list' }) })
  const title = (key: 'topics.preview.pair' | 'topics.preview.forum'): Block =>
    paragraph(bold(text(voice.text(key))))
  return {
    summary: topic.title,
    blocks: [
      title('topics.preview.pair'),
      ...prompt(topic, undefined, voice).blocks,
      { kind: 'divider' },
      title('topics.preview.forum'),
      ...forumPost(topic, voice).message.blocks.slice(1),
    ],
  }
}

async function nextTopic(desk: Context['desk'], programmeId: string) {
  const round = await roundIn(desk, programmeId, 'running')
  const next = await desk.prisma.roundTopic.findFirst({
    where: { roundId: round.id, issuedAt: null },
    orderBy: { index: 'asc' },
    include: { topic: true },
  })
  if (!next) throw new Problem('no-topic')
  return next
}

async function confirmPost({ desk, voice, here }: Context): Promise<Message> {
  const next = await nextTopic(desk, here.programme.id)
  const values = { title: next.topic.title, date: dateInWords(dayOf(next.date), voice.locale) }
  return {
    summary: voice.text('topics.post.confirm', values),
    blocks: [
      paragraph(...voice.rich('topics.post.confirm', values)),
      buttons({
        label: voice.text('topics.post.yes'),
        id: voice.press('post-topic', next.id),
        style: 'primary',
      }),
    ],
  }
}
