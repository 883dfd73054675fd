-- DropIndex
DROP INDEX "jobs_next_attempt_at_idx";

-- AlterTable
ALTER TABLE "jobs" ADD COLUMN     "lane" TEXT NOT NULL DEFAULT 'people';

-- CreateTable
CREATE TABLE "outbox_heads" (
    "conversation_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "message_id" UUID,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_heads_pkey" PRIMARY KEY ("conversation_id")
);

-- CreateIndex
CREATE INDEX "outbox_heads_platform_due_at_idx" ON "outbox_heads"("platform", "due_at");

-- CreateIndex
CREATE INDEX "jobs_lane_next_attempt_at_idx" ON "jobs"("lane", "next_attempt_at");

-- AddForeignKey
ALTER TABLE "outbox_heads" ADD CONSTRAINT "outbox_heads_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema language cannot say. Prisma's diff neither sees nor removes any of it.

-- What waits, in the order of its conversation: the rest of the messages are history.
CREATE INDEX "messages_waiting" ON "messages" ("conversation_id", "seq") WHERE "next_attempt_at" IS NOT NULL;

-- The oldest waiting message of a conversation stands in one row of its own. It is looked for at commit, with that row locked: whoever
-- changes the same conversation at that moment waits for the other, and sees what it has left. A lease that is made longer is not written
-- there, so that renewing locks nothing: whoever claims asks the message itself.
CREATE FUNCTION keep_outbox_head() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  whose uuid;
  head uuid;
  due timestamptz(3);
BEGIN
  IF TG_OP = 'DELETE' THEN whose := OLD.conversation_id; ELSE whose := NEW.conversation_id; END IF;
  PERFORM 1 FROM outbox_heads WHERE conversation_id = whose FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO outbox_heads (conversation_id, platform) SELECT c.id, c.platform FROM conversations c WHERE c.id = whose
      ON CONFLICT (conversation_id) DO UPDATE SET platform = excluded.platform;
  END IF;
  SELECT m.id, greatest(m.next_attempt_at, m.lease_until) INTO head, due FROM messages m
    WHERE m.conversation_id = whose AND m.next_attempt_at IS NOT NULL ORDER BY m.seq LIMIT 1;
  UPDATE outbox_heads SET message_id = head, due_at = due
    WHERE conversation_id = whose AND (message_id IS DISTINCT FROM head OR due_at IS DISTINCT FROM due);
  RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER messages_head_said AFTER INSERT ON "messages" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.next_attempt_at IS NOT NULL) EXECUTE FUNCTION keep_outbox_head();
CREATE CONSTRAINT TRIGGER messages_head_moved AFTER UPDATE ON "messages" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.next_attempt_at IS DISTINCT FROM NEW.next_attempt_at
    OR coalesce(NEW.lease_until, '-infinity') < coalesce(OLD.lease_until, '-infinity')) EXECUTE FUNCTION keep_outbox_head();
CREATE CONSTRAINT TRIGGER messages_head_gone AFTER DELETE ON "messages" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.next_attempt_at IS NOT NULL) EXECUTE FUNCTION keep_outbox_head();
INSERT INTO outbox_heads (conversation_id, platform, message_id, due_at)
  SELECT DISTINCT ON (m.conversation_id) m.conversation_id, c.platform, m.id, greatest(m.next_attempt_at, m.lease_until)
  FROM messages m JOIN conversations c ON c.id = m.conversation_id WHERE m.next_attempt_at IS NOT NULL ORDER BY m.conversation_id, m.seq;

UPDATE "jobs" SET "lane" = 'models' WHERE "kind" = 'minutes';
