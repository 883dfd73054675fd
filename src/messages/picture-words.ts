import type { Day, Minutes } from "../domain/units.ts";
import { cut } from "./cut.ts";
import type { Language } from "./language.ts";
import { day, phrase, type Text, time, type Value } from "./phrase.ts";
import type { HoursRow, Picture, ProjectMark, ProjectRow, TimelineRow } from "./picture.ts";
import type { Words } from "./words.ts";

/** How long a name is in the words of a picture, characters; shorter ones where all of it has no room otherwise. */
const nameLengths = [80, 40, 24] as const;

/**
 * All that a picture shows, in words: for whoever does not see it. A sentence for each row, those that have no room in
 * the drawing after those that have. `most`: as many characters are taken; names are shortened for it, and at last rows
 * are counted, those that are drawn never before the others.
 */
export function pictureWords(
  words: Words,
  language: Language,
  picture: Picture,
  most = Number.POSITIVE_INFINITY,
): string {
  const [longest, ...shorter] = nameLengths.map((length) => sentencesOf(words, language, picture, length));
  const all = [longest, ...shorter].find((said) => said !== undefined && lengthOf(said) <= most);
  if (all !== undefined) return all.join(" ");
  const [head = "", ...rows] = shorter.at(-1) ?? [];
  const counted = picture.more - (picture.rest?.length ?? 0);
  for (let named = rows.length - 1; named > 0; named -= 1) {
    const count = counted + rows.length - named - (counted > 0 ? 1 : 0);
    const said = [head, ...rows.slice(0, named), moreSentence(words, language, count)];
    if (lengthOf(said) <= most) return said.join(" ");
  }
  return cut(head, most);
}

const lengthOf = (sentences: readonly string[]): number => sentences.join(" ").length;

const moreSentence = (words: Words, language: Language, count: number): string =>
  words.text(language, phrase("picture.alt.more", { count }));

/** What it is, and a sentence for each row; of what an earlier version kept no rows, how many. */
function sentencesOf(words: Words, language: Language, picture: Picture, longestName: number): readonly string[] {
  const today = picture.kind === "hours" ? undefined : picture.today;
  const say = (said: Text | Value): string => words.text(language, said, today);
  const short = (text: Text): string => cut(say(text), longestName);
  const row = (name: Text, facts: readonly (Text | Value)[]): string => `${short(name)}: ${facts.map(say).join(", ")}.`;
  const counted = picture.more - (picture.rest?.length ?? 0);
  return [
    ...headAndRows(picture, short, row).map((sentence) => (typeof sentence === "string" ? sentence : say(sentence))),
    ...(counted > 0 ? [moreSentence(words, language, counted)] : []),
  ];
}

function headAndRows(
  picture: Picture,
  short: (text: Text) => string,
  row: (name: Text, facts: readonly (Text | Value)[]) => string,
): readonly (Text | string)[] {
  switch (picture.kind) {
    case "timeline":
      return [
        phrase("picture.timeline.alt", { title: short(picture.title), today: day(picture.today) }),
        ...rowsOf(picture).map((one) => row(one.name, dayFacts(one, picture.today))),
      ];
    case "hours":
      return [
        phrase("picture.hours.alt", { title: short(picture.title) }),
        ...rowsOf(picture).map((one) => row(one.name, [usedWords(one), ...hoursFacts(one)])),
      ];
    case "projects":
      return [
        phrase("picture.projects.alt", { today: day(picture.today) }),
        ...rowsOf(picture).map((one) => row(one.name, projectFacts(one, picture.today))),
      ];
  }
}

const rowsOf = <Row>({ rows, rest = [] }: { readonly rows: readonly Row[]; readonly rest?: readonly Row[] }) => [
  ...rows,
  ...rest,
];

/** What is said of a row beside its name: which day, whether it is done, today or late, and whom it waits for. */
export function dayFacts(
  { on, state, late = 0, who, isDoubtful }: Omit<TimelineRow, "name">,
  today: Day,
): readonly (Text | Value)[] {
  const how =
    state === "late" ? phrase("picture.late", { days: late }) : state === "done" ? phrase("picture.done") : undefined;
  return [
    day(on),
    ...(how === undefined ? [] : [how]),
    ...(isDoubtful ? [phrase("picture.doubtful")] : []),
    ...(state === "ahead" && on === today ? [phrase("picture.today")] : []),
    ...(who === undefined ? [] : [phrase("picture.waitsFor", { who: asValue(who) })]),
  ];
}

/** A day of a project among others: what it is, and what is said of it. */
const markFacts = (mark: ProjectMark, today: Day): readonly (Text | Value)[] => [
  phrase("picture.projects.mark", { what: asValue(mark.name), on: day(mark.on) }),
  ...dayFacts(mark, today).slice(1),
];

/** All that is said of a project beside its name. */
export function projectFacts(
  { marks, moreLate, notAgreed }: Omit<ProjectRow, "name">,
  today: Day,
): readonly (Text | Value)[] {
  const facts = marks.flatMap((mark) => markFacts(mark, today));
  return [
    ...(facts.length === 0 ? [phrase("picture.projects.noDay")] : facts),
    ...(moreLate === 0 ? [] : [moreLateWords(moreLate)]),
    ...(notAgreed === 0 ? [] : [notAgreedWords(notAgreed)]),
  ];
}

/** How much more of a project is late than what is named. */
const moreLateWords = (count: number): Text => phrase("picture.projects.moreLate", { count });

/** What of a project's hours nobody has agreed to (S6). */
const notAgreedWords = (minutes: Minutes): Text => phrase("picture.hours.notAgreed", { notAgreed: time(minutes) });

/** How much of what is included a package has used. */
export const usedWords = ({ used, included }: HoursRow): Text =>
  phrase("picture.hours.used", { used: time(used), included: time(included) });

/** What is left of a package, and what is outside it, as far as there is any. */
export function hoursFacts({ left, covered, notAgreed }: HoursRow): readonly Text[] {
  return [
    phrase("picture.hours.left", { left: time(left) }),
    ...(covered === 0 ? [] : [phrase("picture.hours.covered", { covered: time(covered) })]),
    ...(notAgreed === 0 ? [] : [notAgreedWords(notAgreed)]),
  ];
}

/** A text as a value of a phrase. */
const asValue = (text: Text): Value => ("raw" in text ? text.raw : text);
