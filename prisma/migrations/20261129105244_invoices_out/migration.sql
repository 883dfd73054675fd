-- CreateTable
CREATE TABLE "receipts" (
    "trip_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "receipts_pkey" PRIMARY KEY ("trip_id","file_id")
);

-- CreateTable
CREATE TABLE "basis_numbers" (
    "supplier" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "basis_numbers_pkey" PRIMARY KEY ("supplier")
);

-- CreateTable
CREATE TABLE "sent_bases" (
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "total" BIGINT NOT NULL,
    "sent_at" BIGINT NOT NULL,
    "by_id" UUID,

    CONSTRAINT "sent_bases_pkey" PRIMARY KEY ("project_id","number")
);

-- AddForeignKey
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_trip_id_fkey" FOREIGN KEY ("trip_id") REFERENCES "trips"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sent_bases" ADD CONSTRAINT "sent_bases_project_id_number_fkey" FOREIGN KEY ("project_id", "number") REFERENCES "closed_bases"("project_id", "number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sent_bases" ADD CONSTRAINT "sent_bases_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was sent to accounting stays sent, and a receipt stays with its trip.
CREATE TRIGGER sent_bases_kept BEFORE UPDATE OR DELETE ON "sent_bases" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER receipts_kept BEFORE UPDATE OR DELETE ON "receipts" FOR EACH ROW EXECUTE FUNCTION refuse_change();
