-- CreateTable
CREATE TABLE "job_heads" (
    "lane" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_heads_pkey" PRIMARY KEY ("lane","owner")
);

-- CreateIndex
CREATE INDEX "job_heads_lane_due_at_idx" ON "job_heads"("lane", "due_at");

-- What the schema language cannot say. Prisma's diff neither sees nor removes any of it.

-- Whose a job is: its project's, or nobody else's.
CREATE FUNCTION job_owner(payload json, id uuid) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT coalesce(payload ->> 'project', id::text) $$;

-- What waits, in the order of its owner; and what is under way.
CREATE INDEX "jobs_turns" ON "jobs" ("lane", job_owner("payload", "id"), "next_attempt_at") WHERE "next_attempt_at" IS NOT NULL;
CREATE INDEX "jobs_under_way" ON "jobs" ("lane") WHERE "lease_until" IS NOT NULL;

-- When an owner's first waiting job is due stands in one row of its own. It is looked for at commit, with that row locked: whoever changes
-- the same owner's jobs at that moment waits for the other, and sees what it has left. Leases are not written there.
CREATE FUNCTION keep_job_head() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  its text;
  whose text;
  due timestamptz(3);
BEGIN
  IF TG_OP = 'DELETE' THEN
    its := OLD.lane;
    whose := job_owner(OLD.payload, OLD.id);
  ELSE
    its := NEW.lane;
    whose := job_owner(NEW.payload, NEW.id);
  END IF;
  PERFORM 1 FROM job_heads WHERE lane = its AND owner = whose FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO job_heads (lane, owner, due_at) VALUES (its, whose, 'infinity')
      ON CONFLICT (lane, owner) DO UPDATE SET due_at = 'infinity';
  END IF;
  SELECT j.next_attempt_at INTO due FROM jobs j
    WHERE j.lane = its AND job_owner(j.payload, j.id) = whose AND j.next_attempt_at IS NOT NULL ORDER BY j.next_attempt_at LIMIT 1;
  IF due IS NULL THEN
    DELETE FROM job_heads WHERE lane = its AND owner = whose;
  ELSE
    UPDATE job_heads SET due_at = due WHERE lane = its AND owner = whose AND due_at <> due;
  END IF;
  RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER jobs_head_added AFTER INSERT ON "jobs" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.next_attempt_at IS NOT NULL) EXECUTE FUNCTION keep_job_head();
CREATE CONSTRAINT TRIGGER jobs_head_moved AFTER UPDATE ON "jobs" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.next_attempt_at IS DISTINCT FROM NEW.next_attempt_at) EXECUTE FUNCTION keep_job_head();
CREATE CONSTRAINT TRIGGER jobs_head_gone AFTER DELETE ON "jobs" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.next_attempt_at IS NOT NULL) EXECUTE FUNCTION keep_job_head();
INSERT INTO job_heads (lane, owner, due_at)
  SELECT lane, job_owner(payload, id), min(next_attempt_at) FROM jobs WHERE next_attempt_at IS NOT NULL GROUP BY 1, 2;
