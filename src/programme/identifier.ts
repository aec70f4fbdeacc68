import { createHmac, randomBytes } from 'node:crypto'

/** A new identifier: 12 characters of base64url, 72 random bits. */
export function newId(): string {
  return randomBytes(9).toString('base64url')
}

/** Somebody as a platform's workspace knows them: by Slack's or Discord's own ids. */
export interface Identity {
  readonly platform: string
  /** Slack's team id, Discord's guild id. */
  readonly workspace: string
  readonly user: string
}

/** An identity as a keyed hash: it can be recognised, not read, and outlives an erasure. */
export function identityHash(secret: string, { platform, workspace, user }: Identity): string {
  return createHmac('sha256', secret).update(`identity:${platform}:${workspace}:${user}`).digest('base64url')
}

/** Two people, in either order, as earlier versions hashed them: by ids of ours, which an erasure takes away. */
export function pairHash(secret: string, a: string, b: string): string {
  const [first, second] = a < b ? [a, b] : [b, a]
  return createHmac('sha256', secret).update(`pair:${first}:${second}`).digest('base64url')
}

/** A one-time code as it is stored. */
export function codeHash(secret: string, code: string): string {
  return createHmac('sha256', secret).update(`code:${code}`).digest('base64url')
}
