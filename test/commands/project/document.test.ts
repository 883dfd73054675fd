import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filesOf } from "../../../src/composition/files.ts";
import type { DataRecord } from "../../../src/domain/data-record.ts";
import type { Day } from "../../../src/domain/units.ts";
import { readPdf } from "../../support/pdf.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
beforeAll(async () => {
  ws = await openWorkspace({ clock: "2026-11-23T09:00" });
  await ws.openSolbacken("workshop:2026-11-30 rate:1200 price:24000");
});
afterAll(() => ws.close());

const opened = async (id: string) => filesOf(ws.test.database, ws.house.words).get(id);
const newest = async (where = "solbacken") => (await ws.messages(where)).at(-1);
/** Asks for a document, and what came of it. */
async function made(line: string, where = "solbacken") {
  const asked = await ws.anna.says(line, { in: where });
  await ws.house.jobs.drain();
  const message = await newest(where);
  const [pdf, markdown] = message?.content.files ?? [];
  return { asked, message, text: message?.text ?? "", pdf: pdf?.id ?? "", markdown: markdown?.id ?? "" };
}

test("S2: a document is made, kept, the same when asked for again, and what changed since is said", async () => {
  await ws.anna.says('require add "The main number answers 07–18"');
  const first = await made("document plan");
  expect(first.asked.text).toContain("It comes here in a moment");
  expect(first.text).toContain("Project plan, version 1, Mon 23 Nov");
  const pdf = await opened(first.pdf);
  expect(pdf).toMatchObject({ name: "Project plan, Solbacken Vård AB.pdf", type: "application/pdf" });
  const read = await readPdf(pdf?.content ?? new Uint8Array());
  expect(read.text).toContain("Mon 30 Nov 2026");
  for (const row of ["Asking for the delivery approval", "Delivery approval", "Handover to operations"])
    expect(read.text.replace(/\s+/gu, " ")).toContain(row);
  expect(new TextDecoder().decode((await opened(first.markdown))?.content)).toContain("# Project plan");
  const digest = createHash("sha256")
    .update(pdf?.content ?? "")
    .digest("hex");
  expect(first.text).toContain(digest);

  const again = await made("document plan");
  expect([again.pdf, again.text.includes("By now")]).toEqual([first.pdf, false]);

  await ws.anna.says('task add "Send the floor plan" due:2026-12-01');
  const later = await made("document plan");
  expect(later.pdf).toBe(first.pdf);
  expect(later.text).toContain("By now it would say");
  expect(later.text).toContain("Send the floor plan");
  expect(Buffer.compare((await opened(later.pdf))?.content ?? new Uint8Array(), pdf?.content ?? new Uint8Array())).toBe(
    0,
  );

  await ws.anna.presses("document", { values: { new: "yes" } });
  await ws.house.jobs.drain();
  expect((await newest())?.text).toContain("Project plan, version 2");
  const list = await ws.anna.says("document list");
  expect(list.text).toMatch(/Project plan \| 2 .*\n.*Project plan \| 1 /u);
  expect((await ws.anna.says(`document verify ${digest.slice(0, 16)}`)).text).toContain("version 1");
  const content = pdf?.content ?? new Uint8Array();
  const markdown = (await opened(first.markdown))?.content ?? new Uint8Array();
  for (const line of ["document", "document verify"])
    expect((await ws.anna.says(line, { files: [{ name: "plan.md", content: markdown }] })).text).toContain(
      "version 1 of Mon 23 Nov",
    );
  expect((await ws.anna.says("document verify", { files: [{ name: "plan.pdf", content }] })).text).toContain(
    "version 1",
  );
  const file = (bytes: Uint8Array) => ({ files: [{ name: "plan.pdf", content: bytes }] });
  expect((await ws.anna.says("document", file(content))).text).toContain("version 1 of Mon 23 Nov");
  const touched = Uint8Array.from(content.map((byte, at) => (at === 700 ? byte ^ 1 : byte)));
  expect((await ws.anna.says("document", file(touched))).text).toContain("is no document of this project");
});

test("A1: it goes where it belongs, and what is ledger to no shared channel", async () => {
  expect((await ws.anna.says("document invoice", { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await ws.karin.says("document plan", { in: "solbacken-kund" })).outcome).toBe("refused");
  const basis = await made("document invoice");
  expect(basis.message?.content.audience).toBe("ledger");
  expect(basis.message?.buttons.map(({ runs }) => runs)).not.toContain("document share");
  const agenda = await made("document dagordning");
  expect(agenda.message?.content.audience).toBe("public");
  await ws.anna.presses("document share");
  const shared = await newest("solbacken-kund");
  expect(shared?.text).toContain("Workshop agenda, version 1");
  expect(shared?.content.files?.[0]?.id).toBe(agenda.pdf);
  expect((await ws.anna.says("document list", { in: "solbacken-kund" })).text).not.toContain("Invoice");
  const there = await made("document agenda", "solbacken-kund");
  expect(there.pdf).toBe(agenda.pdf);
});

test("what there is nothing to say of is refused, in words", async () => {
  for (const [line, why] of [
    ["document delivery", "has not approved the delivery yet"],
    ["document minutes", "a draft is not handed over"],
    ["document invoice 7", "No basis has been closed yet"],
    ["document plan M1", "There is one of its kind"],
  ] as const) {
    const said = await ws.anna.says(line);
    expect([line, said.outcome, said.text]).toEqual([line, "refused", expect.stringContaining(why)]);
  }
  expect((await ws.anna.says("document verify abcdef012345")).text).toContain("has the digest abcdef012345");
});

test("S2, L2, L3, D6: from kickoff to handover, each offered at its moment; the digest is checked against the audit", {
  timeout: 240_000,
}, async () => {
  const user: DataRecord = { key: "bo", values: { "first-name": "Bo", "last-name": "Ő Łek", "e-mail": "bo@x.se" } };
  const { project } = await ws.facts();
  await ws.test.database.transaction(async (store) => {
    await store.heldData.take(project.id, {
      ...{ area: "user-licence", from: 0, records: [user], findings: [], source: "file", on: "2026-11-23" as Day },
      ...{ bySide: "staff", recordedAt: await store.now(), by: { id: "system", name: "Startklar" } },
    });
  });
  const offers = async (runs: string, paper: string) =>
    (await ws.messages("solbacken")).some(({ buttons }) =>
      buttons.some((button) => button.runs === runs && button.values?.paper === paper),
    );
  await ws.playTo("2026-12-01T09:00");
  await ws.anna.says("data approve user-licence");
  await ws.anna.presses("data approve-anyway");
  await ws.anna.says("kickoff on:2026-11-30");
  expect(await offers("document", "plan")).toBe(true);
  await ws.anna.says("minutes kickoff Decision: we go live on 2026-12-18");
  await ws.house.jobs.drain();
  await ws.anna.says("minutes approve M1");
  expect((await made("document minutes")).text).toContain("Minutes M1, version 1");
  await ws.anna.says('change "Two more queues" fixed:4500');
  await ws.anna.says("change send X1");
  await ws.karin.approves({ in: "solbacken-kund" });
  await ws.playTo("2026-12-18T09:00");
  await ws.anna.says("golive");
  await ws.anna.presses("golive anyway");
  expect(await offers("document", "calloff")).toBe(true);
  const callOff = await made("document calloff");
  const said = await readPdf((await opened(callOff.pdf))?.content ?? new Uint8Array());
  for (const words of ["Two more queues", "4 500,00 kr", "Ő Łek", "The main number answers"])
    expect(said.text).toContain(words);
  expect(callOff.message?.content.audience).toBe("offer");

  for (const line of ["require deliver R1", "require verify R1", "change done X1", "deliver"]) await ws.anna.says(line);
  await ws.karin.presses("deliver approve", { in: "solbacken-kund" });
  expect(await offers("document", "delivery")).toBe(true);
  const delivery = await made("document delivery");
  const { text } = await readPdf((await opened(delivery.pdf))?.content ?? new Uint8Array());
  const { deliveries } = await ws.facts();
  const digest = deliveries.at(-1)?.digest ?? "";
  for (const words of [digest, "Karin Ek", "The main number answers 07–18"]) expect(text).toContain(words);
  const verified = await ws.anna.says(`document verify ${digest}`);
  expect(verified.text).toContain("is kept as it was");
  expect(verified.text).toMatch(/The history has that approval: entry \d+/u);
  await ws.test.pool.query("update deliveries set text = text || ' and more' where digest = $1", [digest]);
  expect((await ws.anna.says(`document verify ${digest}`)).text).toContain("does not have the digest");

  // L4: before the day it says that it is not there yet, and what is handed over is none of that.
  const early = await made("document handover");
  expect(new TextDecoder().decode((await opened(early.markdown))?.content)).toContain(
    "is not handed over to operations",
  );
  await ws.anna.says('handover anyway:"the rest is with operations"');
  expect(await offers("document", "handover")).toBe(true);
  const handedOver = await made("document handover");
  expect(handedOver.text).toContain("Handover package, version 2");
  expect(new TextDecoder().decode((await opened(handedOver.markdown))?.content)).toContain(
    "is handed over to operations",
  );
  expect((await made("document handover")).pdf).toBe(handedOver.pdf);
  // D6: what holds lists ends with them; its digest is kept.
  await ws.test.database.transaction((store) =>
    store.heldData.clear(project.id, { on: "2027-04-01" as Day, recordedAt: 1 }),
  );
  expect(await opened(callOff.pdf)).toBeUndefined();
  expect(await opened(delivery.pdf)).toBeDefined();
  expect((await made("document calloff")).text).toContain("was deleted, with the customer’s lists");
});
