-- CreateIndex
CREATE INDEX "projects_internal_id_idx" ON "projects"("internal_id");
