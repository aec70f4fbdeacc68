-- CreateTable
CREATE TABLE "Trouble" (
    "programmeId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "saidAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Trouble_pkey" PRIMARY KEY ("programmeId","kind","subject")
);

-- AddForeignKey
ALTER TABLE "Trouble" ADD CONSTRAINT "Trouble_programmeId_fkey" FOREIGN KEY ("programmeId") REFERENCES "Programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;
