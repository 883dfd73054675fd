import { randomUUID } from "node:crypto";
import type { Id } from "../../domain/units.ts";
import type { AuditEntry } from "../store.ts";
import { byId, type Tx } from "./values.ts";

/** What a transaction writes last goes in one statement: its audit, and the answer to the request that it is. */
export const endingQuery = `with told as (
    insert into audit (id, at, actor_id, platform, conversation_id, project_id, runs, outcome, reason, refs, fields, digest, details)
    select e.id, e.at, e.actor, e.platform, e.conversation, e.project, e.runs, e.outcome, e.reason,
      array(select json_array_elements_text(e.refs)), array(select json_array_elements_text(e.fields)), e.digest, e.details
    from json_to_recordset($1::json) as e(id uuid, at bigint, actor uuid, platform text, conversation uuid, project uuid, runs text,
      outcome text, reason text, refs json, fields json, digest text, details json))
  update requests set answered = true, answer = $3::json where id = $2::uuid`;

export interface Ending {
  /** Kept for the audit until an answer is written, or the transaction ends. */
  audit(entry: AuditEntry): void;
  answer(request: Id, answer: unknown): Promise<void>;
  /** Writes what is kept. */
  flush(): Promise<void>;
}

export function endingOf(tx: Tx): Ending {
  let entries: AuditEntry[] = [];
  const write = (request: Id | null, answer: unknown): Promise<number> => {
    const rows = entries.map(({ actor, details, ...entry }) => ({
      ...{ ...entry, id: randomUUID(), actor: byId(actor) },
      ...(details === undefined || details.length === 0 ? {} : { details }),
    }));
    entries = [];
    return tx.$executeRawUnsafe(endingQuery, JSON.stringify(rows), request, answer === undefined ? null : JSON.stringify(answer));
  };
  return {
    audit: (entry) => void entries.push(entry),
    async answer(request, answer) {
      if ((await write(request, answer ?? undefined)) === 0) throw new Error(`No request has the id ${request}.`);
    },
    async flush() {
      if (entries.length > 0) await write(null, undefined);
    },
  };
}
