-- What was recorded of a number stays as it was recorded: an entry can only be marked undone, and a person's name leaves
-- its words when they are erased.
CREATE FUNCTION only_undone_or_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'undone' - 'answers' - 'reason' IS DISTINCT FROM to_jsonb(OLD) - 'undone' - 'answers' - 'reason' THEN
    RAISE EXCEPTION '% is append-only: only "undone" can change', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END;
$$;
DROP TRIGGER porting_requests_only_undone ON "porting_requests";
CREATE TRIGGER porting_requests_only_undone BEFORE UPDATE ON "porting_requests" FOR EACH ROW EXECUTE FUNCTION only_undone_or_words();
