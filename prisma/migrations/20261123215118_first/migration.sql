-- CreateEnum
CREATE TYPE "PlatformKind" AS ENUM ('slack', 'discord');

-- CreateEnum
CREATE TYPE "RoundState" AS ENUM ('planned', 'open', 'matching', 'publishing', 'running', 'closing', 'closed');

-- CreateEnum
CREATE TYPE "EnrolmentState" AS ENUM ('joined', 'waitlisted', 'withdrawn', 'matched', 'unmatched');

-- CreateEnum
CREATE TYPE "EffectState" AS ENUM ('ready', 'claimed', 'calling', 'unknown', 'done', 'failed', 'dropped');

-- CreateTable
CREATE TABLE "Setting" (
    "name" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "Programme" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "zone" TEXT NOT NULL DEFAULT 'UTC',
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "countryCap" INTEGER NOT NULL DEFAULT 20,
    "differentCountry" BOOLEAN NOT NULL DEFAULT true,
    "topicsPerRound" INTEGER NOT NULL DEFAULT 6,
    "cadence" TEXT NOT NULL DEFAULT 'monthly',

    CONSTRAINT "Programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Workspace" (
    "id" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "platform" "PlatformKind" NOT NULL,
    "externalId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "announcementsRef" TEXT,
    "forumRef" TEXT,
    "forumKind" TEXT,
    "organisersRef" TEXT,
    "connectedAt" TIMESTAMPTZ(3) NOT NULL,
    "haltedWhy" TEXT,
    "haltedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConnectCode" (
    "hash" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ConnectCode_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "name" TEXT NOT NULL,
    "country" TEXT,
    "zone" TEXT,
    "languages" TEXT[],
    "workplace" TEXT,
    "sector" TEXT,
    "role" TEXT,
    "careerStage" TEXT,
    "interests" TEXT[],
    "canTell" TEXT[],
    "wantsToLearn" TEXT[],
    "wishSector" TEXT,
    "wishes" TEXT,
    "frequency" TEXT,
    "medium" TEXT,
    "availability" INTEGER NOT NULL DEFAULT 0,
    "contact" TEXT,
    "acceptsTrio" BOOLEAN NOT NULL DEFAULT false,
    "waited" INTEGER NOT NULL DEFAULT 0,
    "profileAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "externalId" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "locale" TEXT,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormDraft" (
    "accountId" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FormDraft_pkey" PRIMARY KEY ("accountId","form")
);

-- CreateTable
CREATE TABLE "Organiser" (
    "programmeId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Organiser_pkey" PRIMARY KEY ("programmeId","personId")
);

-- CreateTable
CREATE TABLE "Interest" (
    "personId" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Interest_pkey" PRIMARY KEY ("personId")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "RoundState" NOT NULL DEFAULT 'planned',
    "topicsPerRound" INTEGER NOT NULL,
    "cadence" TEXT NOT NULL,
    "plannedAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "publishedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Enrolment" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "state" "EnrolmentState" NOT NULL DEFAULT 'joined',
    "why" TEXT,
    "joinedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MatchRun" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "inputsHash" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "weight" INTEGER NOT NULL,
    "result" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "MatchRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Partnership" (
    "id" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "reasons" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "spaceRef" TEXT,

    CONSTRAINT "Partnership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "partnershipId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "leftAt" TIMESTAMPTZ(3),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("partnershipId","personId")
);

-- CreateTable
CREATE TABLE "PastPair" (
    "programmeId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PastPair_pkey" PRIMARY KEY ("programmeId","hash")
);

-- CreateTable
CREATE TABLE "Topic" (
    "id" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "introduction" TEXT NOT NULL,
    "suggestions" TEXT[],
    "question" TEXT NOT NULL,

    CONSTRAINT "Topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoundTopic" (
    "id" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "topicId" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "date" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "issuedAt" TIMESTAMPTZ(3),

    CONSTRAINT "RoundTopic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Prompt" (
    "roundTopicId" TEXT NOT NULL,
    "partnershipId" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3),
    "postedAt" TIMESTAMPTZ(3),
    "ref" TEXT,

    CONSTRAINT "Prompt_pkey" PRIMARY KEY ("roundTopicId","partnershipId")
);

-- CreateTable
CREATE TABLE "ForumPost" (
    "roundTopicId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3),
    "postedAt" TIMESTAMPTZ(3),
    "ref" TEXT,

    CONSTRAINT "ForumPost_pkey" PRIMARY KEY ("roundTopicId","workspaceId")
);

-- CreateTable
CREATE TABLE "Effect" (
    "id" TEXT NOT NULL,
    "programmeId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "EffectState" NOT NULL DEFAULT 'ready',
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "token" INTEGER NOT NULL DEFAULT 0,
    "notBefore" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "callingAt" TIMESTAMPTZ(3),
    "firstCallAt" TIMESTAMPTZ(3),
    "ref" TEXT,
    "error" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "Effect_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Workspace_programmeId_idx" ON "Workspace"("programmeId");

-- CreateIndex
CREATE UNIQUE INDEX "Workspace_platform_externalId_key" ON "Workspace"("platform", "externalId");

-- CreateIndex
CREATE INDEX "Person_programmeId_idx" ON "Person"("programmeId");

-- CreateIndex
CREATE INDEX "Account_personId_idx" ON "Account"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_workspaceId_externalId_key" ON "Account"("workspaceId", "externalId");

-- CreateIndex
CREATE INDEX "Organiser_personId_idx" ON "Organiser"("personId");

-- CreateIndex
CREATE INDEX "Interest_programmeId_idx" ON "Interest"("programmeId");

-- CreateIndex
CREATE UNIQUE INDEX "Round_programmeId_number_key" ON "Round"("programmeId", "number");

-- CreateIndex
CREATE INDEX "Enrolment_personId_idx" ON "Enrolment"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Enrolment_roundId_personId_key" ON "Enrolment"("roundId", "personId");

-- CreateIndex
CREATE INDEX "MatchRun_roundId_idx" ON "MatchRun"("roundId");

-- CreateIndex
CREATE INDEX "Partnership_roundId_idx" ON "Partnership"("roundId");

-- CreateIndex
CREATE INDEX "Partnership_programmeId_idx" ON "Partnership"("programmeId");

-- CreateIndex
CREATE INDEX "Membership_personId_idx" ON "Membership"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Topic_programmeId_slug_key" ON "Topic"("programmeId", "slug");

-- CreateIndex
CREATE INDEX "RoundTopic_from_idx" ON "RoundTopic"("from");

-- CreateIndex
CREATE UNIQUE INDEX "RoundTopic_roundId_index_key" ON "RoundTopic"("roundId", "index");

-- CreateIndex
CREATE INDEX "Prompt_recordedAt_dueAt_idx" ON "Prompt"("recordedAt", "dueAt");

-- CreateIndex
CREATE INDEX "Prompt_partnershipId_idx" ON "Prompt"("partnershipId");

-- CreateIndex
CREATE INDEX "ForumPost_recordedAt_dueAt_idx" ON "ForumPost"("recordedAt", "dueAt");

-- CreateIndex
CREATE INDEX "Effect_state_notBefore_idx" ON "Effect"("state", "notBefore");

-- CreateIndex
CREATE INDEX "Effect_workspaceId_state_idx" ON "Effect"("workspaceId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Effect_programmeId_kind_key_key" ON "Effect"("programmeId", "kind", "key");

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConnectCode" ADD CONSTRAINT "ConnectCode_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormDraft" ADD CONSTRAINT "FormDraft_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organiser" ADD CONSTRAINT "Organiser_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Organiser" ADD CONSTRAINT "Organiser_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Interest" ADD CONSTRAINT "Interest_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrolment" ADD CONSTRAINT "Enrolment_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MatchRun" ADD CONSTRAINT "MatchRun_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Partnership" ADD CONSTRAINT "Partnership_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Partnership" ADD CONSTRAINT "Partnership_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Partnership" ADD CONSTRAINT "Partnership_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PastPair" ADD CONSTRAINT "PastPair_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Topic" ADD CONSTRAINT "Topic_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTopic" ADD CONSTRAINT "RoundTopic_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTopic" ADD CONSTRAINT "RoundTopic_topicId_fkey" FOREIGN KEY ("topicId") REFERENCES "Topic"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_roundTopicId_fkey" FOREIGN KEY ("roundTopicId") REFERENCES "RoundTopic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Prompt" ADD CONSTRAINT "Prompt_partnershipId_fkey" FOREIGN KEY ("partnershipId") REFERENCES "Partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumPost" ADD CONSTRAINT "ForumPost_roundTopicId_fkey" FOREIGN KEY ("roundTopicId") REFERENCES "RoundTopic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ForumPost" ADD CONSTRAINT "ForumPost_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Effect" ADD CONSTRAINT "Effect_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Effect" ADD CONSTRAINT "Effect_workspaceId_fkey" FOREIGN KEY ("workspaceId") REFERENCES "Workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;
