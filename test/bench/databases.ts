/** A database to measure the bot on, and what we hold ourselves to on it, MiB. */
export interface Measured {
  readonly name: string
  /** For `startBotUnderLoad`. */
  readonly server: string | undefined
  readonly idle: number
  readonly most: number
}

/** The embedded one, and PostgreSQL where TEST_DATABASE_URL names a server. */
export function databases(): Measured[] {
  const server = process.env.TEST_DATABASE_URL
  if (server === undefined) console.error('PostgreSQL is left out; TEST_DATABASE_URL names no server')
  return [
    { name: 'embedded', server: undefined, idle: 250, most: 420 },
    ...(server === undefined ? [] : [{ name: 'on PostgreSQL', server, idle: 150, most: 256 }]),
  ]
}
