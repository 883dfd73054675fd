-- AlterTable
ALTER TABLE "people" ADD COLUMN     "away_from" DATE,
ADD COLUMN     "away_until" DATE,
ADD COLUMN     "feed_digest" TEXT,
ADD COLUMN     "stand_in_id" UUID;

-- AlterTable
ALTER TABLE "check_ins" ADD COLUMN     "booked_by_id" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "people_feed_digest_key" ON "people"("feed_digest");

-- AddForeignKey
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_booked_by_id_fkey" FOREIGN KEY ("booked_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
