-- DropIndex
DROP INDEX "projects_state_idx";

-- AlterTable
ALTER TABLE "clock" ADD COLUMN     "looks_from" TEXT;

-- AlterTable
ALTER TABLE "projects" ADD COLUMN     "look_at" BIGINT;

-- CreateIndex
CREATE INDEX "projects_state_look_at_idx" ON "projects"("state", "look_at");
