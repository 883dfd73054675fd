-- CreateTable
CREATE TABLE "papers" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "at" BIGINT NOT NULL,
    "by_id" UUID,
    "lists" BOOLEAN NOT NULL DEFAULT false,
    "pdf" BYTEA,
    "markdown" TEXT,

    CONSTRAINT "papers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "papers_project_id_kind_about_version_key" ON "papers"("project_id", "kind", "about", "version");

-- AddForeignKey
ALTER TABLE "papers" ADD CONSTRAINT "papers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "papers" ADD CONSTRAINT "papers_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was handed over stays as it was: its content can only be emptied, with the lists in it.
CREATE FUNCTION only_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'pdf' - 'markdown' IS DISTINCT FROM to_jsonb(OLD) - 'pdf' - 'markdown'
    OR NEW.pdf IS NOT NULL OR NEW.markdown IS NOT NULL THEN
    RAISE EXCEPTION '% is append-only: only what it says can be emptied', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER papers_only_emptied BEFORE UPDATE ON "papers" FOR EACH ROW EXECUTE FUNCTION only_emptied();
