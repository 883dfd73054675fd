-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "to_invoice" BIGINT;
