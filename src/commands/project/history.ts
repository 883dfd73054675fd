import { defineCommand, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { allWords, runsWords } from "../../bot/turn/audit-details.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { at, list, phrase, raw, type Text, type Value } from "../../messages/phrase.ts";
import { isPhraseId, locales } from "../../messages/vocabulary.ts";
import type { AuditEntry, AuditRow } from "../../store/store.ts";
import { buttonsBlock, quoted, said } from "../shared/blocks.ts";
import { listCell } from "../shared/cells.ts";
import { reminderHistory } from "./reminder-history.ts";

const longest = 30;

/** Who did what and when, newest first, refused attempts included (L3). */
export const history = defineCommand({
  name: "history",
  summary: "summary.history",
  lines: [
    projectLine({
      summary: "summary.history",
      examples: ["history", "history X1"],
      allow: ["staff"],
      audience: "ledger",
      reads: true,
      withoutHours: true,
      input: { ref: field.anyRef().optional().inPlace(), after: field.after("number").optional() },
      async run({ ref, after }, { facts, store }) {
        // One more than is shown tells whether there is more.
        const found = await store.audit.of(facts.project.id, {
          ...{ limit: longest + 1, before: after === undefined ? undefined : Number(after) },
          ...(ref !== undefined && { ref }),
        });
        const entries = found.slice(0, longest);
        const about = ref ?? facts.project.customer;
        if (entries.length === 0) return { audience: "ledger", blocks: [said("history.none", { about })] };
        return {
          audience: "ledger",
          blocks: [
            said("history.title", { about }),
            {
              kind: "table",
              columns: [
                { label: phrase("history.column.when") },
                { label: phrase("history.column.who") },
                { label: phrase("history.column.what") },
                { label: phrase("history.column.refs") },
              ],
              rows: entries.map(row),
            },
            ...declinedWhy(facts, ref),
            ...(found.length > longest ? older(entries, ref) : []),
          ],
        };
      },
    }),
    reminderHistory,
  ],
});

/** That there is more, and the way to it: what comes in meanwhile moves nothing of it. */
function older(entries: readonly AuditRow[], ref: Ref | undefined): readonly Block[] {
  const values = { ...(ref !== undefined && { ref }), after: String(entries.at(-1)?.seq) };
  return [
    said("history.more", { count: entries.length }, "quiet"),
    ...buttonsBlock([{ id: "older", label: phrase("history.button.older"), runs: "history", values }]),
  ];
}

/** Why an offer was declined, in the approver's own words: of the change that is asked about. */
function declinedWhy({ changes }: ProjectFacts, ref: Ref | undefined): readonly Block[] {
  const change = changes.find((one) => one.ref === ref);
  if (change?.declinedReason === undefined) return [];
  return [
    said("history.declined", { ref: change.ref, who: change.decidedBy?.name ?? "" }),
    ...quoted(change.declinedReason),
  ];
}

function row(entry: AuditEntry): readonly Text[] {
  return [phrase("cell.at", { at: at(entry.at) }), raw(entry.actor.name), what(entry), listCell(entry.refs)];
}

/**
 * What happened, in a sentence: what was done, with amounts, days and areas, from what to what; of a refusal why, where
 * that says itself.
 */
function what({ runs, outcome, reason, details = [] }: AuditEntry): Text {
  const done: Value = runsWords(runs, outcome === "done" ? "history.did" : "summary") ?? runs;
  if (outcome === "done") {
    if (details.length === 0) return phrase("cell.list", { items: list([done]) });
    return phrase("history.given", { what: done, details: allWords(details) });
  }
  const says = reason !== undefined && isPhraseId(reason) && !locales.en[reason].includes("{");
  return says
    ? phrase("history.refusedWhy", { what: done, why: phrase(reason) })
    : phrase("history.refused", { what: done });
}
