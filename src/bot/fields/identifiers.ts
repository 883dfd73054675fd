import { hasLuhnSum } from "../../domain/data-identifier.ts";
import { readNumber } from "../../domain/data-number.ts";
import { fold } from "../../language/fold.ts";
import { writtenNumber } from "../../messages/data-value-words.ts";
import { type PhraseId, phrase } from "../../messages/phrase.ts";
import { isPhraseId } from "../../messages/vocabulary.ts";
import { type Field, fieldOf, fieldProblem } from "../field.ts";
import { cleanText } from "../tokens.ts";

/** What people type after `in:`: lower-case letters, digits and hyphens. */
function code(): Field<string> {
  return fieldOf<string>({
    form: "text",
    placeholder: "code",
    hint: "field.code.hint",
    read(raw) {
      const typed = cleanText(raw).trim().toLowerCase();
      if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(typed) && typed.length <= 40) return typed;
      const instead = codeOf(typed);
      throw fieldProblem("field.code.unknown", { typed }, instead === "" ? undefined : instead);
    },
    print: (value) => value,
  });
}

/**
 * A code made of people's own words: `Solbacken Vård AB` → `solbacken-vard-ab`; empty when nothing of it can be kept.
 */
export function codeOf(words: string): string {
  const kept = fold(words).replace(/[^a-z0-9]+/gu, "-");
  return kept.slice(0, 40).replace(/^-+|-+$/gu, "");
}

/** A number of ours, as it was given out: 1, 2, 3 … */
function number(at?: { readonly most: number; readonly say: PhraseId }): Field<number> {
  return fieldOf<number>({
    form: "text",
    placeholder: "number",
    read(raw) {
      const typed = cleanText(raw).trim();
      if (!/^[1-9]\d{0,8}$/u.test(typed)) throw fieldProblem("field.number.unknown", { typed });
      if (at !== undefined && Number(typed) > at.most)
        throw fieldProblem(at.say, { count: Number(typed), most: at.most }, String(at.most));
      return Number(typed);
    },
    print: (value) => String(value),
  });
}

/** A MAC address, kept as `80:5E:C0:12:34:56`. */
function mac(): Field<string> {
  return fieldOf<string>({
    form: "text",
    placeholder: "mac",
    read(raw) {
      const typed = cleanText(raw).trim();
      const digits = typed.replace(/[:.\-\s]/gu, "").toUpperCase();
      if (!/^[0-9A-F]{12}$/u.test(digits)) throw fieldProblem("field.mac.unknown", { typed });
      return digits.match(/../gu)?.join(":") ?? digits;
    },
    print: (value) => value,
  });
}

/** A Swedish organisation number with its check digit, kept as `556677-8899`: a sole trader's is their own. */
function orgno(): Field<string> {
  return fieldOf<string>({
    form: "text",
    placeholder: "orgno",
    personal: true,
    read(raw) {
      const typed = cleanText(raw).trim();
      const digits = typed.replace(/[\s-]/gu, "").replace(/^16(?=\d{10}$)/u, "");
      if (!/^\d{10}$/u.test(digits)) throw fieldProblem("field.orgno.unknown", { typed });
      if (!hasLuhnSum(digits)) throw fieldProblem("field.orgno.check", { typed });
      return `${digits.slice(0, 6)}-${digits.slice(6)}`;
    },
    print: (value) => value,
  });
}

const ofNumber = /^[+\d(][\d()./+\u2010-\u2015-]*$|^[\u2010-\u2015-]$/u;

/**
 * A subscriber's number, or a series of them, as people write it, kept in E.164: `08-123 45 00–49`. What is odd about
 * it is left to whoever looks at what was given.
 */
function subscriberNumber(): Field<string> {
  return fieldOf<string>({
    form: "text",
    placeholder: "number",
    hint: "field.subscriberNumber.hint",
    personal: true,
    spans(words) {
      const end = words.findIndex((word) => !ofNumber.test(word));
      return end < 0 ? words.length : end;
    },
    read(raw, env) {
      const typed = cleanText(raw).trim();
      const { value, finding } = readNumber(typed, { series: true }, env.agreement.calendar.country);
      if (typeof value === "string") return value;
      const why = `finding.${finding?.what ?? "number.invalid"}`;
      const values = finding?.args as Readonly<Record<string, string>> | undefined;
      const problem = phrase(isPhraseId(why) ? why : "finding.number.invalid", values);
      throw fieldProblem("field.subscriberNumber.wrong", { typed, problem });
    },
    print: writtenNumber,
  });
}

export const identifiers = { number, code, mac, orgno, subscriberNumber };
