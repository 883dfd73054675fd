-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "thread" TEXT;
