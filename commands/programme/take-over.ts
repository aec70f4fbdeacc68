import { update } from '../../src/chat/answer.ts'
import { buttons, type Message, paragraph } from '../../src/chat/message.ts'
import type { Context, ProgrammeAction } from '../../src/interactions/context.ts'
import { sentence } from '../../src/messages/problem.ts'
import { takeOver as takeOverProgramme } from '../../src/programme/organisers.ts'

/** To somebody who manages a workspace, where nobody is left who organises. */
export function takeOverOffer({ voice, here }: Context): Message {
  const values = { name: here.programme.name }
  return {
    summary: voice.text('programme.take-over', values),
    blocks: [
      paragraph(...voice.rich('programme.take-over', values)),
      buttons({
        label: voice.text('programme.take-over.button'),
        id: voice.press(takeOver.name),
        style: 'primary',
      }),
    ],
  }
}

/** Makes whoever manages a workspace the organiser of a programme that has none any more. */
export const takeOver: ProgrammeAction = {
  name: 'take-over',
  rights: ['successor'],
  run: async ({ desk, voice, here }) => {
    await takeOverProgramme(desk, here.account)
    return update(sentence('programme.take-over.done', voice, { name: here.programme.name }))
  },
}
