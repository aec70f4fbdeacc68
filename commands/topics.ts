import { say, update } from '../src/chat/answer.ts'
import type { Deed, Input } from '../src/chat/command.ts'
import { type Block, bold, buttons, type Message, paragraph, text } from '../src/chat/message.ts'
import type { Context, ProgrammeAction, ProgrammeCommand } from '../src/interactions/context.ts'
import { dateInWords } from '../src/messages/moments.ts'
import { sentence } from '../src/messages/problem.ts'
import { forumPost, prompt } from '../src/messages/topic.ts'
import { described } from '../src/messages/voice.ts'
import { dayOf } from '../src/programme/calendar/cadence.ts'
import { Problem } from '../src/programme/problem.ts'
import { currentTopic, listTopics, nextTopic } from '../src/programme/topics/current.ts'
import { postNextTopicNow } from '../src/programme/topics/issue.ts'

const organisers = { rights: ['organiser'] } as const

const steps: Readonly<Record<string, Deed<Context, [Input]>>> = {
  list: { ...organisers, run: async (context) => say(await list(context)) },
  preview: {
    ...organisers,
    run: async (context, { text = '1' }) => say(await preview(context, text)),
  },
  post: { ...organisers, run: async (context) => say(await confirmPost(context)) },
}

export const command: ProgrammeCommand = {
  name: 'topics',
  slackName: 'topics',
  description: described('command.topics'),
  options: [
    { kind: 'choice', name: 'do', description: described('option.do'), choices: Object.keys(steps) },
    {
      kind: 'text',
      name: 'text',
      description: described('command.topics.text'),
      max: 3,
      after: { preview: 'optional' },
    },
  ],
  usual: 'list',
  steps,
}

/** Confirmed: the next topic goes out without waiting for its day. */
const postNow: ProgrammeAction = {
  name: 'post-topic',
  ...organisers,
  run: async ({ desk, voice, here }, [roundTopicId = '']) => {
    const { topic } = await postNextTopicNow(desk, here.programme.id, here.account, roundTopicId)
    return update(sentence('topics.post.done', voice, { title: topic.title }))
  },
}

/** All topics, from a button. */
const showTopics: ProgrammeAction = {
  name: 'topics',
  ...organisers,
  run: async (context) => update(await list(context)),
}

export const actions = [postNow, showTopics]

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

async function preview({ desk, voice, here }: Context, typed: string): Promise<Message> {
  const number = /^\d+$/.test(typed) ? Number(typed) : 0
  const topic = (await listTopics(desk, here.programme.id))[number - 1]
  if (!topic) throw new Problem('topic-unknown', { typed, command: voice.command('topics', { do: 'list' }) })
  const title = (key: 'topics.preview.pair' | 'topics.preview.forum'): Block =>
    paragraph(bold(text(voice.text(key))))
  return {
    summary: topic.title,
    blocks: [
      title('topics.preview.pair'),
      ...prompt(topic, undefined, voice).blocks,
      { kind: 'divider' },
      title('topics.preview.forum'),
      ...forumPost(topic, voice).message.blocks,
    ],
  }
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
        id: voice.press(postNow.name, next.id),
        style: 'primary',
      }),
    ],
  }
}
