import type { REST } from 'discord.js'
import type { Logger } from 'pino'
import type { AdapterWords } from '../../chat/adapter-words.ts'
import type { Marks } from '../../port/marks.ts'

/** What every outbound part works with. */
export interface Bot {
  /** For bulk work; rejects instead of waiting where Discord asks for long. */
  readonly rest: REST
  readonly marks: Marks
  readonly log: Logger
  readonly words: AdapterWords
  /** The bot's own user id. */
  readonly self: () => string
  /** Wall time, epoch ms. */
  readonly wall: () => number
}
