-- AlterTable
ALTER TABLE "Account" ADD COLUMN     "privateRef" TEXT;
