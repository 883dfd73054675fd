import { fold } from "./fold.ts";

/** What a line of notes begins with that is a decision, an action or a question, or a heading over such lines. */
export const sectionHeadings = {
  decisions: /^(?:beslut(?:at)?|decisions?|decided)\s*:/iu,
  actions: /^(?:[åa]tg[äa]rd(?:er)?|att g[öo]ra|actions?|to-?dos?)\s*:/iu,
  questions: /^(?:(?:[öo]ppn?a? )?fr[åa]g(?:a|or)|(?:open )?questions?)\s*:/iu,
};

/** Words that say nothing by themselves, folded. */
export const fillers = new Set(
  fold(
    "och eller att en ett den det de dem vi ni han hon som för av på i till med om är var blir ska skall kan har hade från vid så där här sin sitt sina " +
      "and or to a an the it they them we you he she that which for of on in at with if is was be are will shall can has had from by so as their our",
  ).split(" "),
);
/** Words that deny, folded. */
export const negations = new Set(
  "inte ej icke aldrig ingen inget inga not no never none without utan cannot".split(" "),
);

/** Where one clause ends and the next begins. */
export const clauseBreak = /[.;!?](?=\s|$)|,\s|\s[–-]\s|\s(?:men|but)\s/u;

/** `didn't` as `did not`: a denial is a word of its own. */
export const spelledOutNegation = (text: string): string => text.replace(/n['’]t\b/gu, " not");
