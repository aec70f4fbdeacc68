import type { Message } from '../../chat/message.ts'
import type { Outcome } from '../../port/outcome.ts'
import type { Bot } from './bot.ts'
import { undone } from './errors.ts'
import { homeView } from './form-view.ts'
import { anything } from './shapes.ts'

/**
 * Shows somebody their home tab (docs.slack.dev, views.publish). It stands for what is there, so that what was lost on
 * the way is simply shown again.
 */
export function createHomes({ call, wall }: Pick<Bot, 'call' | 'wall'>) {
  return async (user: string, message: Message): Promise<Outcome<string>> => {
    const shown = await call('views.publish', { user_id: user, view: homeView(message) }, anything)
    return shown.ok ? { kind: 'done', ref: user } : undone(shown.failure, wall())
  }
}
