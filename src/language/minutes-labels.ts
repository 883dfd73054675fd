/** What a statement of minutes can be. */
export type Label = "decision" | "action" | "question" | "change" | "data";
/** What a line says that it is: one of those, or expressly none of them (a proposal, a remark). */
export type Labelled = Label | "none";

export interface LabelledLine {
  readonly label: Labelled;
  /** The words after the label. */
  readonly rest: string;
  /** A name that stands in the label itself: `AP2 (Priya):`. */
  readonly owner?: string;
}

const words: Readonly<Record<Labelled, string>> = {
  none: [
    "ej beslut(?:at|ade)?|inget beslut|inga beslut|not decided|no decisions?|f[öo]rslag|id[ée](?:er)?|[öo]nskem[åa]l|diskussion|diskuterades?|info(?:rmation)?|bakgrund",
    "parker(?:at|ing)|avslag(?:et|na)?|struk(?:et|na)|sk[äa]mt|citat|notering|kommentar|obs|proposals?|suggestions?|ideas?|wish(?:es)?|discussion|discussed|fyi|background",
    "parked|rejected|joke|quote|note|comment|withdrawn|[åa]tertaget|tidigare beslut|gammalt beslut|f[öo]rra m[öo]tet|previous decisions?|last meeting",
    // What an agenda has for the meeting to decide, which says nothing of what it did.
    "beslut(?:s?punkt(?:er)?|s[äa]renden?|sfr[åa]g(?:a|or)|sunderlag)|decision (?:points?|items?|topics?)|(?:points?|items?|topics?) for decision",
  ].join("|"),
  change: [
    "(?:ny |nytt )?(?:[äa]ndring(?:ar)?|till[äa]gg) (?:i|av|till|p[åa]) avrop(?:et)?|avrops(?:[äa]ndring(?:ar)?|till[äa]gg)|[äa]ndringsbeg[äa]ran|[äa]ndrat avrop",
    "change(?:s)? (?:to|of|in) (?:the )?(?:call-?off|order)|change requests?|call-?off changes?",
  ].join("|"),
  data: "kunddata|underlag(?: fr[åa]n kund)?|customer data|utlovad(?:e)? (?:data|underlag)|promised data",
  decision:
    "(?:nya?|nytt|new)?\\s*(?:beslut(?:at|ade|ades|ar)?|decisions?|decided|agreed|agreements?|best[äa]mt|[öo]verenskomm(?:et|else|elser)|klubba(?:t|des|de))|b\\s?\\d{1,3}|d\\s?\\d{1,3}",
  action: [
    "(?:nya?|nytt|new)?\\s*(?:[åa]tg[äa]rd(?:er)?|[åa]tg[äa]rdslista|att[ -]g[öo]ra(?:-?lista)?|aktioner|aktion(?:spunkt(?:er)?|slista)?|actions?(?: items?| points?| list)?|to-?dos?|to do|uppgift(?:er)?|n[äa]sta steg|next steps?)",
    "ap\\s?\\d{0,3}|[åa]\\s?\\d{1,3}|ai\\s?\\d{1,3}",
  ].join("|"),
  question:
    "(?:[öo]pp(?:en|na) |kvarst[åa]ende |open )?(?:fr[åa]g(?:a|or|est[äa]llning(?:ar)?)|questions?)|att utreda|q\\s?\\d{1,3}",
};
/** In brackets behind the label of a decision: it is one. */
const meant =
  /^(?:enh[äa]lligt?|enig[at]?|unanim(?:ous(?:ly)?)?|final|slutgiltigt?|bekr[äa]ftat|confirmed|by all|alla)$/iu;
/** In brackets behind a label: it is none. */
const unmeant =
  /^(?:f[öo]rslag|utkast|prelimin[äa]rt?|ev(?:entuellt)?|ej .*|inte .*|struket|utg[åa]r|gammalt|tidigare|f[öo]rra m[öo]tet|proposal|proposed|draft|tentative|old|previous|withdrawn|last meeting)$/iu;
const kinds: readonly Labelled[] = ["none", "change", "data", "decision", "action", "question"];

const before = String.raw`^\s*(?:[-*•–>]\s+|\d{1,3}[.)]\s+)*(?:\*\*|__|§\s?\d+\s*)?\s*`;
const number = String.raw`(?:\s*(?:nr|no)?\.?\s?#?\d{1,3})?`;
const owner = String.raw`(?:\s*[(\[]\s*@?([\p{L}][\p{L} .'-]{0,40})[)\]])?`;
/** `AP3 Erik:`. */
const named = String.raw`(?<=(?:ap|(?:ai|[åa])\s?\d)\s?\d{0,3})\s+@?([\p{L}][\p{L}.'-]{1,30}(?:\s[\p{L}][\p{L}.'-]{1,30})?)(?=\s*:)`;
const after = String.raw`(?:\*\*|__)?\s*(?::(?!\d)|;\s|[-–—]\s|=>|->|→)\s*(?:\*\*|__)?\s*`;
const lines = kinds.map((label) => ({
  label,
  line: new RegExp(
    `${before}(?:${words[label]})${number}${label === "action" ? `(?:${named})?` : ""}${owner}${after}`,
    "iu",
  ),
  heading: new RegExp(
    String.raw`^\s*(?:#{1,6}\s*)?(?:\d{1,2}[.)]\s+)?(?:\*\*|__)?(?:${words[label]})${number}(?:\*\*|__)?\s*:?\s*(?:\*\*|__)?\s*$`,
    "iu",
  ),
}));

/** What stands after any label. A line without it, as nearly all that is said is, is not looked at label by label. */
const marked = /[:;–—→]|-\s|[=-]>/u;

/** What a line is labelled as, in any form (`Beslut:`, `Nytt beslut:`, `B3:`, `AP2 (Priya):`, `! …`), and the rest. */
export function labelledLine(line: string): LabelledLine | undefined {
  for (const { label, line: form } of marked.test(line) ? lines : []) {
    const match = form.exec(line);
    if (match !== null) {
      const rest = line.slice(match[0].length).trim();
      const said = (match[1] ?? match[2])?.trim();
      if (said !== undefined && (unmeant.test(said) || (label === "decision" && !meant.test(said))))
        return { label: "none", rest };
      return { label, rest, ...(said !== undefined && { owner: said }) };
    }
  }
  const mark = /^\s*(?:[-*•–]\s+)?!\s*(\S.*)$/u.exec(line);
  return mark?.[1] === undefined ? undefined : { label: "decision", rest: mark[1].trim() };
}

/** True for a line that begins with a label. */
export const isLabelled = (line: string): boolean => labelledLine(line) !== undefined;

/** What a line is a heading of, when it is nothing but a label (`## Beslut`, `BESLUT`, `Öppna frågor:`). */
export function headingOf(line: string): Labelled | undefined {
  return lines.find(({ heading }) => heading.test(line))?.label;
}

const otherHeading =
  /^\s*(?:#{1,6}\s+\S.*|(?:\*\*|__)?(?:deltagare|n[äa]rvarande|fr[åa]nvarande|[öo]vrigt|[öo]vriga fr[åa]gor|agenda|dagordning|n[äa]sta m[öo]te|anteckningar|sammanfattning|participants|attendees|present|other|misc|notes|summary|next meeting)(?:\*\*|__)?\s*:?\s*|[^\p{Ll}\n:]*\p{Lu}{4}[^\p{Ll}\n:]*:?|(?:\*\*)[^*]{1,60}(?:\*\*):?|[\p{L} ]{2,30}:)\s*$/iu;
const shouted = /^\s*\p{Lu}[\p{Lu}\d :&/-]{3,}\s*$/u;
const markdown = /^\s*#{1,6}\s+\S/u;

const aside =
  /^\s*(?:#{1,6}\s*)?(?:\*\*|__)?(?:(?:fr[åa]n |uppf[öo]ljning (?:av|fr[åa]n) )?(?:f[öo]rra|f[öo]reg[åa]ende) (?:m[öo]tet?|protokoll(?:et)?)|exempel.*|mall(?:en)?|(?:(?:diskuterade|m[öo]jliga|andra) )?alternativ(?:en)?|utkast|(?:from )?(?:the )?(?:last|previous) (?:meeting|minutes)|examples?.*|template|(?:(?:discussed|possible|other) )?(?:alternatives|options)|drafts?)(?:\*\*|__)?\s*:?\s*(?:\*\*|__)?\s*$/iu;

const items =
  "(?:[åa]tg[äa]rder|aktiviteter|aktioner|uppgifter|punkter|[äa]renden|beslut(?:en)?|actions?(?: items?| points?)?|to-?dos?|tasks|items|points|decisions)";
const ended =
  "(?:klar[at]?|f[äa]rdiga?|avslutade|avklarade|genomf[öo]rda|utf[öo]rda|utf[öo]rt|gjorda|gjort|st[äa]ngda|tidigare|gamla|completed|finished|closed|done|previous|old|past|earlier)";
const lastTime = "(?:sist|(?:det )?(?:f[öo]rra|f[öo]reg[åa]ende|senaste)|(?:the )?(?:last|previous))";
/** What is over: *Klara åtgärder*, *Done since last time*, *Actions from last time*, *Uppföljning av åtgärder*. */
const over = new RegExp(
  String.raw`^\s*(?:#{1,6}\s*)?(?:\*\*|__)?(?:${ended}(?: ${items})?(?: (?:sedan|since) ${lastTime}.*)?|(?:(?:upp)?f[öo]ljning|genomg[åa]ng|avst[äa]mning|follow-?up|review) (?:av|p[åa]|of|on) .*${items}.*|.*${items} (?:fr[åa]n|sedan|from|since) ${lastTime}.*)\s*:?\s*(?:\*\*|__)?\s*:?\s*$`,
  "iu",
);

/** A heading of what this meeting has not said: an example, a template, alternatives, what is over. */
export const isAside = (line: string): boolean => aside.test(line) || over.test(line);

/** A heading of something else: what stood above it holds no longer. */
export const isOtherHeading = (line: string): boolean =>
  markdown.test(line) || shouted.test(line) || (otherHeading.test(line) && !/\p{Ll}{2}.*[.!?]$/u.test(line));

/** `[ ]` and `[x]` before a line: whether it is ticked, and the rest. */
export function checkboxOf(line: string): { readonly done: boolean; readonly rest: string } | undefined {
  const match = /^\s*(?:[-*•–]\s+|\d{1,3}[.)]\s+)?(?:\[([ xX✓✔])?\]|([☐☑✅✔✓]))\s*(.*)$/u.exec(line);
  if (match === null) return undefined;
  return { done: /[xX✓✔☑✅]/u.test(match[1] ?? match[2] ?? ""), rest: (match[3] ?? "").trim() };
}

/** A line without its bullet or number, and without what makes it bold. */
export const withoutBullet = (line: string): string =>
  line
    .replace(/^\s*(?:(?:[-*•–>]|->|→)\s+|[-*•](?=\p{L})|\d{1,3}[.)](?=\s)\s*)+/u, "")
    .replace(/\*\*|__/gu, "")
    .trim();
