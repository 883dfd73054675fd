-- AlterTable
ALTER TABLE "minutes" ADD COLUMN     "correction" JSON,
ADD COLUMN     "file" JSON,
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "tasks" ADD COLUMN     "withdrawn_on" DATE,
ADD COLUMN     "withdrawn_reason" TEXT;

-- CreateTable
CREATE TABLE "minutes_editions" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "minutes_id" UUID NOT NULL,
    "edition" INTEGER NOT NULL,
    "content" JSON NOT NULL,
    "reason" TEXT,
    "on" DATE NOT NULL,
    "at" BIGINT NOT NULL,
    "by_id" UUID,

    CONSTRAINT "minutes_editions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "minutes_editions_minutes_id_edition_key" ON "minutes_editions"("minutes_id", "edition");

-- AddForeignKey
ALTER TABLE "minutes_editions" ADD CONSTRAINT "minutes_editions_minutes_id_fkey" FOREIGN KEY ("minutes_id") REFERENCES "minutes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes_editions" ADD CONSTRAINT "minutes_editions_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was published before has its first edition; nobody kept who approved it, nor the hour.
INSERT INTO "minutes_editions" ("id", "minutes_id", "edition", "content", "on", "at")
SELECT gen_random_uuid(), "id", 1, "content", "approved_on", extract(epoch FROM "approved_on")::bigint * 1000
FROM "minutes" WHERE "state" = 'approved' AND "content" IS NOT NULL AND "approved_on" IS NOT NULL ORDER BY "seq";
-- What a customer was given stays readable.
CREATE TRIGGER minutes_editions_kept BEFORE DELETE ON "minutes_editions" FOR EACH ROW EXECUTE FUNCTION refuse_change();
