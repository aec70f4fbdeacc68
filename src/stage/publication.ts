import { setTimeout as pause } from 'node:timers/promises'
import type { Bot } from '../bot.ts'
import type { Settlement } from '../sandbox/settlement.ts'

/** Waits until everything that the publication wants is out, telling how far it is; gives how many pairs there are. */
export async function publication(
  bot: Bot,
  place: Settlement,
  step: (name: string, done: number, all: number) => void,
): Promise<number> {
  const all = await bot.database.prisma.partnership.count()
  for (;;) {
    const spaces = await countSpaces(place)
    step('private channels', Math.min(spaces, all), all)
    if ((await bot.pending()) === 0) break
    await pause(250)
  }
  await bot.tick()
  return all
}

async function countSpaces({ slack, discord, guild }: Settlement): Promise<number> {
  const [{ teams }, letIn] = await Promise.all([
    slack.state(),
    discord.call<Record<string, string[]>>('let-in', { guild }),
  ])
  const onDiscord = Object.values(letIn).filter((members) => members.length >= 3).length
  return (teams[0]?.channels.private ?? 0) + onDiscord
}
