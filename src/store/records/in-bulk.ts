import type { Id } from "../../domain/units.ts";
import type { Content } from "../../messages/content.ts";
import { isLedger } from "../../messages/picture-block.ts";
import { saysNothing } from "../../messages/says-nothing.ts";
import type { InBulk } from "../store.ts";
import { LedgerInTheOpen, manyWrite, Overtaken, Wordless } from "./messages.ts";
import { noticesInBulk } from "./notices-in-bulk.ts";
import type { Tx } from "./values.ts";

type Written = "mayHoldLedger" | "post" | "revise" | "withdraw";

/** Messages of many projects at once. */
function messagesInBulk(tx: Tx, queued: () => void): Pick<InBulk, Written> {
  const mayHoldLedger = async (conversations: readonly Id[]): Promise<ReadonlySet<Id>> => {
    if (conversations.length === 0) return new Set();
    const rows = await tx.$queryRaw<{ id: Id }[]>`
      select c.id from conversations c where c.id = any(${[...new Set(conversations)]}::uuid[]) and not c.outsiders
        and (c.private or (exists (select 1 from projects p where p.internal_id = c.id)
          and not exists (select 1 from projects p where p.shared_id = c.id)))`;
    return new Set(rows.map(({ id }) => id));
  };
  async function guard(contents: readonly { readonly content: Content; readonly conversation: Id }[]): Promise<void> {
    const ledger = contents.flatMap(({ content, conversation }) => (isLedger(content) ? [conversation] : []));
    const allowed = await mayHoldLedger(ledger);
    const open = ledger.find((conversation) => !allowed.has(conversation));
    if (open !== undefined) throw new LedgerInTheOpen(open);
  }

  return {
    mayHoldLedger,
    async post(messages) {
      if (messages.length === 0) return;
      const wordless = messages.find(({ content }) => saysNothing(content));
      if (wordless !== undefined) throw new Wordless(wordless.conversation);
      await guard(messages);
      const rows = JSON.stringify(
        messages.map(({ saidAt, ...one }, n) => ({ ...one, said_at: Math.round(saidAt), n })),
      );
      // The newest of a subject holds it.
      await tx.$executeRaw`update messages m set subject = null
        from json_to_recordset(${rows}::json) r(project uuid, conversation uuid, subject text)
        where m.project_id = r.project and m.conversation_id = r.conversation and m.subject = r.subject`;
      await tx.$executeRaw`insert into messages (id, conversation_id, project_id, content, subject, said_at)
        select r.id, r.conversation, r.project, r.content, r.subject, r.said_at
        from json_to_recordset(${rows}::json) r(id uuid, conversation uuid, project uuid, content json, subject text, said_at bigint, n int)
        order by r.n`;
      queued();
    },
    async revise(revisions) {
      if (revisions.length === 0) return;
      await guard(revisions.map(({ message: { conversation }, content }) => ({ content, conversation })));
      const rows = JSON.stringify(
        revisions.map(({ message: one, content }) => ({
          ...{ id: one.id, content },
          revision: manyWrite(one) ? one.revision : null,
        })),
      );
      const written =
        await tx.$executeRaw`update messages m set content = r.content, revision = m.revision + 1, next_attempt_at = now(), attempts = 0,
          parked_at = null, withdrawn_at = null, purged_at = null, last_error = null
        from json_to_recordset(${rows}::json) r(id uuid, content json, revision int)
        where m.id = r.id and (r.revision is null or m.revision = r.revision)`;
      if (written < revisions.length) throw new Overtaken();
      queued();
    },
    async withdraw(messages) {
      if (messages.length === 0) return;
      await tx.$executeRaw`update messages set withdrawn_at = clock_timestamp(), parked_at = null,
          next_attempt_at = case when lease_by is not null or platform_id is not null or delivered_revision > 0
            then coalesce(next_attempt_at, clock_timestamp()) end
        where id = any(${[...messages]}::uuid[])`;
    },
  };
}

/** `queued` hears that the outbox has something to do after the commit. */
export const inBulkIn = (tx: Tx, queued: () => void): InBulk => ({
  ...noticesInBulk(tx),
  ...messagesInBulk(tx, queued),
});
