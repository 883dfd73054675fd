-- AlterTable
ALTER TABLE "audit" ADD COLUMN     "details" JSON;

-- AlterTable
ALTER TABLE "changes" ADD COLUMN     "declined_reason" TEXT;

-- AlterTable
ALTER TABLE "closed_bases" ADD COLUMN     "shown" JSON;

-- AlterTable
ALTER TABLE "data_entries" ADD COLUMN     "files" JSON;

-- AlterTable
ALTER TABLE "hardware" ADD COLUMN     "removed_reason" TEXT;

-- AlterTable
ALTER TABLE "requirements" ADD COLUMN     "agreed_with_id" UUID;

-- AddForeignKey
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_agreed_with_id_fkey" FOREIGN KEY ("agreed_with_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A customer's wish waits to be agreed on; a call that nobody came to counts as such.
ALTER TABLE "requirements" DROP CONSTRAINT "requirements_state";
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_state" CHECK ("state" IN ('wished', 'agreed', 'delivered', 'verified', 'dropped', 'undone'));
ALTER TABLE "check_ins" DROP CONSTRAINT "check_ins_state";
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_state" CHECK ("state" IN ('scheduled', 'held', 'cancelled', 'no-show'));
