-- CreateTable
CREATE TABLE "Coordinator" (
    "programmeId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "countries" TEXT[],
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Coordinator_pkey" PRIMARY KEY ("programmeId","personId")
);

-- CreateIndex
CREATE INDEX "Coordinator_personId_idx" ON "Coordinator"("personId");

-- AddForeignKey
ALTER TABLE "Coordinator" ADD CONSTRAINT "Coordinator_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Coordinator" ADD CONSTRAINT "Coordinator_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
