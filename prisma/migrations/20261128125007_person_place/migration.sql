-- AlterTable
ALTER TABLE "Person" ADD COLUMN     "place" TEXT;
