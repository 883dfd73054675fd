-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "to_close" BOOLEAN;

-- What comes to something has lines. What comes to nothing has some only where it takes back what a closed basis charged: that is looked at anew.
UPDATE "projects" SET "to_close" = "to_invoice" <> 0 WHERE "to_invoice" IS NOT NULL;
UPDATE "projects" SET "owed_on" = NULL WHERE "to_invoice" = 0 AND "id" IN (SELECT "project_id" FROM "closed_bases");
