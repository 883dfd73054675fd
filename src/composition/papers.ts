import { createHash } from "node:crypto";
import type { Logger } from "pino";
import type { Dispatch } from "../bot/incoming.ts";
import { approvalEntry } from "../commands/project/approval-entry.ts";
import type { PaperDifference } from "../documents/paper/difference.ts";
import type { ApprovalTrace } from "../documents/paper/kinds/delivery.ts";
import { writtenApart } from "../documents/paper/making.ts";
import type { PaperOrder } from "../documents/paper/papers.ts";
import type { ApprovedArea } from "../documents/paper/sections/customer-data.ts";
import { dayOf } from "../domain/calendar.ts";
import type { DeliveryRequest, ProjectFacts } from "../domain/facts.ts";
import { earlierBasis } from "../domain/invoice-reversal.ts";
import type { Id } from "../domain/units.ts";
import { phrase } from "../messages/phrase.ts";
import type { Words } from "../messages/words.ts";
import type { Job } from "../outbox/jobs.ts";
import { type PaperFor, paperJob } from "../store/contract/jobs.ts";
import type { Database, KeptPaper, Store } from "../store/store.ts";

interface Parts {
  readonly database: Pick<Database, "transaction">;
  readonly words: Words;
  readonly system: Dispatch["system"];
  readonly log: Pick<Logger, "warn">;
}

/** After this, whoever waits is told that it takes a while, milliseconds. */
const patience = 2_000;

/**
 * Makes a document and keeps it, outside any transaction, and brings it back as a command of the system. What was kept
 * is brought as it is, with what it would say besides by now, unless a new version is wanted.
 */
export const paperJobs = ({ database, words, system, log }: Parts): Job => ({
  kind: paperJob,
  async run(payload) {
    const asked = payload as PaperFor;
    const { project, kind, about } = asked;
    const bring = (values: Readonly<Record<string, string>>): Promise<void> =>
      system(project, "document made", { asked: asked.asked, where: asked.where, ...values });
    const found = await database.transaction((store) => lookUp(store, asked));
    if (found === undefined) return bring({ kind });
    const { order, latest, at } = found;
    const wanted: PaperFor = { ...asked, anew: asked.anew || isOutlived(order, latest?.paper) };
    const before = latest?.markdown;
    // What was deleted with the lists in it is made anew only where that is asked for.
    if (latest !== undefined && before === undefined && !wanted.anew) return bring({ kind, paper: latest.paper.id });
    const late = setTimeout(() => {
      // That it takes a while is said where it can be; the document comes all the same.
      system(project, "document slow", { kind, asked: asked.asked, where: asked.where }).catch((error: unknown) =>
        log.warn({ err: error, project, kind }, "that a document takes a while could not be said"),
      );
    }, patience);
    const made = await writtenApart({ order, anew: wanted.anew, ...(before !== undefined && { before }) }).finally(() =>
      clearTimeout(late),
    );
    const { title, markdown, pdf } = made;
    if (pdf === undefined) return bring({ kind, paper: latest?.paper.id ?? "", ...changedValues(made.news) });
    const name = paperName(words, order.facts.project, title);
    const kept = await database.transaction(
      async (store) =>
        (await store.papers.keep(project, {
          ...{ kind, about, version: order.version, name, pdf, markdown, at, by: wanted.by },
          ...{ digest: createHash("sha256").update(pdf).digest("hex"), on: order.today, lists: hasLists(order) },
        })) ?? (await store.papers.latest(project, kind, about)),
    );
    await bring(kept === undefined ? { kind } : { kind, paper: kept.id });
  },
  giveUp: ({ payload }) => {
    const { project, kind, asked, where } = payload as PaperFor;
    return system(project, "document made", { kind, asked, where });
  },
});

/** A handover package from before the handover is none: what is handed over is the first one after it (L4). */
const isOutlived = ({ kind, facts }: PaperOrder, paper: KeptPaper | undefined): boolean =>
  kind === "handover" && paper !== undefined && paper.at < (facts.project.handover?.recordedAt ?? 0);

/** What is said of a difference: as much as anybody reads. */
function changedValues(changed: PaperDifference | undefined): Readonly<Record<string, string>> {
  if (changed === undefined) return {};
  const { added, gone } = changed;
  return { added: String(added.length), gone: String(gone.length), lines: JSON.stringify(changedLines(changed)) };
}
const changedLines = ({ added, gone }: PaperDifference): readonly string[] =>
  [...gone.slice(0, 3).map((line) => `− ${plain(line)}`), ...added.slice(0, 3).map((line) => `+ ${plain(line)}`)].map(
    (line) => ([...line].length > 160 ? `${[...line].slice(0, 159).join("")}…` : line),
  );
/** A line of Markdown as it is read. */
const plain = (line: string): string =>
  line
    .replace(/^(?:#+|[->]|\d+\\?\.)\s+/u, "")
    .replace(/^\|\s*|\s*\|$/gu, "")
    .replace(/\s+\|\s+/gu, " · ")
    .replace(/\*\*/gu, "")
    .replace(/<br>/gu, " ")
    .replace(/\\(?=[^\w\s])/gu, "");

interface Found {
  readonly order: PaperOrder;
  readonly latest?: { readonly paper: KeptPaper; readonly markdown?: string };
  readonly at: number;
}

/** The facts that a document takes; undefined where there is nothing any more that it could be of. */
async function lookUp(store: Store, { project, kind, about }: PaperFor): Promise<Found | undefined> {
  const facts = await store.projects.facts(project);
  const agreement = await store.agreements.of(project);
  const at = await store.now();
  const paper = await store.papers.latest(project, kind, about);
  const content = paper === undefined ? undefined : await store.papers.content(paper.id);
  const base = {
    ...{ facts, agreement, today: dayOf(at, agreement.calendar.timeZone) },
    version: (paper?.version ?? 0) + 1,
  };
  const order = await orderOf(store, { ...base, kind, about });
  if (order === undefined) return undefined;
  const latest =
    paper === undefined ? {} : { latest: { paper, ...(content === undefined ? {} : { markdown: content.markdown }) } };
  return { order, at, ...latest };
}

type Wanted = Pick<PaperOrder, "facts" | "agreement" | "today" | "version"> & Pick<PaperFor, "kind" | "about">;

async function orderOf(store: Store, { kind, about, ...base }: Wanted): Promise<PaperOrder | undefined> {
  const { facts, agreement } = base;
  const project = facts.project.id;
  switch (kind) {
    case "agenda":
    case "plan":
      return { ...base, kind };
    case "minutes": {
      const minutes = facts.minutes.find(({ ref, state }) => ref === about && state === "approved");
      return minutes && { ...base, kind, minutes };
    }
    case "calloff":
      return { ...base, kind, approved: await approvedOf(store, facts) };
    case "delivery": {
      const delivery = await approvalOf(store, facts);
      return delivery && { ...base, kind, ...delivery };
    }
    case "handover": {
      const delivery = await approvalOf(store, facts);
      return { ...base, kind, approved: await approvedOf(store, facts), ...(delivery && { delivery }) };
    }
    case "invoice": {
      if (about === "") return { ...base, kind };
      const basis = facts.closedBases.find(({ number }) => String(number) === about);
      if (basis === undefined) return undefined;
      const shown = (await store.bases.shown(project, basis.number)) ?? earlierBasis(basis, facts, agreement.vat);
      const { number, closedOn } = basis;
      // What is kept of it first is the file that goes to accounting, whenever either is made.
      const today = base.version === 1 ? closedOn : base.today;
      return { ...base, kind, today, closed: { number, closedOn, basis: shown } };
    }
  }
}

/** Of each area the records that were approved last (D6). */
async function approvedOf(store: Store, { project, data }: ProjectFacts): Promise<readonly ApprovedArea[]> {
  const areas = new Map<string, number>();
  for (const entry of data) {
    if (entry.undone || entry.kind === "stuck") continue;
    if (entry.kind === "approved" && entry.version !== undefined) areas.set(entry.area, entry.version);
    else areas.delete(entry.area);
  }
  const approved: ApprovedArea[] = [];
  for (const [area, version] of areas)
    approved.push({ area, records: await store.heldData.asOf(project.id, area, version) });
  return approved;
}

/** The approval that was given, and from where, as the audit has it (L3). */
async function approvalOf(
  store: Store,
  facts: ProjectFacts,
): Promise<{ readonly request: DeliveryRequest; readonly trace?: ApprovalTrace } | undefined> {
  const request = facts.deliveries.findLast(({ state }) => state === "approved");
  if (request === undefined) return undefined;
  const trace = await traceOf(store, facts.project.id, request);
  return { request, ...(trace && { trace }) };
}

async function traceOf(store: Store, project: Id, request: DeliveryRequest): Promise<ApprovalTrace | undefined> {
  const entry = await approvalEntry(store, project, request);
  if (entry === undefined || entry.actor.id === "system") return undefined;
  const accounts = await store.people.accounts(entry.actor.id);
  const account = accounts.find(({ platform }) => platform === entry.platform)?.user;
  return { at: entry.at, platform: entry.platform, ...(account !== undefined && { account }) };
}

const hasLists = (order: PaperOrder): boolean =>
  "approved" in order && order.approved.some(({ records }) => records.length > 0);

/** A name as every system takes it in a file's. */
/** What a document's files are called, without their endings. */
export const paperName = (words: Words, { language, customer }: ProjectFacts["project"], title: string): string =>
  words
    .text(language, phrase("document.file", { title, customer }))
    .replace(/[\p{C}\\/:*?"<>|]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, 110)
    .trim();
