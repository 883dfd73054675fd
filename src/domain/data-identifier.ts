import { z } from "zod";
import { fault, question, type ReadValue, repaired } from "./data-read.ts";
import { plainDashes } from "./data-text.ts";

const mail = z.email();

/** An e-mail address, in lower case; one in `Anna <anna@example.com>` is taken out, and said. */
export function readEmail(text: string): ReadValue {
  const bare = text.replace(/^mailto:/iu, "").toLowerCase();
  if (mail.safeParse(bare).success) return { value: bare };
  const named = /<([^<>\s]+)>$/u.exec(bare)?.[1];
  if (named !== undefined && mail.safeParse(named).success) return repaired(named, "e-mail.named", { read: named });
  const parts = bare.split(/[\s;,]+/u).filter((part) => part !== "");
  if (parts.length > 1 && parts.every((part) => mail.safeParse(part).success)) return fault("e-mail.several");
  if (/[^\p{ASCII}]/u.test(bare)) return fault("e-mail.letters");
  return fault("e-mail.invalid");
}

/** A MAC address in any spelling, as twelve hexadecimal digits; the letter O for a zero is repaired, and said. */
export function readMac(text: string): ReadValue {
  const bare = plainDashes(text)
    .replace(/^mac(?:[\s-]*(?:address|adress))?\s*:?\s*/iu, "")
    .replace(/[\s:.\-_]/gu, "")
    .toUpperCase();
  const digits = bare.replaceAll("O", "0");
  if (!/^[0-9A-F]*$/.test(digits)) return fault("mac.letters");
  if (digits.length !== 12) return fault("mac.length", { digits: digits.length });
  if (digits !== bare) return repaired(digits, "mac.letter-o");
  // No telephone has an address of nobody's, or one that means many.
  const isNobodys = /^(?:0{12}|F{12})$/.test(digits) || Number.parseInt(digits.slice(0, 2), 16) % 2 === 1;
  return isNobodys ? question(digits, "mac.odd") : { value: digits };
}

/**
 * A Swedish organisation number, as ten digits, also written as a VAT number (`SE556036079301`) or with its century.
 * One that is a person's is asked about.
 */
export function readOrganisationNumber(text: string): ReadValue {
  const bare = plainDashes(text)
    .replace(/[\s.+-]/gu, "")
    .toUpperCase();
  const digits = /^SE(\d{10})01$/.exec(bare)?.[1] ?? /^(?:16|19|20)?(\d{10})$/.exec(bare)?.[1];
  if (digits === undefined)
    return /^\d+$/.test(bare)
      ? fault("organisation-number.length", { digits: bare.length })
      : fault("organisation-number.invalid");
  if (!hasLuhnSum(digits)) return fault("organisation-number.check");
  return Number(digits[2]) < 2 ? question(digits, "organisation-number.personal") : { value: digits };
}

/** The number of a SIM card, which begins with 89; anything else may be a PIN or a PUK, and is never repeated. */
export function readSimCard(text: string): ReadValue {
  const digits = plainDashes(text).replace(/[\s-]/gu, "");
  return /^89\d{16,18}F?$/iu.test(digits) ? { value: digits.toUpperCase() } : fault("sim-card.invalid");
}

/** An extension, its digits; `lengths` are how many it may have. */
export function readExtension(text: string, lengths?: readonly number[]): ReadValue {
  const digits = plainDashes(text)
    .replace(/^(?:anknytning|ankn|extension|ext|x)\.?\s*/iu, "")
    .replace(/[\s-]/gu, "");
  if (!/^\d+$/.test(digits)) return fault("extension.letters");
  if (lengths !== undefined && !lengths.includes(digits.length))
    return fault("extension.length", { digits: digits.length, allowed: lengthsOf(lengths) });
  return { value: digits };
}

/** `2–6`, and one by one where some between are none. */
function lengthsOf(lengths: readonly number[]): string {
  const [first = 0, last = 0] = [Math.min(...lengths), Math.max(...lengths)];
  const isRange = lengths.length > 2 && new Set(lengths).size === last - first + 1;
  return isRange ? `${first}–${last}` : lengths.join(", ");
}

/** The sum that the last digit of organisation numbers and bankgiros is made for. */
export function hasLuhnSum(digits: string): boolean {
  const sum = [...digits].toReversed().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
