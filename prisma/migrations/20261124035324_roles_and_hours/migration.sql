-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "mentoring" TEXT NOT NULL DEFAULT 'either';

-- AlterTable
ALTER TABLE "Programme" ADD COLUMN     "leastHours" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "roles" TEXT NOT NULL DEFAULT 'peers';
