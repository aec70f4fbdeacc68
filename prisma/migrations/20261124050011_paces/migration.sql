-- CreateTable
CREATE TABLE "Pace" (
    "key" TEXT NOT NULL,
    "fullAgain" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "Pace_pkey" PRIMARY KEY ("key")
);
