-- DropForeignKey
ALTER TABLE "Coordinator" DROP CONSTRAINT "Coordinator_personId_fkey";

-- AddForeignKey
ALTER TABLE "Coordinator" ADD CONSTRAINT "Coordinator_programmeId_personId_fkey" FOREIGN KEY ("programmeId", "personId") REFERENCES "Person"("programmeId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
