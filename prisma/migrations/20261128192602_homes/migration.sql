-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "homeOpenedAt" TIMESTAMPTZ(3),
ADD COLUMN     "homeShown" TEXT;

-- CreateIndex
CREATE INDEX "Account_homeOpenedAt_idx" ON "Account"("homeOpenedAt");
