import type { Workspace } from '../database/generated/client.ts'
import type { Desk } from './desk.ts'

/** What is known of somebody who is typing. */
export interface Typist {
  /** BCP 47. */
  readonly locale: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
}

/**
 * The language and country of somebody, by their platform's ids, in one quick look: it is asked for with
 * every few letters that they type. Uses the indexes on (platform, externalId) and (workspaceId,
 * externalId).
 */
export async function typistAt(
  { prisma }: Desk,
  platform: Workspace['platform'],
  workspace: string,
  user: string,
): Promise<Typist> {
  const [typist] = await prisma.$queryRaw<Typist[]>`
    SELECT coalesce(a."locale", g."locale") AS "locale", p."country"
      FROM "Workspace" w
      JOIN "Programme" g ON g."id" = w."programmeId"
      LEFT JOIN "Account" a ON a."workspaceId" = w."id" AND a."externalId" = ${user}
      LEFT JOIN "Person" p ON p."id" = a."personId"
     WHERE w."platform" = ${platform}::"PlatformKind" AND w."externalId" = ${workspace}
       AND w."disconnectedAt" IS NULL`
  return typist ?? { locale: null, country: null }
}
