import { asking } from '../../http/raw.ts'
import type { Face } from '../face.ts'
import { answerOf } from './answer.ts'
import type { DiscordIds, SlackIds } from './ids.ts'

/** The sandbox's page, and what it hands on. */
export const pageFace = (port: number, slack: SlackIds, discord: DiscordIds): Face => ({
  name: 'the sandbox’s page',
  port,
  paths: [
    ...['/', '/page.js', '/api/overview', `/file/slack/${slack.team}/F1/x`, '/file/discord/1/2/x.png'],
    ...['sees', 'command', 'click', 'fill', 'submit', 'type-message', 'wait'].map(
      (deed) => `/api/slack/${deed}`,
    ),
    ...['sees', 'command', 'click', 'select', 'post', 'wait', 'commands'].map(
      (deed) => `/api/discord/${deed}`,
    ),
  ],
  keys: [`Origin: http://127.0.0.1:${port}`],
  bodies: [
    {
      team: slack.team,
      user: slack.user,
      channel: 'general',
      text: 'x',
      command: '/guide',
      after: 0,
      waitFor: 10,
    },
    {
      guild: discord.guild,
      user: discord.user,
      channel: 'general',
      text: 'x',
      name: 'join',
      options: {},
      ms: 10,
    },
  ],
  messages: [{}],
  probe: () => answerOf(port, asking('/')),
})

/** What keeps the local platforms alive; `POST /stop`, which ends them, is left out. */
export const holdFace = (port: number): Face => ({
  name: 'the local platforms’ hold',
  port,
  paths: ['/', '/hold', '/hold/', '/stops'],
  keys: [],
  bodies: [{}],
  messages: [{}],
  probe: () => answerOf(port, asking('/nothing')),
})
