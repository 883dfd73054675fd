-- What the schema language cannot say. Prisma's diff neither sees nor removes any of it.

-- The audit is append-only, for everyone and for every program.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END;
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was recorded stays as it was recorded: an entry can only be marked undone. Its note may be erased (personal words).
CREATE FUNCTION only_undone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - 'undone' - 'note' IS DISTINCT FROM to_jsonb(OLD) - 'undone' - 'note' THEN
    RAISE EXCEPTION '% is append-only: only "undone" can change', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER work_entries_only_undone BEFORE UPDATE ON "work_entries" FOR EACH ROW EXECUTE FUNCTION only_undone();
CREATE TRIGGER work_entries_kept BEFORE DELETE ON "work_entries" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER trips_only_undone BEFORE UPDATE ON "trips" FOR EACH ROW EXECUTE FUNCTION only_undone();
CREATE TRIGGER trips_kept BEFORE DELETE ON "trips" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER data_entries_only_undone BEFORE UPDATE ON "data_entries" FOR EACH ROW EXECUTE FUNCTION only_undone();
CREATE TRIGGER data_entries_kept BEFORE DELETE ON "data_entries" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER porting_entries_only_undone BEFORE UPDATE ON "porting_entries" FOR EACH ROW EXECUTE FUNCTION only_undone();
CREATE TRIGGER porting_entries_kept BEFORE DELETE ON "porting_entries" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- An offer is kept word for word (S9), a closed basis as it was closed (S6).
CREATE TRIGGER offers_kept BEFORE UPDATE OR DELETE ON "offers" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER closed_bases_kept BEFORE UPDATE OR DELETE ON "closed_bases" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER agreements_kept BEFORE UPDATE OR DELETE ON "agreements" FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE "projects" ADD CONSTRAINT "projects_state" CHECK ("state" IN ('open', 'cancelled', 'closed'));
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_state" CHECK ("state" IN ('agreed', 'delivered', 'verified', 'dropped', 'undone'));
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_state" CHECK ("state" IN ('scheduled', 'held', 'cancelled'));
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_state" CHECK ("state" IN ('drafting', 'draft', 'approved'));
ALTER TABLE "changes" ADD CONSTRAINT "changes_state" CHECK ("state" IN ('asked', 'priced', 'sent', 'approved', 'declined', 'withdrawn', 'done', 'undone'));
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_state" CHECK ("state" IN ('asked', 'approved', 'declined', 'outdated'));
ALTER TABLE "work_entries" ADD CONSTRAINT "work_entries_minutes" CHECK ("minutes" > 0);
ALTER TABLE "clock" ADD CONSTRAINT "clock_one_row" CHECK ("id" = 1);
INSERT INTO "clock" ("id") VALUES (1);
