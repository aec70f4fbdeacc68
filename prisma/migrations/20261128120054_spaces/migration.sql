-- CreateTable
CREATE TABLE "Space" (
    "id" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "ref" TEXT,
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Space_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Space_workspaceId_idx" ON "Space"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Space_partnershipId_workspaceId_key" ON "Space"("partnershipId", "workspaceId");

-- AddForeignKey
ALTER TABLE "Space" ADD CONSTRAINT "Space_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Space" ADD CONSTRAINT "Space_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Each partnership has one, in the workspace where it is. It was opened when the deed was done.
INSERT INTO "Space" ("id", "partnershipId", "workspaceId", "ref", "openedAt", "closedAt")
SELECT p."id", p."id", p."workspaceId", p."spaceRef",
       CASE WHEN p."spaceRef" IS NOT NULL THEN coalesce(opened."doneAt", p."createdAt") END,
       closed."doneAt"
  FROM "Partnership" p
  LEFT JOIN "Effect" opened ON opened."programmeId" = p."programmeId" AND opened."kind" = 'space'
        AND opened."key" = p."id" AND opened."state" = 'done'
  LEFT JOIN "Effect" closed ON closed."programmeId" = p."programmeId" AND closed."kind" = 'close-space'
        AND closed."key" = p."id" AND closed."state" = 'done';

-- What goes into a space says which one. Kinds and keys stay: they are the mark on the platform.
UPDATE "Effect" SET "payload" = ("payload" - 'partnershipId') || jsonb_build_object('spaceId', "payload"->'partnershipId')
 WHERE "payload" ? 'partnershipId';

-- Who takes part does so with an account that is there: where it was removed by hand, with another of theirs.
UPDATE "Enrolment" AS e SET "accountId" = a."id"
  FROM (SELECT "personId", min("id") AS "id" FROM "Account" GROUP BY "personId") a
 WHERE a."personId" = e."personId" AND NOT EXISTS (SELECT 1 FROM "Account" b WHERE b."id" = e."accountId");
DELETE FROM "Enrolment" e WHERE NOT EXISTS (SELECT 1 FROM "Account" b WHERE b."id" = e."accountId");
UPDATE "Membership" AS m SET "accountId" = a."id"
  FROM (SELECT "personId", min("id") AS "id" FROM "Account" GROUP BY "personId") a
 WHERE a."personId" = m."personId" AND NOT EXISTS (SELECT 1 FROM "Account" b WHERE b."id" = m."accountId");
DELETE FROM "Membership" m WHERE NOT EXISTS (SELECT 1 FROM "Account" b WHERE b."id" = m."accountId");

-- CreateIndex
CREATE INDEX "Enrolment_accountId_idx" ON "Enrolment"("accountId");

-- CreateIndex
CREATE INDEX "Membership_accountId_idx" ON "Membership"("accountId");

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
