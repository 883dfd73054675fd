import { z } from "zod";
import { type Context, freeLine, type Line, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { listProjects } from "../../bot/listing.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Project } from "../../domain/facts.ts";
import { basisDigest, invoiceBasis } from "../../domain/invoice-basis.ts";
import type { InvoiceLine, Totals } from "../../domain/invoice-line.ts";
import { sum } from "../../domain/money.ts";
import type { Day, Id } from "../../domain/units.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, money, phrase, raw, type Text } from "../../messages/phrase.ts";
import { type BasesToClose, closeBasesJob } from "../../store/contract/jobs.ts";
import { buttonsBlock, said } from "../shared/blocks.ts";
import { moneyCell } from "../shared/cells.ts";
import { unlistedBlocks } from "../shared/unlisted.ts";
import { closed, notAhead } from "./close.ts";

/** How many projects are closed in one go. */
const most = 50;
/** How many are looked at in one go. */
const atOnce = 100;

/** What a button brings of each project: which, and the digest of the basis that was seen. */
const seenOfEach = z.array(z.tuple([z.uuid(), z.string()]));

/** The lines that close the bases of all projects, each in a transaction of its own (I1). */
export const closeAllLines: readonly Line[] = [
  freeLine({
    verb: "close-all",
    summary: "summary.invoice.close-all",
    examples: ["invoice close all", "invoice close all until:2026-11-30"],
    allow: ["staff"],
    audience: "ledger",
    reads: true,
    lists: true,
    input: { through: field.day("past").optional() },
    run: ({ through }, ctx) => askAll(ctx, through),
  }),
  freeLine({
    verb: "confirm-all",
    by: "card",
    summary: "summary.invoice.close-all",
    examples: [],
    allow: ["staff"],
    audience: "ledger",
    input: { which: field.brought(), through: field.hidden().optional() },
    run: ({ which, through }, ctx) => begin(ctx, which, through as Day | undefined),
  }),
  projectLine({
    verb: "confirm-one",
    by: "card",
    summary: "summary.invoice.close",
    examples: [],
    allow: ["system"],
    audience: "ledger",
    input: {
      ...{ digest: field.hidden(), through: field.hidden().optional() },
      ...{ by: field.hidden(), who: field.hidden(), run: field.hidden() },
    },
    async run({ digest, through, by, who, run }, ctx) {
      const until = through as Day | undefined;
      const content = await closed(ctx, { digest, until, by: { id: by, name: who }, run });
      await ctx.post("internal", content);
      return content;
    },
  }),
];

interface Open extends Totals {
  readonly id: Id;
  readonly called: string;
  readonly lines: readonly InvoiceLine[];
  readonly digest: string;
}

interface Found {
  readonly found: readonly Open[];
  /** Those that cannot be worked out. */
  readonly lost: ReadonlyMap<Id, Project>;
  /** How many are not worked out yet. */
  readonly unknown: number;
  /** How many have something to invoice, and were not looked at: there is enough to close in one go without them. */
  readonly beyond: number;
}

/** Works out the bases of those that have one, a page at a time, until there are as many as are closed in one go. */
async function findAll({ store, today, unreadable }: Context, until: Day | undefined): Promise<Found> {
  const found: Open[] = [];
  const lost = new Map<Id, Project>();
  let [beyond, unknown] = [0, 0];
  for (const state of ["open", "ended"] as const) {
    for (let after: string | undefined; ; ) {
      const enough = found.length >= most;
      const asked = { state, only: "money", today, after, most: enough ? 1 : atOnce } as const;
      const page = await listProjects(store, asked, unreadable);
      for (const { project } of page.lost) lost.set(project.id, project);
      unknown = page.unknown;
      if (enough) beyond += page.count - page.before;
      for (const { facts, agreement } of enough ? [] : page.shown) {
        const { id, customer, code } = facts.project;
        try {
          const basis = invoiceBasis(facts, agreement, until);
          if (basis.lines.length > 0)
            found.push({ ...basis, id, called: `${customer} (${code})`, digest: basisDigest(basis) });
        } catch (error) {
          unreadable(id, error);
          lost.set(id, facts.project);
        }
      }
      after = enough ? undefined : page.next;
      if (after === undefined) break;
    }
  }
  return { found, lost, unknown, beyond };
}

/** What every project has to invoice, or to give back; those that cannot be worked out are named. */
async function askAll(ctx: Context, until: Day | undefined): Promise<Reply> {
  notAhead(until, ctx.today);
  const { found, lost, unknown, beyond } = await findAll(ctx, until);
  const without = unlistedBlocks([...lost.values()], unknown);
  if (found.length === 0) {
    if (without.length === 0) throw refuse("invoice.refuse.nothingAnywhere");
    return { audience: "ledger", blocks: without };
  }
  const now = found.slice(0, most);
  const left = found.length - now.length + beyond;
  const exact = beyond === 0 || until === undefined ? "yes" : "no";
  return {
    audience: "ledger",
    question: true,
    blocks: [
      said("invoice.closeAll.ask", { count: now.length }, "warning"),
      ...(until === undefined ? [] : [said("invoice.closeAll.until", { on: day(until) }, "quiet")]),
      table(now),
      ...(left === 0 ? [] : [said("invoice.closeAll.more", { count: left, exact }, "quiet")]),
      ...without,
      ...buttonsBlock([
        {
          id: "close-all",
          label: phrase("invoice.button.closeAll", { count: now.length }),
          style: "primary",
          runs: "invoice confirm-all",
          once: true,
          values: {
            which: JSON.stringify(now.map(({ id, digest }) => [id, digest])),
            ...(until === undefined ? {} : { through: until }),
          },
        },
      ]),
    ],
  };
}

function table(all: readonly Open[]): Block {
  const right = { align: "right" } as const;
  const row = (first: Text, counted: readonly Pick<Open, "lines" | "net" | "gross">[]): readonly Text[] => [
    first,
    raw(String(sum(counted.map(({ lines }) => lines.length)))),
    moneyCell(sum(counted.map(({ net }) => net))),
    moneyCell(sum(counted.map(({ gross }) => gross))),
  ];
  return {
    kind: "table",
    columns: [
      { label: phrase("portfolio.column.project") },
      { label: phrase("invoice.list.lines"), ...right },
      { label: phrase("invoice.list.net"), ...right },
      { label: phrase("invoice.list.gross"), ...right },
    ],
    rows: [...all.map((one) => row(raw(one.called), [one])), row(phrase("invoice.list.sum"), all)],
  };
}

/** Each is closed in a transaction of its own, as a job: one that has changed meanwhile holds up none of the others. */
async function begin({ store, actor, place }: Context, which: string, until: Day | undefined): Promise<Reply> {
  const each = seenOfEach.parse(JSON.parse(which));
  const asked: BasesToClose = {
    each: each.map(([project, digest]) => ({ project, digest })),
    ...(until === undefined ? {} : { until }),
    by: { id: actor.id, name: actor.name },
    where: place.conversation,
  };
  await store.jobs.add(closeBasesJob, asked);
  return { audience: "ledger", blocks: [said("invoice.closeAll.begun", { count: each.length })] };
}

/** What became of each, for whoever asked. */
export interface ClosedAll {
  readonly done: readonly (Pick<Totals, "net" | "gross"> & { readonly called: string; readonly number: number })[];
  readonly not: readonly { readonly called: string; readonly why: Text }[];
}

/** The list of what was closed, with its sum, and of what was not, and why. */
export function closedAllBlocks({ done, not }: ClosedAll): readonly Block[] {
  const net = money(sum(done.map((one) => one.net)));
  const columns = [
    { label: phrase("portfolio.column.project") },
    { label: phrase("invoice.list.number") },
    { label: phrase("invoice.list.net"), align: "right" },
    { label: phrase("invoice.list.gross"), align: "right" },
  ] as const;
  const rows = done.map(({ called, number, net: its, gross }) => [
    ...[raw(called), raw(String(number)), moneyCell(its), moneyCell(gross)],
  ]);
  return [
    ...(done.length === 0
      ? []
      : [
          said("invoice.closeAll.done", { count: done.length, net }, "success"),
          { kind: "table", columns, rows } as const,
        ]),
    ...(not.length === 0
      ? []
      : [
          said("invoice.closeAll.not", { count: not.length }, "warning"),
          {
            kind: "table",
            columns: [{ label: phrase("portfolio.column.project") }, { label: phrase("invoice.column.why") }],
            rows: not.map(({ called, why }) => [raw(called), why]),
          } as const,
        ]),
  ];
}
