import { anyWord } from "./any-word.ts";

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

/** Folded: a note that speaks of all that stands above it, and leaves none of it settled. */
const ofAll =
  /(?<![a-z])(?:(?:allt|allting|inget|ingenting|everything|nothing|none|all|any)(?: av| of| i)?(?: det| detta| the| this| these| that)? ?(?:ovan|ovanstaende|above|protokollet|minutes)|(?:none|nothing|all|any) of (?:this|these|that|it|the above)|(?:inget|ingenting|allt) av (?:det|detta)|(?:alla|samtliga|inga|inget|inget av|all|every|any|none of the|no) (?:beslut[a-z]*|decisions?))(?![a-z])|^\W*(?:the )?(?:decisions|besluten) (?:are|need|remain|await|ar|maste|behover|vantar)(?![a-z])/;
const unsettling =
  /(?<![a-z])(?:prelimin[a-z]*|utkast|forslag|drafts?|provisional|tentative|final|slutgilt[a-z]*|sign[a-z]*|sign-?off|forbehall|reserv[a-z]*|pending|needs?|subject|confirm[a-z]*|bekraft[a-z]*|godkann[a-z]*|approv[a-z]*|until|tills|innan|oklart?|open|oppe[nt]|bindande|binding|galler|beslutat|decided)(?![a-z])/;
export const unsettlesAll = (folded: string, kind: Named): boolean =>
  unsettling.test(folded) &&
  (ofAll.exec(folded)?.[0].match(/beslut|decision/) ? kind === "decision" : ofAll.test(folded));

/** Folded: a note that was added when the meeting, or what stands above, was over. */
export const postscript =
  /^\W*(?:p\.?s|tillagg|i efterhand|efterat|efter motet|sent|senare|update|uppdatering|later|afterwards?|after the meeting|post-?meeting|addendum|postscript)(?![a-z])/;

/** Folded: what was decided is open once more, or does not stand. */
export const reopens = new RegExp(
  `${
    anyWord(`
      (?:oppnas?|tas? upp|lyfts?|behandlas|provas|gar) (?:upp )?(?:pa nytt|igen)|omprov[a-z]*|aterupptas?|pa nytt
      re-?open(?:s|ed|ing)?|revisit(?:s|ed|ing)?|re-?think(?:ing)?|back on the table|back to square one
      (?:has|have|needs?) to wait|(?:far|maste) vanta|inte fast
    `).source
  }|n['’]t (?:stand|hold|apply)`,
);

/** Folded: what a word ends with that speaks of a matter by its name: *röstfrågan*. */
export const matterHead =
  /^[a-z]{0,2}(?:fragan?|fragor(?:na)?|beslut(?:et)?|arendet?|valet|punkten|saken|delen|losningen|sparet)$/;

/** Folded: somebody or something becomes what only one is: *Dublin blir datacenter*. */
export const becomes: ReadonlySet<string> = new Set(
  "blir bli valjs utses is becomes become chosen selected ar".split(" "),
);
/** Folded: what may stand before the first word that says something of a sentence. */
export const articles: ReadonlySet<string> = new Set("the a an den det en ett de".split(" "));
