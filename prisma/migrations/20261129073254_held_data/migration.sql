-- AlterTable
ALTER TABLE "data_entries" ADD COLUMN     "version" INTEGER;

-- AlterTable
ALTER TABLE "files" ADD COLUMN     "made" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "data_versions" (
    "project_id" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "file_id" UUID,
    "on" DATE NOT NULL,
    "recorded_at" BIGINT NOT NULL,
    "by_id" UUID,
    "by_side" TEXT NOT NULL,
    "records" INTEGER NOT NULL,
    "faults" INTEGER NOT NULL,
    "questions" INTEGER NOT NULL,
    "repairs" INTEGER NOT NULL,
    "findings" JSON NOT NULL,

    CONSTRAINT "data_versions_pkey" PRIMARY KEY ("project_id","area","version")
);

-- CreateTable
CREATE TABLE "data_records" (
    "id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "values" JSON NOT NULL,
    "unsure" JSON,
    "since" INTEGER NOT NULL,
    "until" INTEGER,

    CONSTRAINT "data_records_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_offers" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "file_id" UUID,
    "by_id" UUID,
    "by_side" TEXT NOT NULL,
    "recorded_at" BIGINT NOT NULL,
    "areas" JSON,
    "state" TEXT NOT NULL DEFAULT 'waiting',

    CONSTRAINT "data_offers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "data_records_project_id_area_until_idx" ON "data_records"("project_id", "area", "until");

-- CreateIndex
CREATE UNIQUE INDEX "data_records_project_id_area_key_since_key" ON "data_records"("project_id", "area", "key", "since");

-- CreateIndex
CREATE INDEX "data_offers_project_id_idx" ON "data_offers"("project_id");

-- AddForeignKey
ALTER TABLE "data_versions" ADD CONSTRAINT "data_versions_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_versions" ADD CONSTRAINT "data_versions_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_versions" ADD CONSTRAINT "data_versions_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_records" ADD CONSTRAINT "data_records_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_offers" ADD CONSTRAINT "data_offers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_offers" ADD CONSTRAINT "data_offers_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "files"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_offers" ADD CONSTRAINT "data_offers_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A record stays where and since when it was given, and once it is gone it stays gone. Its words may be erased.
CREATE FUNCTION only_until() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'until' - 'key' - 'values' IS DISTINCT FROM to_jsonb(OLD) - 'until' - 'key' - 'values'
    OR (OLD."until" IS NOT NULL AND NEW."until" IS DISTINCT FROM OLD."until") THEN
    RAISE EXCEPTION '% is append-only: only "until" can be set', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER data_records_only_until BEFORE UPDATE ON "data_records" FOR EACH ROW EXECUTE FUNCTION only_until();
ALTER TABLE "data_records" ADD CONSTRAINT "data_records_until" CHECK ("until" > "since");
