-- CreateEnum
CREATE TYPE "ChannelPurpose" AS ENUM ('announcements', 'forum', 'organisers');

-- DropIndex
DROP INDEX "Workspace_platform_externalId_key";

-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "lookedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Installation" ADD COLUMN     "goneSaidAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Programme" ADD COLUMN     "graceDays" INTEGER NOT NULL DEFAULT 14;

-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "disconnectedAt" TIMESTAMPTZ(3),
ADD COLUMN     "lookingUntil" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "LostChannel" (
    "programmeId" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "purpose" "ChannelPurpose" NOT NULL,
    "ref" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LostChannel_pkey" PRIMARY KEY ("workspaceId","purpose")
);

-- CreateIndex
CREATE INDEX "Workspace_platform_externalId_idx" ON "Workspace"("platform", "externalId");

-- AddForeignKey
ALTER TABLE "LostChannel" ADD CONSTRAINT "LostChannel_workspaceId_programmeId_fkey" FOREIGN KEY ("workspaceId", "programmeId") REFERENCES "Workspace"("id", "programmeId") ON DELETE CASCADE ON UPDATE CASCADE;

-- A workspace takes part in one programme at a time, and of what was disconnected there may be any number.
CREATE UNIQUE INDEX "Workspace_connected_once" ON "Workspace"("platform", "externalId") WHERE "disconnectedAt" IS NULL;

-- Bounds.
ALTER TABLE "Programme" ADD CONSTRAINT "Programme_graceDays_check" CHECK ("graceDays" BETWEEN 1 AND 365);
