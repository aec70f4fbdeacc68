import * as guide from '../commands/guide.ts'
import * as join from '../commands/join.ts'
import * as leave from '../commands/leave.ts'
import * as partner from '../commands/partner.ts'
import * as profile from '../commands/profile.ts'
import * as programme from '../commands/programme.ts'
import * as round from '../commands/round.ts'
import * as topic from '../commands/topic.ts'
import * as topics from '../commands/topics.ts'
import type { Registry } from './interactions/dispatch.ts'

/** Every command, with the buttons and forms that come with it. */
export const registry: Registry = {
  commands: [join, profile, leave, partner, topic, guide, round, topics, programme].map(
    ({ command }) => command,
  ),
  actions: [join, profile, leave, partner, guide, round, topics, programme].flatMap(({ actions }) => actions),
  forms: [profile, programme].flatMap(({ forms }) => forms),
  fresh: guide.guideCard,
}
