import * as guide from '../commands/guide.ts'
import * as join from '../commands/join.ts'
import * as leave from '../commands/leave.ts'
import * as partner from '../commands/partner.ts'
import * as profile from '../commands/profile.ts'
import * as programme from '../commands/programme.ts'
import * as round from '../commands/round.ts'
import * as topic from '../commands/topic.ts'
import * as topics from '../commands/topics.ts'
import type { ProgrammeAction, ProgrammeCommand, ProgrammeForm } from './interactions/context.ts'
import type { Registry } from './interactions/dispatch.ts'

/** What a command's file exports. */
interface CommandFile {
  readonly command: ProgrammeCommand
  readonly actions?: readonly ProgrammeAction[]
  readonly forms?: readonly ProgrammeForm[]
}

/** Every command, in the order in which people are shown them. */
const FILES: readonly CommandFile[] = [join, profile, leave, partner, topic, guide, round, topics, programme]

export const registry: Registry = {
  commands: FILES.map(({ command }) => command),
  actions: FILES.flatMap(({ actions = [] }) => actions),
  forms: FILES.flatMap(({ forms = [] }) => forms),
  fresh: guide.guideCard,
  home: guide.homeCard,
}
