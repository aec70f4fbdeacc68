-- AlterTable
ALTER TABLE "Programme" ADD COLUMN     "sharedLanguage" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "weights" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "PairRule" (
    "roundId" TEXT NOT NULL,
    "oneId" TEXT NOT NULL,
    "otherId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PairRule_pkey" PRIMARY KEY ("roundId","oneId","otherId")
);

-- CreateIndex
CREATE INDEX "PairRule_oneId_idx" ON "PairRule"("oneId");

-- CreateIndex
CREATE INDEX "PairRule_otherId_idx" ON "PairRule"("otherId");

-- AddForeignKey
ALTER TABLE "PairRule" ADD CONSTRAINT "PairRule_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairRule" ADD CONSTRAINT "PairRule_oneId_fkey" FOREIGN KEY ("oneId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PairRule" ADD CONSTRAINT "PairRule_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
