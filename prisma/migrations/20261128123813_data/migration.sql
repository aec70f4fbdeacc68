-- CreateEnum
CREATE TYPE "Cadence" AS ENUM ('monthly', 'fortnightly');

-- CreateEnum
CREATE TYPE "Roles" AS ENUM ('peers', 'mentors');

-- CreateEnum
CREATE TYPE "Mentoring" AS ENUM ('mentor', 'mentee', 'either');

-- CreateEnum
CREATE TYPE "Frequency" AS ENUM ('weekly', 'fortnightly', 'monthly');

-- CreateEnum
CREATE TYPE "Medium" AS ENUM ('chat', 'email', 'video', 'any');

-- CreateEnum
CREATE TYPE "PairRuleKind" AS ENUM ('lock', 'forbid');

-- CreateEnum
CREATE TYPE "PastPairKind" AS ENUM ('partners', 'avoid');

-- CreateEnum
CREATE TYPE "ForumKind" AS ENUM ('forum', 'text');

-- CreateEnum
CREATE TYPE "WhyNot" AS ENUM ('country-cap', 'partner-left', 'alone', 'odd-one-out', 'other-workspace', 'same-country', 'no-shared-language', 'same-role', 'few-hours', 'earlier-partners');

-- DropForeignKey
ALTER TABLE "Account" DROP CONSTRAINT "Account_personId_fkey";

-- DropForeignKey
ALTER TABLE "Account" DROP CONSTRAINT "Account_workspaceId_fkey";

-- DropForeignKey
ALTER TABLE "Effect" DROP CONSTRAINT "Effect_roundId_fkey";

-- DropForeignKey
ALTER TABLE "Effect" DROP CONSTRAINT "Effect_workspaceId_fkey";

-- DropForeignKey
ALTER TABLE "Enrolment" DROP CONSTRAINT "Enrolment_accountId_fkey";

-- DropForeignKey
ALTER TABLE "Enrolment" DROP CONSTRAINT "Enrolment_personId_fkey";

-- DropForeignKey
ALTER TABLE "Enrolment" DROP CONSTRAINT "Enrolment_roundId_fkey";

-- DropForeignKey
ALTER TABLE "ForumPost" DROP CONSTRAINT "ForumPost_roundTopicId_fkey";

-- DropForeignKey
ALTER TABLE "ForumPost" DROP CONSTRAINT "ForumPost_workspaceId_fkey";

-- DropForeignKey
ALTER TABLE "Interest" DROP CONSTRAINT "Interest_personId_fkey";

-- DropForeignKey
ALTER TABLE "Membership" DROP CONSTRAINT "Membership_accountId_fkey";

-- DropForeignKey
ALTER TABLE "Membership" DROP CONSTRAINT "Membership_partnershipId_fkey";

-- DropForeignKey
ALTER TABLE "Membership" DROP CONSTRAINT "Membership_personId_fkey";

-- DropForeignKey
ALTER TABLE "Organiser" DROP CONSTRAINT "Organiser_personId_fkey";

-- DropForeignKey
ALTER TABLE "PairRule" DROP CONSTRAINT "PairRule_oneId_fkey";

-- DropForeignKey
ALTER TABLE "PairRule" DROP CONSTRAINT "PairRule_otherId_fkey";

-- DropForeignKey
ALTER TABLE "PairRule" DROP CONSTRAINT "PairRule_roundId_fkey";

-- DropForeignKey
ALTER TABLE "Partnership" DROP CONSTRAINT "Partnership_roundId_fkey";

-- DropForeignKey
ALTER TABLE "Partnership" DROP CONSTRAINT "Partnership_workspaceId_fkey";

-- DropForeignKey
ALTER TABLE "Prompt" DROP CONSTRAINT "Prompt_partnershipId_fkey";

-- DropForeignKey
ALTER TABLE "Prompt" DROP CONSTRAINT "Prompt_roundTopicId_fkey";

-- DropForeignKey
ALTER TABLE "RoundTopic" DROP CONSTRAINT "RoundTopic_roundId_fkey";

-- DropForeignKey
ALTER TABLE "RoundTopic" DROP CONSTRAINT "RoundTopic_topicId_fkey";

-- DropForeignKey
ALTER TABLE "Space" DROP CONSTRAINT "Space_partnershipId_fkey";

-- DropForeignKey
ALTER TABLE "Space" DROP CONSTRAINT "Space_workspaceId_fkey";

-- Closed lists are enums. What is none of them was never asked for.
ALTER TABLE "Programme" ALTER COLUMN "cadence" DROP DEFAULT;
ALTER TABLE "Programme" ALTER COLUMN "cadence" TYPE "Cadence" USING CASE "cadence" WHEN 'fortnightly' THEN 'fortnightly' ELSE 'monthly' END::"Cadence";
ALTER TABLE "Programme" ALTER COLUMN "cadence" SET DEFAULT 'monthly';
ALTER TABLE "Programme" ALTER COLUMN "roles" DROP DEFAULT;
ALTER TABLE "Programme" ALTER COLUMN "roles" TYPE "Roles" USING CASE "roles" WHEN 'mentors' THEN 'mentors' ELSE 'peers' END::"Roles";
ALTER TABLE "Programme" ALTER COLUMN "roles" SET DEFAULT 'peers';
ALTER TABLE "Round" ALTER COLUMN "cadence" TYPE "Cadence" USING CASE "cadence" WHEN 'fortnightly' THEN 'fortnightly' ELSE 'monthly' END::"Cadence";
ALTER TABLE "Person" ALTER COLUMN "mentoring" DROP DEFAULT;
ALTER TABLE "Person" ALTER COLUMN "mentoring" TYPE "Mentoring" USING CASE WHEN "mentoring" IN ('mentor', 'mentee') THEN "mentoring" ELSE 'either' END::"Mentoring";
ALTER TABLE "Person" ALTER COLUMN "mentoring" SET DEFAULT 'either';
ALTER TABLE "Person" ALTER COLUMN "frequency" TYPE "Frequency" USING CASE WHEN "frequency" IN ('weekly', 'fortnightly', 'monthly') THEN "frequency" END::"Frequency";
ALTER TABLE "Person" ALTER COLUMN "medium" TYPE "Medium" USING CASE WHEN "medium" IN ('chat', 'email', 'video', 'any') THEN "medium" END::"Medium";
ALTER TABLE "Workspace" ALTER COLUMN "forumKind" TYPE "ForumKind" USING CASE WHEN "forumKind" IN ('forum', 'text') THEN "forumKind" END::"ForumKind";
ALTER TABLE "PairRule" ALTER COLUMN "kind" TYPE "PairRuleKind" USING "kind"::"PairRuleKind";
ALTER TABLE "Enrolment" ALTER COLUMN "why" TYPE "WhyNot" USING CASE WHEN "why" = ANY(enum_range(NULL::"WhyNot")::text[]) THEN "why" END::"WhyNot";

-- A day is a date.
ALTER TABLE "RoundTopic" ALTER COLUMN "date" TYPE DATE USING "date"::date;

-- Pairs as they were kept so far, until they are turned into hashes of identities, which takes the secret.
ALTER TABLE "PastPair" RENAME TO "PersonPair";
ALTER TABLE "PersonPair" RENAME CONSTRAINT "PastPair_pkey" TO "PersonPair_pkey";
ALTER TABLE "PersonPair" RENAME CONSTRAINT "PastPair_programmeId_fkey" TO "PersonPair_programmeId_fkey";
ALTER TABLE "PersonPair" ALTER COLUMN "kind" TYPE "PastPairKind" USING "kind"::"PastPairKind";

-- CreateTable
CREATE TABLE "PastPair" (
    "programmeId" TEXT NOT NULL,
    "oneHash" TEXT NOT NULL,
    "otherHash" TEXT NOT NULL,
    "kind" "PastPairKind" NOT NULL,
    "round" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PastPair_pkey" PRIMARY KEY ("programmeId","oneHash","otherHash","kind")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "id" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorPersonId" TEXT NOT NULL,
    "actorAccountId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "subjects" TEXT[],
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Installation" (
    "platform" "PlatformKind" NOT NULL,
    "externalId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "gone" TIMESTAMPTZ(3),

    CONSTRAINT "Installation_pkey" PRIMARY KEY ("platform","externalId")
);

-- Whatever is connected is installed.
INSERT INTO "Installation" ("platform", "externalId", "since")
SELECT "platform", "externalId", "connectedAt" FROM "Workspace";

-- Each row says of which programme it is, so that none can refer to another one's.
ALTER TABLE "Account" ADD COLUMN "programmeId" TEXT;
UPDATE "Account" AS t SET "programmeId" = (SELECT w."programmeId" FROM "Workspace" w WHERE w."id" = t."workspaceId");
ALTER TABLE "Account" ALTER COLUMN "programmeId" SET NOT NULL;
ALTER TABLE "Enrolment" ADD COLUMN "programmeId" TEXT;
UPDATE "Enrolment" AS t SET "programmeId" = (SELECT r."programmeId" FROM "Round" r WHERE r."id" = t."roundId");
ALTER TABLE "Enrolment" ALTER COLUMN "programmeId" SET NOT NULL;
ALTER TABLE "PairRule" ADD COLUMN "programmeId" TEXT;
UPDATE "PairRule" AS t SET "programmeId" = (SELECT r."programmeId" FROM "Round" r WHERE r."id" = t."roundId");
ALTER TABLE "PairRule" ALTER COLUMN "programmeId" SET NOT NULL;
ALTER TABLE "RoundTopic" ADD COLUMN "programmeId" TEXT;
UPDATE "RoundTopic" AS t SET "programmeId" = (SELECT r."programmeId" FROM "Round" r WHERE r."id" = t."roundId");
ALTER TABLE "RoundTopic" ALTER COLUMN "programmeId" SET NOT NULL;
ALTER TABLE "Membership" ADD COLUMN "programmeId" TEXT;
UPDATE "Membership" AS t SET "programmeId" = (SELECT p."programmeId" FROM "Partnership" p WHERE p."id" = t."partnershipId");
ALTER TABLE "Membership" ALTER COLUMN "programmeId" SET NOT NULL;
ALTER TABLE "Space" ADD COLUMN "programmeId" TEXT;
UPDATE "Space" AS t SET "programmeId" = (SELECT p."programmeId" FROM "Partnership" p WHERE p."id" = t."partnershipId");
ALTER TABLE "Space" ALTER COLUMN "programmeId" SET NOT NULL;
ALTER TABLE "Prompt" ADD COLUMN "programmeId" TEXT;
UPDATE "Prompt" AS t SET "programmeId" = (SELECT p."programmeId" FROM "Partnership" p WHERE p."id" = t."partnershipId");
ALTER TABLE "Prompt" ALTER COLUMN "programmeId" SET NOT NULL;
ALTER TABLE "ForumPost" ADD COLUMN "programmeId" TEXT;
UPDATE "ForumPost" AS t SET "programmeId" = (SELECT w."programmeId" FROM "Workspace" w WHERE w."id" = t."workspaceId");
ALTER TABLE "ForumPost" ALTER COLUMN "programmeId" SET NOT NULL;

-- There is one round at a time. Where two were opened in the same moment, people were shown the later one.
UPDATE "Effect" AS e SET "state" = 'dropped' FROM "Round" r
 WHERE r."id" = e."roundId" AND e."state" = 'ready' AND r."state" <> 'closed'
   AND EXISTS (SELECT 1 FROM "Round" later WHERE later."programmeId" = r."programmeId"
                  AND later."state" <> 'closed' AND later."number" > r."number");
UPDATE "Round" AS r SET "state" = 'closed'
 WHERE r."state" <> 'closed'
   AND EXISTS (SELECT 1 FROM "Round" later WHERE later."programmeId" = r."programmeId"
                  AND later."state" <> 'closed' AND later."number" > r."number");
CREATE UNIQUE INDEX "Round_one_at_a_time" ON "Round"("programmeId") WHERE "state" <> 'closed';

-- CreateIndex
CREATE INDEX "AuditEntry_programmeId_at_idx" ON "AuditEntry"("programmeId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Account_id_programmeId_key" ON "Account"("id", "programmeId");

-- CreateIndex
CREATE INDEX "ForumPost_workspaceId_idx" ON "ForumPost"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Interest_personId_programmeId_key" ON "Interest"("personId", "programmeId");

-- CreateIndex
CREATE INDEX "Partnership_workspaceId_idx" ON "Partnership"("workspaceId");

-- CreateIndex
CREATE UNIQUE INDEX "Partnership_id_programmeId_key" ON "Partnership"("id", "programmeId");

-- CreateIndex
CREATE UNIQUE INDEX "Person_id_programmeId_key" ON "Person"("id", "programmeId");

-- CreateIndex
CREATE UNIQUE INDEX "Round_id_programmeId_key" ON "Round"("id", "programmeId");

-- CreateIndex
CREATE INDEX "RoundTopic_topicId_idx" ON "RoundTopic"("topicId");

-- CreateIndex
CREATE UNIQUE INDEX "RoundTopic_id_programmeId_key" ON "RoundTopic"("id", "programmeId");

-- CreateIndex
CREATE UNIQUE INDEX "Topic_id_programmeId_key" ON "Topic"("id", "programmeId");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_id_programmeId_key" ON "Workspace"("id", "programmeId");

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_platform_externalId_fkey" FOREIGN KEY ("platform", "externalId") REFERENCES "Installation"("platform", "externalId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_programmeId_fkey" FOREIGN KEY ("personId", "programmeId") REFERENCES "Person"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_workspaceId_programmeId_fkey" FOREIGN KEY ("workspaceId", "programmeId") REFERENCES "Workspace"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organiser" ADD CONSTRAINT "Organiser_personId_programmeId_fkey" FOREIGN KEY ("personId", "programmeId") REFERENCES "Person"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_personId_programmeId_fkey" FOREIGN KEY ("personId", "programmeId") REFERENCES "Person"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairRule" ADD CONSTRAINT "PairRule_roundId_programmeId_fkey" FOREIGN KEY ("roundId", "programmeId") REFERENCES "Round"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairRule" ADD CONSTRAINT "PairRule_oneId_programmeId_fkey" FOREIGN KEY ("oneId", "programmeId") REFERENCES "Person"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairRule" ADD CONSTRAINT "PairRule_otherId_programmeId_fkey" FOREIGN KEY ("otherId", "programmeId") REFERENCES "Person"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_roundId_programmeId_fkey" FOREIGN KEY ("roundId", "programmeId") REFERENCES "Round"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_personId_programmeId_fkey" FOREIGN KEY ("personId", "programmeId") REFERENCES "Person"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_accountId_programmeId_fkey" FOREIGN KEY ("accountId", "programmeId") REFERENCES "Account"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Partnership" ADD CONSTRAINT "Partnership_roundId_programmeId_fkey" FOREIGN KEY ("roundId", "programmeId") REFERENCES "Round"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Partnership" ADD CONSTRAINT "Partnership_workspaceId_programmeId_fkey" FOREIGN KEY ("workspaceId", "programmeId") REFERENCES "Workspace"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Space" ADD CONSTRAINT "Space_partnershipId_programmeId_fkey" FOREIGN KEY ("partnershipId", "programmeId") REFERENCES "Partnership"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Space" ADD CONSTRAINT "Space_workspaceId_programmeId_fkey" FOREIGN KEY ("workspaceId", "programmeId") REFERENCES "Workspace"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_partnershipId_programmeId_fkey" FOREIGN KEY ("partnershipId", "programmeId") REFERENCES "Partnership"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_programmeId_fkey" FOREIGN KEY ("personId", "programmeId") REFERENCES "Person"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_accountId_programmeId_fkey" FOREIGN KEY ("accountId", "programmeId") REFERENCES "Account"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTopic" ADD CONSTRAINT "RoundTopic_roundId_programmeId_fkey" FOREIGN KEY ("roundId", "programmeId") REFERENCES "Round"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTopic" ADD CONSTRAINT "RoundTopic_topicId_programmeId_fkey" FOREIGN KEY ("topicId", "programmeId") REFERENCES "Topic"("id", "programmeId") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_roundTopicId_programmeId_fkey" FOREIGN KEY ("roundTopicId", "programmeId") REFERENCES "RoundTopic"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_partnershipId_programmeId_fkey" FOREIGN KEY ("partnershipId", "programmeId") REFERENCES "Partnership"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumPost" ADD CONSTRAINT "ForumPost_roundTopicId_programmeId_fkey" FOREIGN KEY ("roundTopicId", "programmeId") REFERENCES "RoundTopic"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumPost" ADD CONSTRAINT "ForumPost_workspaceId_programmeId_fkey" FOREIGN KEY ("workspaceId", "programmeId") REFERENCES "Workspace"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Effect" ADD CONSTRAINT "Effect_workspaceId_programmeId_fkey" FOREIGN KEY ("workspaceId", "programmeId") REFERENCES "Workspace"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Effect" ADD CONSTRAINT "Effect_roundId_programmeId_fkey" FOREIGN KEY ("roundId", "programmeId") REFERENCES "Round"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PastPair" ADD CONSTRAINT "PastPair_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Bounds. Ids are compared byte by byte, as JavaScript does.
ALTER TABLE "Programme" ADD CONSTRAINT "Programme_countryCap_check" CHECK ("countryCap" BETWEEN 1 AND 100);
ALTER TABLE "Programme" ADD CONSTRAINT "Programme_leastHours_check" CHECK ("leastHours" BETWEEN 0 AND 40);
ALTER TABLE "Programme" ADD CONSTRAINT "Programme_topicsPerRound_check" CHECK ("topicsPerRound" BETWEEN 1 AND 12);
ALTER TABLE "Round" ADD CONSTRAINT "Round_number_check" CHECK ("number" >= 1);
ALTER TABLE "Round" ADD CONSTRAINT "Round_topicsPerRound_check" CHECK ("topicsPerRound" BETWEEN 1 AND 12);
ALTER TABLE "Person" ADD CONSTRAINT "Person_availability_check" CHECK ("availability" BETWEEN 0 AND 2097151);
ALTER TABLE "Person" ADD CONSTRAINT "Person_waited_check" CHECK ("waited" >= 0);
ALTER TABLE "PairRule" ADD CONSTRAINT "PairRule_order_check" CHECK ("oneId" COLLATE "C" < "otherId" COLLATE "C");
ALTER TABLE "PastPair" ADD CONSTRAINT "PastPair_order_check" CHECK ("oneHash" COLLATE "C" < "otherHash" COLLATE "C");
ALTER TABLE "PastPair" ADD CONSTRAINT "PastPair_round_check" CHECK ("round" IS NULL OR "round" >= 1);
ALTER TABLE "Partnership" ADD CONSTRAINT "Partnership_score_check" CHECK ("score" BETWEEN 0 AND 1000);
ALTER TABLE "Topic" ADD CONSTRAINT "Topic_position_check" CHECK ("position" >= 0);
ALTER TABLE "RoundTopic" ADD CONSTRAINT "RoundTopic_index_check" CHECK ("index" >= 0);
ALTER TABLE "Effect" ADD CONSTRAINT "Effect_counts_check" CHECK ("attempt" >= 0 AND "thrown" >= 0 AND "token" >= 0);
ALTER TABLE "Effect" ADD CONSTRAINT "Effect_place_check" CHECK ("place" IS NULL OR "place" >= 0);
