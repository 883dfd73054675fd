import type { ProjectContext } from "../../bot/command.ts";
import type { DataArea } from "../../domain/agreement.ts";
import { heldIn, writing } from "./fill-values.ts";

/** What the boxes of a form say, by field, as people write it. */
export type Written = Readonly<Record<string, string>>;

/** What is held of the record that a form is of, as its boxes show it; undefined: there is no such record. */
export async function shownOf(
  { store, facts, agreement, language }: Pick<ProjectContext, "store" | "facts" | "agreement" | "language">,
  area: DataArea,
  record: string | undefined,
): Promise<Written | undefined> {
  const held = await heldIn(store, facts);
  const key = area.single ? area.id : record;
  const found = held.find((one) => one.area === area.id)?.records.find((one) => one.key === key);
  if (found === undefined) return undefined;
  const write = writing(agreement, held, language);
  const choices = new Set(["choice", "yes-no"]);
  return Object.fromEntries(
    area.fields.flatMap((its) => {
      const value = found.values[its.id];
      if (value === undefined) return [];
      return [[its.id, typeof value === "string" && choices.has(its.type) ? value : write(its, value)]];
    }),
  );
}

/**
 * What a form says, where somebody else has changed the record since it was opened (D6): a box that was left as it was
 * `seen` is what is held `now`, so that nobody undoes what another has written; a box that was changed is as typed.
 */
export function beside(typed: Written, seen: Written, now: Written): Written {
  const left = [...new Set([...Object.keys(seen), ...Object.keys(now)])].filter(
    (id) => (typed[id] ?? "") === (seen[id] ?? "") && (now[id] ?? "") !== (seen[id] ?? ""),
  );
  if (left.length === 0) return typed;
  const kept = Object.entries(typed).filter(([id]) => !left.includes(id));
  return Object.fromEntries([...kept, ...left.flatMap((id) => (now[id] === undefined ? [] : [[id, now[id]]]))]);
}
