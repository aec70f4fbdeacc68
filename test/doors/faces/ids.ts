/** Who and what is on a local platform, by the ids that open something. */
export interface SlackIds {
  readonly team: string
  readonly user: string
  readonly botToken: string
}
export interface DiscordIds {
  readonly guild: string
  readonly channel: string
  readonly user: string
  readonly token: string
}
