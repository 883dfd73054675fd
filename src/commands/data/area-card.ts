import type { AreaStatus } from "../../domain/customer-data.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { day, name, phrase, raw, type Text } from "../../messages/phrase.ts";
import { buttonsBlock, quoted, said } from "../shared/blocks.ts";

/** Opens the form for handing in customer data, prefilled with what is known. */
export function handIn(values: Readonly<Record<string, string>> = {}): Button {
  return {
    id: "hand-in",
    label: phrase("data.button.handIn"),
    style: "primary",
    runs: "data hand-in",
    values,
    asks: true,
  };
}

/** Opens the form for saying what an area waits for. */
export function sayStuck(values: Readonly<Record<string, string>> = {}): Button {
  return { id: "say-stuck", label: phrase("data.button.stuck"), runs: "data say-stuck", values, asks: true };
}

/** Opens the form for saying that an area does not apply. */
export function sayNotApplicable(): Button {
  return { id: "say-na", label: phrase("data.button.na"), runs: "data say-na", values: {}, asks: true };
}

/** The message that asks which area a file is for. */
export const fileSubject = (file: Id): string => `file/${file}`;

/**
 * What the shared channel sees of an area that was sent back: each finding while it waits, and what came of it after.
 */
export function areaCard(status: AreaStatus): Content {
  const { area, state, note, stuck } = status;
  const named = name(area.name);
  if (state === "rejected") {
    const found = (note ?? "").split("\n").filter((line) => line.trim() !== "");
    const waits: readonly Block[] =
      stuck === undefined ? [] : [said("data.card.stuck", { who: stuck.by.name }, "quiet"), ...quoted(stuck.reason)];
    return {
      audience: "public",
      blocks: [
        said("data.card.rejected", { area: named, count: found.length }, "warning"),
        { kind: "list", items: found.map(raw) },
        ...waits,
        ...buttonsBlock([handIn({ area: area.id }), sayStuck({ area: area.id })]),
      ],
      takesFiles: true,
    };
  }
  return { audience: "public", blocks: [settledBlock(status)] };
}

/** Where an area stands, since when and by whom. */
export function settledBlock({ area, state, since, by }: AreaStatus, tone?: "quiet"): Block {
  const known =
    since === undefined ? { known: "no", on: "", by: "" } : { known: "yes", on: day(since), by: by?.name ?? "" };
  return said("data.card.settled", { area: name(area.name), state: phrase(`data.state.${state}`), ...known }, tone);
}

/** The message of an area in the shared channel. */
export const areaSubject = (area: string): string => `data/${area}`;

/** Where an area stands, since when. */
export function stateOf({ state, since, stuck }: AreaStatus): Text {
  if (stuck !== undefined) return phrase("data.state.stuck");
  const named = phrase(`data.state.${state}`);
  return since === undefined ? named : phrase("data.state.since", { state: named, on: day(since) });
}

/** What was said of it last, and with which files. */
export function noteOf({ note, stuck, files = [] }: AreaStatus): Text {
  const words = stuck === undefined ? [note ?? "", files.map((file) => file.name).join(", ")] : [stuck.reason];
  return raw(
    words
      .filter((one) => one !== "")
      .join("; ")
      .replaceAll("\n", "; "),
  );
}
