import { randomUUID } from "node:crypto";
import type { Id } from "../../domain/units.ts";
import type { AuditEntry } from "../store.ts";
import { type ListedRow, listedColumns } from "./listing.ts";
import { byId, type Tx } from "./values.ts";

/**
 * What a transaction writes last goes in one statement: its audit, what is kept beside the facts of projects, and the
 * answer to the request that it is.
 */
export const endingQuery = `with told as (
    insert into audit (id, at, actor_id, platform, conversation_id, project_id, runs, outcome, reason, refs, fields, digest, details)
    select e.id, e.at, e.actor, e.platform, e.conversation, e.project, e.runs, e.outcome, e.reason,
      array(select json_array_elements_text(e.refs)), array(select json_array_elements_text(e.fields)), e.digest, e.details
    from json_to_recordset($1::json) as e(id uuid, at bigint, actor uuid, platform text, conversation uuid, project uuid, runs text,
      outcome text, reason text, refs json, fields json, digest text, details json)), stands as (
    update projects p set look_at = case when p.look_at > k.at then k.at else p.look_at end, owed_on = k."owed",
      not_agreed = k."notAgreed", over_budget = k."overBudget", to_invoice = k."toInvoice", to_close = k."toClose"
    from json_to_recordset($4::json) as k(project uuid, at bigint, ${listedColumns}) where p.id = k.project)
  update requests set answered = true, answer = $3::json where id = $2::uuid`;

/** What is kept beside a project's facts: how far its look may lie ahead, milliseconds, and what lists go by. */
export interface Beside extends ListedRow {
  readonly at: number;
}

export interface Ending {
  /** Kept for the audit until an answer is written, or the transaction ends. */
  audit(entry: AuditEntry): void;
  answer(request: Id, answer: unknown): Promise<void>;
  /** Where a project stands by now. */
  stands(project: Id, beside: Beside): void;
  /** Writes what is kept. */
  flush(): Promise<void>;
}

export function endingOf(tx: Tx): Ending {
  let entries: AuditEntry[] = [];
  let beside = new Map<Id, Beside>();
  const write = (request: Id | null, answer: unknown): Promise<number> => {
    const rows = entries.map(({ actor, details, ...entry }) => ({
      ...{ ...entry, id: randomUUID(), actor: byId(actor) },
      ...(details === undefined || details.length === 0 ? {} : { details }),
    }));
    const stand = [...beside].map(([project, kept]) => ({ project, ...kept }));
    entries = [];
    beside = new Map();
    const said = answer === undefined ? null : JSON.stringify(answer);
    return tx.$executeRawUnsafe(endingQuery, JSON.stringify(rows), request, said, JSON.stringify(stand));
  };
  return {
    audit: (entry) => void entries.push(entry),
    stands: (project, kept) => void beside.set(project, kept),
    async answer(request, answer) {
      if ((await write(request, answer ?? undefined)) === 0) throw new Error(`No request has the id ${request}.`);
    },
    async flush() {
      if (entries.length > 0 || beside.size > 0) await write(null, undefined);
    },
  };
}
