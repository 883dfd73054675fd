-- AlterTable
ALTER TABLE "keeping" ADD COLUMN     "passing_since" BIGINT;

-- What was kept before it was known when: as if it had been kept just now.
UPDATE "keeping" SET "passing_since" = (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint + "offset" FROM "clock")
WHERE "collection" IN ('forms', 'shown', 'elsewhere', 'progress', 'uses', 'hand-ins');
