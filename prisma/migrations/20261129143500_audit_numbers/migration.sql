-- The audit is kept for ever, so it holds nothing that may be somebody's own: a sole trader's organisation number is
-- theirs, and numbers that are ported are deleted with the customer's lists. Entries of before are rid of them, once.
ALTER TABLE "audit" DISABLE TRIGGER audit_append_only;
UPDATE "audit" SET "details" = (
    SELECT json_agg(d.one ORDER BY d.at) FROM json_array_elements("details") WITH ORDINALITY AS d(one, at)
    WHERE d.one->>'field' <> 'orgno' AND NOT ("runs" LIKE 'porting%' AND d.one->>'field' IN ('number', 'series')))
  WHERE json_typeof("details") = 'array' AND EXISTS (
    SELECT FROM json_array_elements("details") d
    WHERE d->>'field' = 'orgno' OR "runs" LIKE 'porting%' AND d->>'field' IN ('number', 'series'));
ALTER TABLE "audit" ENABLE TRIGGER audit_append_only;
