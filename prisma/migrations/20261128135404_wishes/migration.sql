-- AlterTable
ALTER TABLE "requirements" ADD COLUMN     "wished_by_id" UUID,
ADD COLUMN     "wished_on" DATE;

-- AddForeignKey
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_wished_by_id_fkey" FOREIGN KEY ("wished_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
