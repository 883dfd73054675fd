import type { Agreement } from "../domain/agreement.ts";
import type { Calendar } from "../domain/calendar.ts";
import { leadTimeOf } from "../domain/porting-number.ts";
import {
  lastDayToAsk,
  type PortingFinding,
  type PortingHint,
  type PortingRequest,
  tooLateFor,
} from "../domain/porting-request.ts";
import type { Day } from "../domain/units.ts";
import type { Block, Button } from "./content.ts";
import { writtenNumber } from "./data-value-words.ts";
import { day, list, type Phrase, phrase, type Value } from "./phrase.ts";

/** What a number's porting is judged by. */
export interface PortingScene {
  readonly agreement: Agreement;
  readonly calendar: Calendar;
  readonly today: Day;
}

/** A number or series as it is called: *P1, 08-123 456 00–49*. */
export const numberWords = ({ answers: { number } }: Pick<PortingRequest, "answers">): string =>
  writtenNumber(number ?? "");

/** What nobody has answered yet, in a sentence. */
export const missingWords = ({ missing }: Pick<PortingRequest, "missing">): Value =>
  list(missing.map((answer) => phrase(`porting.answer.${answer}`)));

const numbers = (all: readonly string[]): Value => list(all.map(writtenNumber));

/** What does not fit together, and how to mend it (D4). */
export function portingFindingWords(found: PortingFinding | PortingHint): Phrase {
  switch (found.kind) {
    case "outside-series":
      return phrase("porting.find.outside-series", {
        number: writtenNumber(found.number),
        series: writtenNumber(found.series),
      });
    case "nothing-left":
      return phrase("porting.find.nothing-left", { series: writtenNumber(found.series) });
    case "something-left":
    case "main-number":
      return phrase(`porting.find.${found.kind}`, { left: numbers(found.left), count: found.left.length });
    case "other-subscriber":
      return phrase("porting.find.other-subscriber", { orgno: found.orgno });
  }
}

/** Where the porting of a number stands, in a sentence: a day that nobody has confirmed is said to be none (D7). */
function requestWords(request: PortingRequest, { agreement, calendar, today }: PortingScene): Phrase {
  const { ref, state, day: on, time = "", missing, askedOn, latest } = request;
  const last = lastDayToAsk(request, agreement, calendar);
  const holds = on !== undefined && tooLateFor(request, agreement, calendar, today) === undefined;
  const values = {
    ...{ ref, number: numberWords(request), time, holds: holds ? "yes" : "no" },
    on: on === undefined ? "" : day(on),
    last: last === undefined ? "" : day(last),
  };
  switch (state) {
    case "incomplete":
      return missing.length === 0
        ? phrase("porting.card.mend", values)
        : phrase("porting.card.incomplete", { ...values, missing: missingWords(request) });
    case "asked":
      return phrase("porting.card.asked", { ...values, asked: askedOn === undefined ? "" : day(askedOn) });
    case "rejected":
    case "withdrawn":
    case "ported":
      return phrase(`porting.card.${state}`, { ...values, on: day(latest.on) });
    default:
      return phrase(`porting.card.${state}`, values);
  }
}

/** That the wanted day can be met no more, and which is the first that can (D7); nothing where it can. */
export function tooLateWords(
  request: PortingRequest,
  { agreement, calendar, today }: PortingScene,
): Phrase | undefined {
  const earliest = tooLateFor(request, agreement, calendar, today);
  if (earliest === undefined || request.day === undefined) return undefined;
  return phrase("porting.tooLate", {
    ...{ ref: request.ref, on: day(request.day), earliest: day(earliest) },
    needs: leadTimeOf(request.answers, agreement) ?? 0,
  });
}

/** Opens the form of a number, with what is there (D4). */
export function fillButton({ ref, answers, latest }: PortingRequest): Button {
  return {
    ...{ id: `porting-fill-${ref}`, label: phrase("porting.button.fill", { ref }), style: "primary" },
    ...{ runs: "porting fill", values: { ...answers, ref, seen: latest.id }, asks: true },
  };
}

/** What comes next of a number for staff. */
export function stepButton(
  { ref, answers }: PortingRequest,
  verb: "asked" | "confirmed" | "reject" | "ported",
): Button {
  const values: Readonly<Record<string, string>> =
    verb === "confirmed" && answers.when !== undefined ? { ref, when: answers.when } : { ref };
  return {
    ...{
      id: `porting-${verb}-${ref}`,
      label: phrase(`porting.button.${verb}`, { ref }),
      runs: `porting ${verb}`,
      values,
    },
    ...(verb !== "asked" && { asks: true }),
  };
}

const tones = { rejected: "warning", ported: "success", withdrawn: "quiet" } as const;

/** All that is to be said of a number's porting: where it stands, why, what to mend, and whether its day can hold. */
export function requestBlocks(request: PortingRequest, scene: PortingScene): readonly Block[] {
  const { state, last, findings, hints } = request;
  const tone = state in tones ? tones[state as keyof typeof tones] : undefined;
  const why = state === "rejected" || state === "withdrawn" ? (last?.reason ?? "") : "";
  const isOver = state === "ported" || state === "withdrawn";
  const notes = isOver ? [] : [...findings, ...hints].map(portingFindingWords);
  const late = tooLateWords(request, scene);
  const warnings = [...notes, ...(late === undefined ? [] : [late])];
  return [
    { kind: "text", text: requestWords(request, scene), ...(tone && { tone }) },
    ...(why === "" ? [] : [{ kind: "quote", text: why } as const]),
    ...warnings.map((text): Block => ({ kind: "text", text, tone: "warning" })),
  ];
}
