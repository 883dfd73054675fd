-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "gone" TEXT;
