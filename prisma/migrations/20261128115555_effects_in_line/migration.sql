-- AlterTable
ALTER TABLE "Effect" ADD COLUMN     "line" TEXT,
ADD COLUMN     "place" INTEGER,
ADD COLUMN     "roundId" TEXT,
ADD COLUMN     "thrown" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "unclearAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "haltTriedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Effect_roundId_state_idx" ON "Effect"("roundId", "state");

-- CreateIndex
CREATE INDEX "Effect_line_place_idx" ON "Effect"("line", "place");

-- AddForeignKey
ALTER TABLE "Effect" ADD CONSTRAINT "Effect_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A line has places, and a place is one in a line.
ALTER TABLE "Effect" ADD CONSTRAINT "Effect_line_place_check" CHECK (("line" IS NULL) = ("place" IS NULL));

-- What is in a partnership's space stands in line there.
UPDATE "Effect" AS e
   SET "roundId" = p."roundId",
       "line" = p."id",
       "place" = CASE e."kind"
                   WHEN 'space' THEN 0
                   WHEN 'introduction' THEN 1
                   WHEN 'partner-left' THEN 1
                   WHEN 'prompt' THEN 2 + coalesce((SELECT t."index" FROM "RoundTopic" t
                                                     WHERE t."id" = e."payload"->>'roundTopicId'), 0)
                   WHEN 'farewell' THEN 100
                   ELSE 101
                 END
  FROM "Partnership" p
 WHERE p."id" = e."payload"->>'partnershipId' AND p."programmeId" = e."programmeId";

-- So do the topics in a forum.
UPDATE "Effect" AS e
   SET "roundId" = r."id",
       "line" = e."workspaceId",
       "place" = 100 * r."number" + t."index"
  FROM "RoundTopic" t JOIN "Round" r ON r."id" = t."roundId"
 WHERE e."kind" = 'forum-post' AND t."id" = e."payload"->>'roundTopicId' AND r."programmeId" = e."programmeId";

UPDATE "Effect" AS e
   SET "roundId" = r."id"
  FROM "Round" r
 WHERE e."kind" = 'announcement' AND r."id" = e."payload"->>'roundId' AND r."programmeId" = e."programmeId";

-- What waited for something before it is woken by nobody now: it is simply taken up in its turn.
UPDATE "Effect" SET "notBefore" = "createdAt", "error" = NULL
 WHERE "state" = 'ready' AND "error" = 'waits for what comes before it';
