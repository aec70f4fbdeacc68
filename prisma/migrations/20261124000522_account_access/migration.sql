-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "accessDue" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "accessWishedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Account_accessDue_idx" ON "Account"("accessDue");
