-- AlterEnum
ALTER TYPE "WhyNot" ADD VALUE 'kept-apart';

-- CreateEnum
CREATE TYPE "Reunion" AS ENUM ('never', 'after', 'rather-than-nobody');

-- AlterTable
ALTER TABLE "Programme" ADD COLUMN     "reunion" "Reunion" NOT NULL DEFAULT 'never',
ADD COLUMN     "reunionAfter" INTEGER NOT NULL DEFAULT 2;

-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "calledOffAt" TIMESTAMPTZ(3);

-- Bounds, which the schema cannot say.
ALTER TABLE "Programme" ADD CONSTRAINT "Programme_reunionAfter_check" CHECK ("reunionAfter" BETWEEN 1 AND 20);
ALTER TABLE "Round" ADD CONSTRAINT "Round_calledOffAt_check" CHECK ("calledOffAt" IS NULL OR ("state" = 'closed' AND "publishedAt" IS NULL AND "endedAt" IS NOT NULL));
