import type { Agreement } from "../../domain/agreement.ts";
import { isLarge } from "../../domain/pricing.ts";
import type { Ore } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { money, phrase } from "../../messages/phrase.ts";
import type { Line } from "../command.ts";
import { shownFieldsOf } from "../inputs.ts";
import type { Intended } from "./intended.ts";

/**
 * An amount among what a line was given that looks like a typing mistake (K2): the largest one, or nothing where
 * something is sold; undefined where none does.
 */
export function oddAmount(
  line: Line,
  values: Readonly<Record<string, unknown>>,
  agreement: Agreement,
): Ore | undefined {
  const amounts = shownFieldsOf(line).flatMap(([name, { kind }]): readonly Ore[] => {
    const value = values[name];
    if (kind.placeholder === "kr" && typeof value === "number") return [value];
    return kind.placeholder === "option=kr" && Array.isArray(value) ? value.flatMap(({ price }) => price ?? []) : [];
  });
  const most = Math.max(0, ...amounts);
  if (isLarge(most, agreement)) return most;
  return shownFieldsOf(line).some(([name, { kind }]) => kind.doubtsZero === true && values[name] === 0) ? 0 : undefined;
}

/** Asks whether an amount is right before anything is done; the button of it runs the line as it was given, once. */
export function askAmount({ line, runs, raw }: Intended, amount: Ore): Reply {
  const button = { id: "sure", label: phrase("kickoff.anyway"), runs, values: raw, once: true, sure: true } as const;
  return {
    audience: line.audience === "place" ? "public" : line.audience,
    to: "person",
    question: true,
    blocks: [
      {
        kind: "text",
        text: phrase(amount === 0 ? "money.ask.nothing" : "money.ask.large", { amount: money(amount) }),
        tone: "warning",
      },
      { kind: "buttons", buttons: [button] },
    ],
  };
}
