import { monthName } from "../language/day-words.ts";
import { fold } from "../language/fold.ts";
import { fault, type ReadValue } from "./data-read.ts";
import { plainDashes } from "./data-text.ts";
import { weekdayAt } from "./data-weekdays.ts";

export interface Span {
  readonly from: string;
  readonly to: string;
}
/** The spans of a day; none: closed. */
export type Spans = readonly Span[];

/** What is told of the days beside it. */
export interface ToldTimes {
  readonly spans: Spans;
  /** Unset: nothing is told. */
  readonly isOpen?: boolean;
  /** Something of it is our reading: a break that was cut out, *8–5 pm*. */
  readonly isRead: boolean;
  readonly rest: string;
  readonly wrong?: ReadValue;
}

/** What may stand between the parts and says nothing. */
const between =
  /^(?:[\s.,;:&+|/]|och\b|samt\b|and\b|(?:oppet|open)\b(?!\s+(?:\w+\s+)?lunch)|kl\b\.?|=|pa\b|on\b(?=\s+(?:mon|tue|wed|thu|fri|sat|sun)))+/;
const closed = /^(?:stangt|stangd|closed|ledigt)\b/;
const allDay =
  /^(?:dygnet runt|hela dygnet|around the clock|round the clock|all day|24\s*h(?:ours)?\b|24\/7|24-7|alltid\b|always\b)/;
/** What stands between words that say so, however many do: `alltid öppet / dygnet runt`. */
const betweenAllDay = /^(?:[\s.,:/()&-]|och\b|and\b|oppet\b|oppen\b|open\b)+/;

const time = String.raw`(\d{1,2}(?:[.:]?\d{2})?)(?:\s*([apfe])\.?\s?m\b\.?)?`;
const spanWords = (before: string, to: string): RegExp =>
  new RegExp(
    String.raw`^${before}${time}\s*(?:${to})\s*(?:kl\.?\s*)?${time}` +
      String.raw`(?![\d/]|-\d|\s*[apfe]\.?\s?m\b|\.?\s*${monthName}\b)`,
    "u",
  );
const span = spanWords(String.raw`(?:(?:kl|fran|from)\b\.?\s*)*`, "-|till|to|until");
const spanBetween = spanWords(String.raw`(?:mellan|between)\s+(?:kl\.?\s*)?`, String.raw`och\b|and\b|-`);
/** What a break in the hours is called, before its span or before its days. */
const breakWords = new RegExp(
  String.raw`^\(?\s*(?:(?:men|but|dock|med|with)\b[\s:]*)?(?:(?:stangt|stanger|closed|uppehall|paus|rast)\b` +
    String.raw`(?:\s+(?:for|over|under|during|vid)\b)?(?:\s+lunch(?:en|rast|break)?\b)?|` +
    String.raw`lunch(?:[\s-]?(?:stangt|stangd|stangning|rast|uppehall|paus|break|closed))?\b|` +
    String.raw`(?:forutom|utom|except)\b(?:\s+lunch\b)?)[\s:]*`,
);
const afterBreak = /^\s*(?:(?:for|over|under)\s+)?(?:lunch(?:en|rast|break)?\b)?\s*\)?/;

/** A text of hours or days as it is read: folded, a line's end as a semicolon. */
export const written = (text: string): string => trimmed(fold(plainDashes(inOneLine(text))));
export const trimmed = (text: string): string => text.replace(between, "").replace(/[\s.,;]+$/, "");
/** What stands between this and the next part, and says nothing. */
export const gapAt = (text: string): string => between.exec(text)?.[0] ?? "";
const inOneLine = (text: string): string => text.replaceAll("\n", "; ");

/** As much of what was not understood is repeated. */
const mostPart = 40;

/** The words that a rest of a text was written in, up to the end of their sentence. */
export function partOf(text: string, rest: string): string {
  const whole = inOneLine(text);
  const lengthFrom = (at: number): number => fold(whole.slice(at)).replace(/[\s.,;]+$/, "").length;
  let [low, high] = [0, whole.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (lengthFrom(middle) >= rest.length) low = middle;
    else high = middle - 1;
  }
  const [part = ""] = whole.slice(low).trim().split(";");
  const shown = part.replace(/[\s.,]+$/, "");
  return [...shown].length > mostPart ? `${[...shown].slice(0, mostPart - 1).join("")}…` : shown;
}

/** What is told of the days before it: spans, with breaks cut out, or that it is closed. */
export function timesAt(text: string): ToldTimes {
  const isClosed = closed.exec(text);
  if (isClosed !== null && breakAt(text) === undefined)
    return { spans: [], isOpen: false, isRead: false, rest: trimmed(text.slice(isClosed[0].length)) };
  const isAllDay = allDayAt(text);
  if (isAllDay > 0) {
    const spans = [{ from: "00:00", to: "24:00" }];
    return { spans, isOpen: true, isRead: false, rest: trimmed(text.slice(isAllDay)) };
  }
  const spans: Span[] = [];
  const breaks: Span[] = [];
  let [rest, isRead] = [text, false];
  for (;;) {
    const found = spanAt(rest);
    const pause = found === undefined ? breakAt(rest) : undefined;
    const part = found ?? pause;
    if (part === undefined) break;
    (found === undefined ? breaks : spans).push(part.span);
    isRead ||= part.isRead || pause !== undefined;
    const after = rest.slice(part.length);
    rest = trimmed(after);
    // A break of its own sentence is of all that was told, as one that says so.
    const next = breakAt(rest);
    if (next !== undefined && (gapAt(after).includes(";") || isOfDays(rest.slice(next.length)))) break;
  }
  if (spans.length === 0) return { spans, isRead: false, rest: text };
  const told = cutOut(spans, breaks);
  return { spans: told.spans, isOpen: true, isRead, rest, ...(told.wrong && { wrong: told.wrong }) };
}

/** Whether days follow a break directly: it is of them. */
const isOfDays = (after: string): boolean =>
  /^[\sa-z]/.test(after) && weekdayAt(after.slice(gapAt(after).length)) !== undefined;

interface FoundSpan {
  readonly span: Span;
  readonly isRead: boolean;
  readonly length: number;
}

function spanAt(text: string): FoundSpan | undefined {
  const found = span.exec(text) ?? spanBetween.exec(text);
  if (found === null) return undefined;
  const [all, from, fromHalf, to, toHalf] = found;
  const length = all.length;
  if (toHalf === undefined && fromHalf === undefined)
    return { span: { from: clock(from), to: clock(to) }, isRead: false, length };
  // *14 am* is at least odd.
  const isOdd = [from, to].some((one = "") => /^(?:1[3-9]|2\d)/.test(one));
  const isRead = fromHalf === undefined || toHalf === undefined || isOdd;
  // One of the two says it for both, where that is no time backwards.
  const begins = (until: string): string => {
    const same = clock(from, fromHalf ?? toHalf);
    return fromHalf === undefined && same >= until ? clock(from, otherHalf(toHalf)) : same;
  };
  const ends = (since: string): string => {
    const same = clock(to, toHalf ?? fromHalf);
    return toHalf === undefined && same <= since ? clock(to, otherHalf(fromHalf)) : same;
  };
  // *8–12 am* ends at noon.
  const isNoon = fromHalf === undefined && /^12(?:[.:]?00)?$/.test(to ?? "");
  const last = isNoon ? "12:00" : toHalf === undefined ? ends(clock(from, fromHalf)) : clock(to, toHalf);
  const until = last === "00:00" ? "24:00" : last;
  return { span: { from: begins(until), to: until }, isRead, length };
}

const otherHalf = (half = "a"): string => ("ep".includes(half) ? "a" : "p");

/** A break in the hours: *lunchstängt 12–13*, *(closed for lunch 12–1 pm)*. */
export function breakAt(text: string): FoundSpan | undefined {
  const words = breakWords.exec(text)?.[0];
  return words === undefined ? undefined : breakAfter(text, words.length);
}

/** The words that a break begins with, how many characters they are; 0: none. */
export const breakWordsAt = (text: string): number => breakWords.exec(text)?.[0].length ?? 0;

/** The span of a break whose words are before it. */
export function breakAfter(text: string, from: number): FoundSpan | undefined {
  const found = spanAt(text.slice(from));
  if (found === undefined) return undefined;
  const end = from + found.length;
  return { span: found.span, isRead: true, length: end + (afterBreak.exec(text.slice(end))?.[0].length ?? 0) };
}

/** Hours without their breaks; a break that is neither within a span nor outside of all of them is a fault. */
export function cutOut(spans: Spans, breaks: Spans): { readonly spans: Spans; readonly wrong?: ReadValue } {
  const wrong = spansFault(spans) ?? spansFault(breaks);
  if (wrong !== undefined) return { spans, wrong };
  let left = spans;
  for (const { from, to } of breaks) {
    const touched = left.filter((one) => one.from < to && from < one.to);
    const isWithin = touched.every((one) => one.from <= from && to <= one.to && (one.from < from || to < one.to));
    if (!isWithin) return { spans, wrong: fault("hours.break", { from, to }) };
    left = left.flatMap((one) =>
      touched.includes(one)
        ? [
            { from: one.from, to: from },
            { from: to, to: one.to },
          ].filter((part) => part.from < part.to)
        : [one],
    );
  }
  return { spans: left };
}

/** How much of a text says at its beginning that it is open all day; 0: nothing. */
export function allDayAt(text: string): number {
  let said = 0;
  for (let at = 0; ; ) {
    at += betweenAllDay.exec(text.slice(at))?.[0].length ?? 0;
    const found = allDay.exec(text.slice(at));
    if (found === null) return said;
    at += found[0].length;
    said = at;
  }
}

/** A clock time of the whole day; `half`: of its first (*a*m, *f*m) or its second half (*p*m, *e*m). */
function clock(text = "", half?: string): string {
  const digits = text.replace(/[.:]/, "");
  const [hours, minutes] = digits.length <= 2 ? [digits, "00"] : [digits.slice(0, -2), digits.slice(-2)];
  const hour = Number(hours);
  const isHalf = half !== undefined && hour >= 1 && hour <= 12;
  const whole = isHalf ? String((hour % 12) + ("ep".includes(half) ? 12 : 0)) : hours;
  return `${whole.padStart(2, "0")}:${minutes}`;
}

const clocks = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

export function spansFault(spans: Spans): ReadValue | undefined {
  for (const { from, to } of spans) {
    const wrong = [from, to].find((one) => !clocks.test(one));
    if (wrong !== undefined) return fault("hours.clock", { time: wrong });
    if (to <= from) return fault("hours.backwards", { from, to });
  }
  const inOrder = spans.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  const clash = inOrder.findIndex((one, index) => index > 0 && one.from < (inOrder[index - 1]?.to ?? ""));
  const [before, after] = [inOrder[clash - 1], inOrder[clash]];
  return before === undefined || after === undefined
    ? undefined
    : fault("hours.overlap", { one: `${before.from}–${before.to}`, span: `${after.from}–${after.to}` });
}

export function spansText(spans: Spans): string {
  if (spans.length === 0) return "closed";
  return spans
    .toSorted((one, other) => (one.from < other.from ? -1 : 1))
    .map(({ from, to }) => `${from}-${to}`)
    .join(" ");
}
