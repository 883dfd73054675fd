/** What a later note may speak of by name. */
type Named = "decision" | "action";

/** Folded: what a label or a mention calls it, before its number. */
const families: Readonly<Record<Named, string>> = {
  decision: "b|d|beslut(?:et|spunkt(?:en)?)?|decision|punkt(?:en)?|p",
  action: "ap|a|ai|atgard(?:en)?|aktion(?:spunkt)?(?:en)?|action(?: item| point)?|uppgift(?:en)?|punkt(?:en)?|p",
};
const beforeNumber = String.raw`(?:\s|nr|no|[.#])*`;
const numbered = new RegExp(
  String.raw`^[^a-z0-9]*(?:${families.decision}|${families.action})${beforeNumber}(\d{1,3})(?!\d|\s*(?:st|kr|%))`,
);

/** The number that the label of a folded line has: `B3:`, `Beslut nr 3:`, `AP3 Erik:`. */
export function labelNumber(folded: string): number | undefined {
  const found = numbered.exec(folded)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** True when a folded line names the one with a number. */
export const namesNumber = (folded: string, kind: Named, number: number): boolean =>
  new RegExp(`(?<![a-z0-9])(?:${families[kind]})${beforeNumber}0*${number}(?!\\d)`).test(folded);

/** Folded: *the* decision, *the* action. */
export const theOne: Readonly<Record<Named, RegExp>> = {
  decision: /(?<![a-z])(?:beslutet|besluten|the decisions?|this decision|that decision)(?![a-z])/,
  action: /(?<![a-z])(?:atgarden|atgarderna|uppgiften|aktionen|the actions?|this action|the task|that task)(?![a-z])/,
};
