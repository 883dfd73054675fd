import type { Dispatch } from "../bot/incoming.ts";
import type { HandInRead } from "../documents/workbook/orders.ts";
import type { Workbooks } from "../documents/workbook/workbooks.ts";
import { turnTo } from "../domain/away.ts";
import { businessCalendar, dayOf } from "../domain/calendar.ts";
import { areaStates } from "../domain/customer-data.ts";
import type { FoundArea } from "../domain/data-given.ts";
import { findingsOf, heldAreas } from "../domain/data-held.ts";
import { type Known, withKnown } from "../domain/data-known.ts";
import type { ProjectFacts } from "../domain/facts.ts";
import { dataDay } from "../domain/plan-dates.ts";
import type { Day, Id } from "../domain/units.ts";
import { phrase } from "../messages/phrase.ts";
import type { Words } from "../messages/words.ts";
import type { Job } from "../outbox/jobs.ts";
import { type GivenFile, readDataJob, type TemplateFor, templateJob } from "../store/contract/jobs.ts";
import type { Database, OfferedArea, Store } from "../store/store.ts";

const knownOf = ({ project: { customer, organisationNumber } }: ProjectFacts): Known => ({
  customer,
  ...(organisationNumber === undefined ? {} : { organisationNumber }),
});

interface Parts {
  readonly database: Pick<Database, "transaction">;
  readonly workbooks: Pick<Workbooks, "read" | "template">;
  readonly words: Words;
  readonly system: Dispatch["system"];
}

/** The jobs of customer data (D6): files are read and made in threads of their own, outside any transaction. */
export function customerDataJobs(parts: Parts): readonly Job[] {
  return [
    {
      kind: readDataJob,
      run: (payload) => readGiven(payload as GivenFile, parts),
      giveUp: ({ payload }) => unread(payload as GivenFile, { kind: "too-heavy" }, parts),
    },
    {
      kind: templateJob,
      run: (payload) => makeTemplate(payload as TemplateFor, parts),
      giveUp: ({ payload }) => {
        const { project, where } = payload as TemplateFor;
        return parts.system(project, "data unmade", { where });
      },
    },
  ];
}

/** What a project's files are read and made with. */
async function aroundOf(store: Store, project: Id) {
  const facts = await store.projects.facts(project);
  const agreement = await store.agreements.of(project);
  const held = await store.heldData.held(project);
  const today = dayOf(await store.now(), agreement.calendar.timeZone);
  return { facts, agreement, held, today };
}

/** What was found in what is held. */
async function foundIn(store: Store, project: Id): Promise<readonly FoundArea[]> {
  const found: FoundArea[] = [];
  for (const { area, version, faults, questions, repairs } of await store.heldData.newest(project))
    if (faults + questions + repairs > 0)
      found.push({ area, findings: await store.heldData.findings(project, area, version) });
  return found;
}

/** Reads a file and brings what it says back as a command of the system; what it says waits in the store meanwhile. */
async function readGiven(given: GivenFile, parts: Parts): Promise<void> {
  const { database, workbooks, words, system } = parts;
  const around = await database.transaction(async (store) => ({
    ...(await aroundOf(store, given.project)),
    found: await foundIn(store, given.project),
    file: await store.files.get(given.file),
  }));
  const { facts, agreement, held, found, today, file } = around;
  if (file === undefined) return;
  // What was promised is an answer.
  if (facts.project.state !== "open") return unread(given, {}, parts);
  const { language } = facts.project;
  const answer = await workbooks.read({
    ...{ name: file.name, content: file.content, agreement, on: today, marks: language },
    ...{ held: heldAreas(held, facts), found, known: knownOf(facts) },
    ...(given.meant && { meant: given.meant }),
  });
  if (!answer.ok) return unread(given, answer.refused, parts);
  const { read } = answer;
  const [offer, marked] = await database.transaction(async (store) => {
    const areas = offered(read, held);
    const { by, bySide } = given;
    const recordedAt = await store.now();
    const waiting = await store.heldData.offer(given.project, { file: file.id, by, bySide, areas, recordedAt });
    if (read.marked === undefined || areas.length === 0) return [waiting, undefined] as const;
    const name = markedName(file.name, (called) => words.text(language, phrase("data.file.marked", { name: called })));
    const { project, conversation, by: giver } = { ...file, project: given.project };
    const made = await store.files.add({ project, conversation, name, by: giver, content: read.marked, made: true });
    return [waiting, made.id] as const;
  });
  try {
    await system(given.project, "data given", {
      ...{ offer, where: given.where, read: JSON.stringify(toldOf(read)) },
      ...(marked === undefined ? {} : { marked }),
      ...(given.handedIn === undefined ? {} : { handed: (given.meant ?? []).join(",") || "yes" }),
    });
  } catch (error) {
    // It is read anew, and nothing waits that nobody was told of.
    await database.transaction((store) => store.heldData.settle(given.project, offer, "outdated"));
    throw error;
  }
}

/** What the marked workbook of a file is called: one that was marked already is not called so twice. */
function markedName(name: string, named: (name: string) => string): string {
  const bare = name.replace(/\.[a-z]{1,5}$/iu, "");
  const marking = named("").replace(/\.xlsx$/u, "");
  return named(bare.endsWith(marking) ? bare.slice(0, -marking.length) : bare);
}

/** Each area that the file has a list of or that waited for it, with the version that it was compared with. */
function offered({ given }: HandInRead, held: Awaited<ReturnType<typeof aroundOf>>["held"]): readonly OfferedArea[] {
  const from = (area: string) => held.find((one) => one.area === area)?.version ?? 0;
  return [
    ...given.areas.map(({ area, records }) => ({
      ...{ area, records, findings: findingsOf(given.findings, area), from: from(area) },
    })),
    ...(given.late ?? []).map((one) => ({ ...one, from: from(one.area), late: true as const })),
  ];
}

/** What is said of the file as a whole; of names as many as anybody reads. */
function toldOf({ given, hidden, isSecret }: HandInRead) {
  const loose = given.findings.filter(({ area }) => area === undefined);
  return {
    ...(given.template?.current === false ? { old: true } : {}),
    hidden: hidden.slice(0, 3).map((name) => name.slice(0, 60)),
    loose: loose.slice(0, 5),
    ...(given.spared === undefined ? {} : { spared: given.spared }),
    ...(isSecret === true && { secret: true }),
  };
}

async function unread({ project, file, where, handedIn }: GivenFile, why: object, { system }: Parts): Promise<void> {
  if (handedIn !== true) await system(project, "data unread", { file, where, why: JSON.stringify(why) });
}

/** Makes the Starter workbook with what is held, and brings it back as a command of the system. */
async function makeTemplate({ project, by, where }: TemplateFor, parts: Parts): Promise<void> {
  const { database, workbooks, words, system } = parts;
  const { facts, agreement, held, found, today, contacts } = await database.transaction(async (store) => {
    const around = await aroundOf(store, project);
    const contacts = await contactsOf(store, around.facts, around.today);
    return { ...around, found: await foundIn(store, project), contacts };
  });
  if (facts.project.state !== "open") return;
  const { language, customer } = facts.project;
  const due = dueOf(facts, agreement);
  const content = await workbooks.template({
    ...{ agreement, language, customer, contacts, asOf: today },
    ...{ held: withKnown(heldAreas(held, facts), agreement, facts.project), found },
    states: Object.fromEntries(areaStates(facts, agreement).map(({ area, state }) => [area.id, state])),
    ...(due === undefined ? {} : { due }),
  });
  const file = await database.transaction(async (store) => {
    const conversation = where === "shared" ? facts.project.shared : facts.project.internal;
    if (conversation === undefined) return undefined;
    const name = words.text(language, phrase("data.template.file", { customer: fileName(customer), on: today }));
    return store.files.add({ project, conversation, name, by, content, made: true });
  });
  if (file !== undefined) await system(project, "data templated", { file: file.id, name: file.name, where });
}

function dueOf(facts: ProjectFacts, agreement: Parameters<typeof dataDay>[1]): Day | undefined {
  return dataDay(facts, agreement, businessCalendar(agreement.calendar));
}

/** Whom the customer asks: who leads the project or stands in on the day, with the mail that we know. */
async function contactsOf(store: Store, facts: ProjectFacts, today: Day) {
  const lead = turnTo(facts, today);
  if (lead === undefined) return [];
  const mail = (await store.people.accounts(lead.id)).find((one) => one.email !== undefined)?.email;
  return [{ name: lead.name, ...(mail === undefined ? {} : { mail }) }];
}

/** A name as every system takes it in a file's. */
const fileName = (name: string): string =>
  name
    .replace(/[\p{C}\\/:*?"<>|]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim()
    .slice(0, 80);
