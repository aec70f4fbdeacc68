-- AlterTable
ALTER TABLE "Workspace" ADD COLUMN     "keeperId" TEXT;

-- CreateTable
CREATE TABLE "Keeper" (
    "id" TEXT NOT NULL,
    "aliveUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Keeper_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Workspace_keeperId_idx" ON "Workspace"("keeperId");

-- AddForeignKey
ALTER TABLE "Workspace" ADD CONSTRAINT "Workspace_keeperId_fkey" FOREIGN KEY ("keeperId") REFERENCES "Keeper"("id") ON DELETE SET NULL ON UPDATE CASCADE;
