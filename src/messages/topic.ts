import { type Block, bold, buttons, type Inline, type Message, paragraph, text } from '../chat/message.ts'
import type { Topic } from '../database/generated/client.ts'
import { dateInWords } from './moments.ts'
import type { Voice } from './voice.ts'

type Topical = Pick<Topic, 'title' | 'introduction' | 'suggestions' | 'question'>

const paragraphs = (body: string): Block[] =>
  body.split(/\n\s*\n/).map((part) => paragraph(text(part.replace(/\n/g, ' ').trim())))

/** A topic in a partnership's space. `forum` is the channel where everybody discusses it, if there is one. */
export function prompt(topic: Topical, forum: Inline | undefined, voice: Voice): Message {
  return {
    summary: voice.text('prompt.summary', { title: topic.title }),
    blocks: [
      { kind: 'heading', text: voice.text('prompt.heading', { title: topic.title }) },
      ...paragraphs(topic.introduction),
      paragraph(bold(text(voice.text('prompt.suggestions')))),
      { kind: 'list', ordered: false, items: topic.suggestions.map((suggestion) => [text(suggestion)]) },
      paragraph(
        ...(forum
          ? voice.rich('prompt.forum', { forum, question: topic.question })
          : voice.rich('prompt.forum.later', { question: topic.question })),
      ),
      { kind: 'note', children: voice.rich('prompt.note') },
    ],
  }
}

/** The same topic in the public forum, with its open question. Its title is the platform's to show, once. */
export function forumPost(topic: Topical, voice: Voice): { title: string; message: Message } {
  return {
    title: topic.title,
    message: {
      summary: voice.text('forum.summary', { title: topic.title }),
      blocks: [
        ...paragraphs(topic.introduction),
        paragraph(bold(text(voice.text('forum.question'))), text('\n'), text(topic.question)),
        { kind: 'note', children: voice.rich('forum.invite') },
      ],
    },
  }
}

/** The answer to the command that shows the current topic. */
export function currentTopicCard(
  topic: Topical,
  date: string,
  link: string | undefined,
  voice: Voice,
): Message {
  return {
    summary: topic.title,
    blocks: [
      { kind: 'heading', text: voice.text('topic.heading', { title: topic.title }) },
      ...paragraphs(topic.introduction),
      { kind: 'list', ordered: false, items: topic.suggestions.map((suggestion) => [text(suggestion)]) },
      paragraph(bold(text(voice.text('forum.question'))), text('\n'), text(topic.question)),
      ...(link ? [buttons({ label: voice.text('topic.forum'), url: link })] : []),
      { kind: 'note', children: voice.rich('topic.date', { date: dateInWords(date, voice.locale) }) },
    ],
  }
}
