import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import type { Change } from "../../domain/facts.ts";
import type { UndoRefusal } from "../../domain/undoable.ts";
import { day } from "../../messages/phrase.ts";
import { cancelled } from "../shared/checks.ts";

/** Why it cannot be taken back: what is true, and what to do instead (C1). */
export function undoRefusal(why: UndoRefusal, { facts }: Pick<ProjectContext, "facts">, what = "") {
  const { code } = facts.project;
  switch (why.kind) {
    case "nothing":
      return refuse("undo.refuse.nothing");
    case "unknown":
      return refuse("undo.refuse.unknown", { what: why.target });
    case "already":
      return refuse("undo.refuse.already", { what });
    case "closed-project":
      return why.state === "cancelled"
        ? cancelled({ code })
        : refuse("undo.refuse.closed", undefined, { line: `project reopen in:${code}` });
    case "customers-answer":
      return refuse("undo.refuse.customers");
    case "customer-decided":
      return decidedRefusal(why.change);
    case "not-done":
      return refuse("undo.refuse.notDone", { what });
    case "frozen":
      return refuse("undo.refuse.frozen", { what }, { line: `require drop ${what} "<reason>"` });
    case "superseded":
      return refuse("undo.refuse.superseded");
    case "sent":
      return refuse("undo.refuse.sent", { what }, { line: `change withdraw ${what}` });
    case "has-minutes":
      return refuse("undo.refuse.minutes", { what, ref: why.ref }, { line: `checkin hold ${what} <time>` });
    case "changes-follow":
      return refuse("undo.refuse.changes", { refs: { list: why.refs }, count: why.refs.length });
    case "go-live-follows":
      return refuse("undo.refuse.golive", undefined, { line: "undo golive" });
    case "approval-follows":
      return refuse("undo.refuse.approval");
  }
}

/** What the customer answered stands; the way on is to ask anew (C1). */
function decidedRefusal({ ref, title, state, decidedBy, decidedOn }: Change): Refusal {
  const values = { ref, title, by: decidedBy?.name ?? "", on: decidedOn === undefined ? "" : day(decidedOn) };
  if (state === "declined") return refuse("undo.refuse.declined", values, { line: `change price ${ref} fixed:<kr>` });
  return refuse("undo.refuse.approved", values, { line: `change "${title.replaceAll('"', "'")}" fixed:<kr>` });
}
