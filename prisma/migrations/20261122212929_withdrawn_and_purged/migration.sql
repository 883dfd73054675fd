-- AlterTable
ALTER TABLE "messages" ADD COLUMN     "purged_at" TIMESTAMPTZ(3),
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);
