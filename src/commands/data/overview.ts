import type { ProjectContext } from "../../bot/command.ts";
import { shorten } from "../../bot/field.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { type AreaStatus, areaStates } from "../../domain/customer-data.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { name, phrase, raw, type Text } from "../../messages/phrase.ts";
import type { DataVersion } from "../../store/store.ts";
import { buttonsBlock } from "../shared/blocks.ts";
import { whatIsLeft } from "./answer.ts";
import { handIn, noteOf, sayNotApplicable, sayStuck, stateOf } from "./area-card.ts";

/** The card of all areas in one of a project's channels: it is edited in place. */
export const overviewSubject = (where: "shared" | "internal"): string => `data-overview/${where}`;

/** Posts the Starter workbook in the channel. */
export const template: Button = { id: "template", label: phrase("data.button.template"), runs: "data template" };
/** The card of all areas. */
export const allAreas: Button = { id: "all", label: phrase("data.button.all"), runs: "data" };
/** Shows which areas can be filled in here. */
export const fillIn: Button = { id: "fill", label: phrase("data.button.fill"), runs: "data fill" };

interface Shown {
  readonly facts: ProjectFacts;
  readonly agreement: Agreement;
  readonly newest: readonly DataVersion[];
  /** The customer's own buttons are under it. */
  readonly theirs: boolean;
}

/** Every area: where it stands, what we have, what is to be mended in it, and whom it waits for (D1, D5, D6). */
export function overviewCard({ facts, agreement, newest, theirs }: Shown): Content {
  const states = areaStates(facts, agreement);
  const buttons = theirs ? [handIn(), template, fillIn, sayStuck(), sayNotApplicable()] : [template];
  const rows = states.map((status) => {
    const version = newest.find(({ area }) => area === status.area.id);
    return [
      name(status.area.name),
      stateOf(status),
      noteOf(status),
      rowsOf(version),
      waitsFor(status, { facts, agreement, version }),
    ];
  });
  // What is empty in every row is no column.
  const told = columns.flatMap((_, at) => (rows.some((row) => !isEmpty(row[at])) ? [at] : []));
  const table: Block = {
    kind: "table",
    columns: told.flatMap((at) => columns[at] ?? []),
    rows: rows.map((row) => told.flatMap((at) => row[at] ?? [])),
  };
  return {
    audience: "public",
    blocks: [whatIsLeft(states), table, ...buttonsBlock(facts.project.state === "open" ? buttons : [])],
    ...(theirs ? { takesFiles: true } : {}),
  };
}

const columns = (["area", "state", "note", "rows", "waits"] as const).map((column) => ({
  label: phrase(`data.column.${column}`),
}));

const isEmpty = (text: Text | undefined): boolean => text === undefined || ("raw" in text && text.raw === "");

function rowsOf(version: DataVersion | undefined): Text {
  if (version === undefined) return raw("");
  const { records: rows, faults, questions, repairs } = version;
  return phrase("data.rows", { rows, faults, odd: questions + repairs });
}

/** A column among five: more of a name makes the card a message longer, and says no more. */
const longestName = 40;

interface Waiting extends Pick<Shown, "facts" | "agreement"> {
  readonly version: DataVersion | undefined;
}

/**
 * Whom an area waits for: what is stuck says it itself, else whoever has the next move. What must be mended is theirs.
 */
function waitsFor({ state, stuck }: AreaStatus, { facts, agreement, version }: Waiting): Text {
  if (state === "approved" || state === "not-applicable") return raw("");
  const isOurs = state === "received" && (version?.faults ?? 0) === 0;
  const ours = stuck === undefined ? isOurs : stuck.waitsFor === "supplier";
  return ours ? name(agreement.supplier) : raw(shorten(facts.project.customer, longestName));
}

/** Brings the cards of all areas up to date, where they stand. */
export async function reviseOverview(ctx: ProjectContext): Promise<void> {
  const facts = await ctx.reload();
  const newest = await ctx.store.heldData.newest(facts.project.id);
  for (const where of ["shared", "internal"] as const) {
    const theirs = where === "shared" && facts.project.state === "open";
    await ctx.revise(overviewSubject(where), overviewCard({ facts, agreement: ctx.agreement, newest, theirs }));
  }
}
