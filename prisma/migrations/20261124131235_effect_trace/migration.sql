-- AlterTable
ALTER TABLE "Effect" ADD COLUMN     "trace" TEXT;
