-- AlterTable
ALTER TABLE "porting_entries" ADD COLUMN     "ends" DATE;

-- CreateTable
CREATE TABLE "porting_requests" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT,
    "task" TEXT,
    "on" DATE NOT NULL,
    "recorded_at" BIGINT NOT NULL,
    "by_id" UUID,
    "by_side" TEXT NOT NULL,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "porting_requests_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "porting_requests_project_id_idx" ON "porting_requests"("project_id");

-- AddForeignKey
ALTER TABLE "porting_requests" ADD CONSTRAINT "porting_requests_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "porting_requests" ADD CONSTRAINT "porting_requests_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was recorded stays as it was recorded: an entry can only be marked undone.
CREATE TRIGGER porting_requests_only_undone BEFORE UPDATE ON "porting_requests" FOR EACH ROW EXECUTE FUNCTION only_undone();
CREATE TRIGGER porting_requests_kept BEFORE DELETE ON "porting_requests" FOR EACH ROW EXECUTE FUNCTION refuse_change();
