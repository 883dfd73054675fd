import { afterEach, beforeEach, expect, test } from "vitest";
import { readHandIn } from "../../../src/documents/workbook/read-hand-in.ts";
import type { Finding } from "../../../src/domain/data-finding.ts";
import { listsDeletedOn } from "../../../src/domain/data-keeping.ts";
import type { DataRecord } from "../../../src/domain/data-record.ts";
import type { Day } from "../../../src/domain/units.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeEach(async () => {
  ws = await openWorkspace();
  await ws.openSolbacken("workshop:2026-11-23");
});
afterEach(() => ws.close());

const user = (at: number, more: DataRecord["values"] = {}): DataRecord => ({
  key: `p${at}@x.se`,
  values: {
    ...{ "first-name": `=F${at}`, "last-name": "Ek", "e-mail": `p${at}@x.se`, extension: `0${100 + at}` },
    ...more,
  },
});
const users = (count: number) => Array.from({ length: count }, (_, at) => user(at));
const group = { key: "support", values: { name: "Support", members: ["p1@x.se", "p0@x.se"] } };
async function holds(area: string, records: readonly DataRecord[], findings: readonly Finding[] = []) {
  const { project, members } = await ws.facts();
  const karin = members.find(({ name }) => name.startsWith("Karin"));
  await ws.test.database.transaction(async (store) => {
    const from = (await store.heldData.newest(project.id)).find((one) => one.area === area)?.version ?? 0;
    await store.heldData.take(project.id, {
      ...{ area, from, records, findings, source: "file", on: "2026-11-23" as Day, bySide: "customer" },
      ...{ recordedAt: await store.now(), by: { id: karin?.id ?? "", name: "Karin Ek" } },
    });
  });
}
const newestFile = async () => {
  const [file] = (await ws.messages("solbacken")).at(-1)?.content.files ?? [];
  return ws.test.database.transaction((store) => store.files.get(file?.id ?? ""));
};
const tableOf = (said: {
  readonly messages: readonly { readonly content: { readonly blocks: readonly object[] } }[];
}) =>
  said.messages.flatMap(({ content }) => content.blocks).find((block) => "kind" in block && block.kind === "table") as
    | { readonly rows: readonly object[]; readonly columns: readonly object[] }
    | undefined;

test("D6, A1: staff see an area as a table, a page at a time, what is to be mended in it, and send it back with that", async () => {
  expect((await ws.anna.says("data show user-licence")).text).toContain(
    "We hold no rows for User-licence options yet.",
  );
  const findings: readonly Finding[] = [
    {
      ...{ weight: "fault", what: "e-mail.invalid", area: "user-licence", field: "e-mail", given: "p1@x" },
      at: { table: "Användare", row: 7, column: 3 },
    },
  ];
  await holds(
    "user-licence",
    [{ ...user(0, { "fixed-number": "+4681234502" }), unsure: ["fixed-number"] }, ...users(26).slice(1)],
    findings,
  );
  // What has to be mended is asked about first.
  await ws.anna.says('data receive user-licence "by mail"');
  await ws.anna.presses("data receive-anyway");
  const first = await ws.anna.says("data show user-licence");
  expect(first.text).toContain("Users: 26 rows, version 1, from a file. Karin Ek,");
  expect(first.text).toContain("=F0 | Ek | p0@x.se | 0100 | 08-123 45 02 (?)");
  expect(first.text).toContain("Rows 1–20 of 26.");
  expect(tableOf(first)?.rows).toHaveLength(20);
  expect((await ws.anna.presses("data show")).text).toContain("Rows 21–26 of 26.");
  const back = await ws.anna.presses("data reject", { on: first.messages.at(-1) });
  expect(back.form?.fields.find(({ name }) => name === "reason")?.value).toContain("Användare C7");

  expect((await ws.karin.says("data show user-licence", { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await ws.anna.says("data show user-licence", { in: "solbacken-kund" })).text).toContain(
    "lists of the customer",
  );
});

test("D6, S5: what was approved is a snapshot; what has changed since is shown beside it", async () => {
  await holds("user-licence", users(3));
  await holds("function-groups", [group]);
  expect((await ws.anna.says("data show function-groups")).text).toContain("Support | =F1 Ek; =F0 Ek");
  await ws.anna.says("data receive user-licence");
  await ws.anna.says("data approve user-licence");
  const { project } = await ws.facts();
  await holds("user-licence", [user(0, { extension: "0999" }), user(2), user(7)]);
  const said = await ws.anna.says("data show user-licence");
  expect(said.text).toContain("Version 1 is what was approved; this is a later version.");
  expect(said.text).toContain("The difference from what was approved: 1 new, 1 changed, 1 gone.");
  expect(said.text).toContain("=F1 Ek: gone");
  expect(said.text).toContain("=F0 Ek, Extension: 0100 → 0999");
  expect((await ws.anna.presses("data show", { on: said.messages.at(-1) })).text).toContain(
    "This is what was approved.",
  );
  const held = await ws.test.database.transaction((store) => store.heldData.asOf(project.id, "user-licence", 1));
  expect(held).toHaveLength(3);
});

test("D6, A1: an export is a file in our own channel, .csv or .xlsx, and the history says who took it", async () => {
  expect((await ws.anna.says("data export")).text).toContain("We hold no rows for any area yet.");
  await holds("user-licence", users(2));
  await holds("function-groups", [group]);
  expect((await ws.anna.says("data export as:csv")).outcome).toBe("refused");
  expect((await ws.karin.says("data export", { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await ws.anna.says("data export", { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await ws.erik.says("data export user-licence")).text).toContain("It comes in the project’s internal channel");
  await ws.house.jobs.drain();
  const csv = await newestFile();
  expect([
    csv?.name,
    Buffer.from(csv?.content ?? [])
      .toString()
      .split("\r\n"),
  ]).toEqual([
    expect.stringMatching(/^Solbacken Vård AB Users 2026-11-23\.csv$/),
    [
      expect.stringMatching(/^\ufeff"First name";"Last name";"E-mail";"Extension";/),
      expect.stringMatching(/^"'=F0";"Ek";"p0@x\.se";"'0100";/),
      expect.stringMatching(/^"'=F1";"Ek";"p1@x\.se";"'0101";/),
      "",
    ],
  ]);
  await ws.anna.says("data export");
  await ws.house.jobs.drain();
  const xlsx = await newestFile();
  const content = xlsx?.content ?? new Uint8Array();
  const read = await readHandIn({
    name: "a.xlsx",
    content,
    agreement: ws.agreement,
    held: [],
    on: "2026-11-23" as Day,
  });
  expect(read.given.areas.map(({ area, records }) => [area, records.length])).toEqual([
    ["function-groups", 1],
    ["user-licence", 2],
  ]);
  expect((await ws.anna.says("history")).text).toMatch(/Erik \S+ \| Took customer data out in a file/);
  expect((await ws.messages("solbacken-kund")).flatMap(({ content: { files = [] } }) => files)).toEqual([]);
});

test("D6: lists are deleted a set number of days after the end; what is billed stays, and the history says it", async () => {
  const end = {
    state: "closed" as const,
    handover: { on: "2026-12-01" as Day, recordedAt: 1, by: { id: "x", name: "x" } },
  };
  const facts = await ws.facts();
  const of = (project: object) => ({ project: { ...facts.project, ...project } });
  expect([
    listsDeletedOn(facts, ws.agreement, "2026-12-01" as Day),
    listsDeletedOn(of(end), ws.agreement, "2027-05-01" as Day),
    listsDeletedOn(of({ state: "cancelled" }), ws.agreement, "2026-12-01" as Day),
  ]).toEqual([undefined, "2027-03-01", "2027-03-01"]);

  await holds("user-licence", users(3));
  await ws.anna.says("log 2h configuration");
  await ws.anna.says('data receive hardware "by mail"');
  await ws.anna.says("data export user-licence");
  await ws.house.jobs.drain();
  await ws.anna.says(
    'porting add "08-123 45 00–49" operator:"Exempeltele AB" subscriber:"Enskild Firma" orgno:556036-0793 address:"Storgatan 1" signer:"Karin Ek" signed:2026-11-20 rest:none when:"2026-12-15 09:00"',
  );
  await ws.anna.says("porting asked P1");
  await ws.anna.says('porting reject P1 "Karin Ek is no signer"');
  expect((await ws.anna.says('project cancel "moved abroad"')).outcome).toBe("done");
  const { work } = await ws.facts();
  await ws.playTo("2027-02-19T09:00");
  expect((await ws.anna.says("data show user-licence")).text).toContain("3 rows");
  await ws.playTo("2027-02-25T09:00");
  await ws.house.scheduler.tick(await ws.test.database.now());
  expect((await ws.anna.says("data show user-licence")).text).toContain(
    "The list of User-licence options was deleted on",
  );
  const { rows } = await ws.test.pool.query(
    "select (select count(*) from data_records)::int as records, (select count(*) from files)::int as files",
  );
  expect(rows).toEqual([{ records: 0, files: 0 }]);
  const after = await ws.facts();
  expect(after.work).toEqual(work);
  expect(after.portingRequests.map(({ kind, answers, reason }) => ({ kind, answers, reason }))).toEqual([
    { kind: "given", answers: { when: "2026-12-15T09:00" } },
    { kind: "asked", answers: {} },
    { kind: "rejected", answers: {} },
  ]);
  expect(after.tasks.map(({ title }) => title)).toEqual(["P1"]);
  expect((await ws.anna.says("history")).text).toContain("Startklar | Deleted the customer’s lists");
});
