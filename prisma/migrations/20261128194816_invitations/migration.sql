-- AlterTable
ALTER TABLE "check_ins" ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;
