import type { Day } from "../domain/units.ts";
import { cut } from "./cut.ts";
import type { Language } from "./language.ts";
import { day, phrase, type Text, time, type Value } from "./phrase.ts";
import type { HoursRow, Picture, TimelineRow } from "./picture.ts";
import type { Words } from "./words.ts";

/** How long a name is in the words of a picture, characters. */
const longestName = 80;

/**
 * All that a picture shows, in words: for whoever does not see it. A sentence for each row, and one for those that are
 * left out.
 */
export function pictureWords(words: Words, language: Language, picture: Picture): string {
  const today = picture.kind === "timeline" ? picture.today : undefined;
  const say = (said: Text | Value): string => words.text(language, said, today);
  const short = (text: Text): string => cut(say(text), longestName);
  const row = (name: Text, facts: readonly (Text | Value)[]): string => `${short(name)}: ${facts.map(say).join(", ")}.`;
  const title = short(picture.title);
  const [head, rows] =
    picture.kind === "timeline"
      ? [
          phrase("picture.timeline.alt", { title, today: day(picture.today) }),
          picture.rows.map((one) => row(one.name, dayFacts(one, picture.today))),
        ]
      : [
          phrase("picture.hours.alt", { title }),
          picture.rows.map((one) => row(one.name, [usedWords(one), ...hoursFacts(one)])),
        ];
  return [
    say(head),
    ...rows,
    ...(picture.more > 0 ? [`${say(phrase("picture.more", { count: picture.more }))}.`] : []),
  ].join(" ");
}

/** What is said of a row beside its name: which day, whether it is done, today or late, and whom it waits for. */
export function dayFacts({ on, state, late = 0, who }: TimelineRow, today: Day): readonly (Text | Value)[] {
  const how =
    state === "late" ? phrase("picture.late", { days: late }) : state === "done" ? phrase("picture.done") : undefined;
  return [
    day(on),
    ...(how === undefined ? [] : [how]),
    ...(state === "ahead" && on === today ? [phrase("picture.today")] : []),
    ...(who === undefined ? [] : [phrase("picture.waitsFor", { who: asValue(who) })]),
  ];
}

/** How much of what is included a package has used. */
export const usedWords = ({ used, included }: HoursRow): Text =>
  phrase("picture.hours.used", { used: time(used), included: time(included) });

/** What is left of a package, and what is outside it, as far as there is any. */
export function hoursFacts({ left, covered, notAgreed }: HoursRow): readonly Text[] {
  return [
    phrase("picture.hours.left", { left: time(left) }),
    ...(covered === 0 ? [] : [phrase("picture.hours.covered", { covered: time(covered) })]),
    ...(notAgreed === 0 ? [] : [phrase("picture.hours.notAgreed", { notAgreed: time(notAgreed) })]),
  ];
}

/** A text as a value of a phrase. */
const asValue = (text: Text): Value => ("raw" in text ? text.raw : text);
