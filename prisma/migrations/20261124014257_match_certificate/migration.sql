-- AlterTable
ALTER TABLE "MatchRun" ADD COLUMN     "certificate" JSONB;
