-- AlterTable
ALTER TABLE "conversations" ADD COLUMN     "unseen" BOOLEAN NOT NULL DEFAULT false;
