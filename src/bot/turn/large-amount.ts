import type { Agreement } from "../../domain/agreement.ts";
import { isLarge } from "../../domain/pricing.ts";
import type { Ore } from "../../domain/units.ts";
import type { Reply } from "../../messages/content.ts";
import { money, phrase } from "../../messages/phrase.ts";
import type { Line } from "../command.ts";
import { shownFieldsOf } from "../inputs.ts";
import type { Intended } from "./intended.ts";

/**
 * The largest amount among what a line was given, where it looks like a typing mistake (K2); undefined where none does.
 */
export function largeAmount(
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
  return isLarge(most, agreement) ? most : undefined;
}

/** Asks whether an amount is right before anything is done; the button of it runs the line as it was given, once. */
export function askAmount({ line, runs, raw }: Intended, amount: Ore): Reply {
  const button = { id: "sure", label: phrase("kickoff.anyway"), runs, values: raw, once: true, sure: true } as const;
  return {
    audience: line.audience === "place" ? "public" : line.audience,
    to: "person",
    question: true,
    blocks: [
      { kind: "text", text: phrase("money.ask.large", { amount: money(amount) }), tone: "warning" },
      { kind: "buttons", buttons: [button] },
    ],
  };
}
