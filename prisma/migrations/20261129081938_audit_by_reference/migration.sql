-- What the schema language cannot say. Prisma's diff neither sees nor removes any of it.

-- What an entry of the audit is about, with its project: each has a reference H1.
CREATE FUNCTION audit_references("project" uuid, "refs" text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_agg("project"::text || '/' || r) FROM unnest("refs") r
$$;
-- Nothing is put off until a list is full: each entry pays for its own.
CREATE INDEX "audit_references" ON "audit" USING gin (audit_references("project_id", "refs")) WITH (fastupdate = off)
  WHERE "project_id" IS NOT NULL AND "refs" <> '{}';
