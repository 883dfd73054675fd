-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "not_agreed" INTEGER,
ADD COLUMN     "over_budget" INTEGER,
ADD COLUMN     "owed_on" DATE;

-- CreateIndex
CREATE INDEX "projects_state_owed_on_seq_idx" ON "projects"("state", "owed_on", "seq");

-- CreateIndex
CREATE INDEX "work_entries_by_id_on_idx" ON "work_entries"("by_id", "on");

-- CreateIndex
CREATE INDEX "check_ins_held_by_id_on_idx" ON "check_ins"("held_by_id", "on");

-- What has ended owes nothing by any day; what it has left to invoice stays as it was worked out. The others are looked at anew.
UPDATE "projects" SET "owed_on" = '9999-12-31', "not_agreed" = 0, "over_budget" = 0 WHERE "state" <> 'open' AND "to_invoice" IS NOT NULL;
