import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { basisIn, filesOf } from "../../../src/composition/files.ts";
import { basisFile } from "../../../src/documents/invoice/files.ts";
import { createWords } from "../../../src/messages/words.ts";
import { cloneProjects } from "../../support/clone.ts";
import { annaTypes } from "../../support/delivered.ts";
import { readPdf } from "../../support/pdf.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

test("R1, R2, R3: each line with its rule, its time, its rate and its amount, and the totals without and with VAT", async () => {
  await annaTypes(house, "travel 3h30 costs:1200 to:Uppsala", "travel city:göteborg");
  const { text } = await annaTypes(house, "invoice");
  expect(text).toContain("Rule | What | Day | Time | Rate | VAT | Amount");
  expect(text).toContain(
    "R1 | V1 travel time to Uppsala | Mon 23 Nov 2026 | 3 h 30 min | 490,00 kr per hour | 25 % | 1 715,00 kr",
  );
  expect(text).toContain("R1 | V1 actual travel costs to Uppsala | Mon 23 Nov 2026 | – | – | 25 % | 1 200,00 kr");
  expect(text).toContain("R1 | V1 administration, 10 % | Mon 23 Nov 2026 | – | – | 25 % | 120,00 kr");
  expect(text).toContain("R2 | V2 trip within Gothenburg | Mon 23 Nov 2026 | – | – | 25 % | 690,00 kr");
  expect(text).toContain("Total excluding VAT: 3 725,00 kr");
  expect(text).toContain("VAT 25 %: 931,25 kr");
  expect(text).toContain("Total including VAT: 4 656,25 kr");
});

test("S2b: a package price that is not set is said so, and never 0", async () => {
  const { text } = await annaTypes(house, "invoice");
  expect(text).toContain("Nothing is billable now.");
  expect(text).toContain("S2b | Fixed price, Custom implementation smaller | – | – | package price not set");
  expect(text).toContain("project set price:<kr>");
  expect(text).not.toContain("0,00 kr");
});

test("S6: hours outside the package are named as not agreed, and not billed", async () => {
  await annaTypes(house, "project set rate:1200", "log 9h configuration");
  const { text } = await annaTypes(house, "invoice");
  expect(text).toContain("S6 | Configuration | 1 h | – | not agreed");
  expect(text).toContain("Nothing is billable now.");
});

test("A1: it is for staff in internal places only", async () => {
  expect((await house.karin.says("invoice")).outcome).toBe("refused");
  const said = await house.anna.says("invoice", { in: "solbacken-kund" });
  expect(said.outcome).toBe("refused");
  expect(said.messages.every((message) => message.visibleTo !== undefined)).toBe(true);
  expect((await house.anna.says("invoice in:solbacken", { in: "dm-anna" })).outcome).toBe("done");
});

test("S6: a closed basis is frozen; what is undone after it comes as a reversal on the next", async () => {
  expect((await house.anna.says("invoice close")).text).toContain(
    "Nothing is billable now, so there is no basis to close.",
  );
  await annaTypes(house, "travel city:göteborg");
  const asked = await annaTypes(house, "invoice close");
  expect(asked.text).toContain("Close this basis for Solbacken Vård AB? It has 1 line.");
  expect(asked.text).toContain("R2 | V1 trip within Gothenburg");
  expect((await house.facts()).closedBases).toEqual([]);
  const closed = await house.anna.presses("invoice confirm");
  expect(closed.text).toContain(
    "Invoice basis 1 was closed Mon 23 Nov 2026: 1 line, 690,00 kr excluding VAT, 862,50 kr including VAT.",
  );
  const next = await annaTypes(house, "invoice");
  expect(next.text).toContain("1 basis has been closed before, the last Mon 23 Nov 2026");
  expect(next.text).not.toContain("690,00 kr");
  const project = (await house.facts()).project.id;
  await house.test.database.transaction((store) => store.travel.undo(project, "V1"));
  expect((await annaTypes(house, "invoice")).text).toContain(
    "S6 | Reversal, V1: trip within the city (basis 1) | – | – | – | 25 % | −690,00 kr",
  );
});

test("I1: what is closed is what was looked at: a basis that has changed since is refused, and so is closing it twice", async () => {
  await annaTypes(house, "travel city:göteborg");
  const asked = await annaTypes(house, "invoice close");
  const card = asked.messages.find((message) => message.buttons.some(({ runs }) => runs === "invoice confirm"));
  await annaTypes(house, "travel city:stockholm");
  const changed = await house.anna.presses("invoice confirm", { on: card });
  expect(changed.outcome).toBe("refused");
  expect(changed.text).toContain(
    "The basis has changed since you looked at it. Nothing was closed. Look again:\ninvoice close",
  );
  const again = await annaTypes(house, "invoice close");
  const second = again.messages.find((message) => message.buttons.some(({ runs }) => runs === "invoice confirm"));
  expect((await house.anna.presses("invoice confirm", { on: second })).outcome).toBe("done");
  const twice = await house.erik.presses("invoice confirm", { on: second });
  expect(twice.outcome).toBe("refused");
  expect(twice.text).toContain("was closed as number 1");
  expect((await house.facts()).closedBases).toHaveLength(1);
});

test("I1: a closed basis shows again as it was, whatever has happened since, and all are listed with their sum", async () => {
  expect((await house.anna.says("invoice 1")).text).toContain("No basis has been closed yet.");
  await annaTypes(house, "project set reference:PO-77", "travel city:göteborg", "invoice close");
  await house.anna.presses("invoice confirm");
  const before = await annaTypes(house, "invoice 1");
  expect(before.text).toContain("Invoice basis 1: Solbacken Vård AB");
  expect(before.text).toContain("Closed Mon 23 Nov 2026 by Anna Lind. Customer’s reference: PO-77.");
  expect(before.text).toContain("R2 | V1 trip within Gothenburg | Mon 23 Nov 2026 | – | – | 25 % | 690,00 kr");
  expect(before.text).toContain("Total including VAT: 862,50 kr");
  await annaTypes(house, "undo V1", "project set reference:PO-78", "travel 1h", "invoice close");
  await house.anna.presses("invoice confirm");
  expect((await annaTypes(house, "invoice 1")).text).toBe(before.text);
  const { text } = await annaTypes(house, "invoice list");
  expect(text).toContain("1 | Mon 23 Nov 2026 | 1 | 690,00 kr | 862,50 kr");
  expect(text).toContain("2 | Mon 23 Nov 2026 | 2 | −200,00 kr | −250,00 kr");
  expect(text).toContain("In all | – | – | 490,00 kr | 612,50 kr");
  const unknown = await house.anna.says("invoice 3");
  expect(unknown.outcome).toBe("refused");
  expect(unknown.text).toContain("There is no basis 3. Closed so far: 1 and 2.");
});

test("I1: a basis that was closed before its lines were kept shows what it froze", async () => {
  await annaTypes(house, "travel city:göteborg", "invoice close");
  await house.anna.presses("invoice confirm");
  // The table takes no edits: what a version of before would have left there is put in its place.
  await house.test.pool.query(
    "alter table closed_bases disable trigger user; update closed_bases set shown = null; alter table closed_bases enable trigger user",
  );
  const { text } = await annaTypes(house, "invoice 1");
  expect(text).toContain("V1 trip within");
  expect(text).toContain("690,00 kr");
  expect(text).toContain("Total including VAT: 862,50 kr");
});

test("I1: a closed basis comes as files for accounting, and says what an e-invoice lacks; nobody else opens them (A1)", async () => {
  await annaTypes(house, "travel city:göteborg", "invoice close");
  const closed = await house.anna.presses("invoice confirm");
  expect(closed.text).toContain(
    "An e-invoice also needs the customer’s reference, the customer’s organisation number and our own number and address",
  );
  expect(closed.text).toContain("project set reference:<text> orgno:<orgno>");
  const files = closed.answer.reply?.files ?? [];
  expect(files.map(({ name }) => name)).toEqual([
    "solbacken-1.csv",
    "solbacken-1.xlsx",
    "solbacken-1.pdf",
    "solbacken-1.fortnox.json",
    "solbacken-1.peppol.xml",
  ]);
  await annaTypes(house, "project set reference:PO-77 orgno:556677-8899");
  expect((await annaTypes(house, "invoice 1")).answer.reply?.files).toEqual(files);
  const opened = filesOf(house.test.database, createWords());
  const invoice = await opened.get(files[4]?.id ?? "");
  const xml = new TextDecoder().decode(invoice?.content);
  expect([invoice?.name, invoice?.type]).toEqual(["solbacken-1.peppol.xml", "application/xml"]);
  expect(xml).toContain("<cbc:BuyerReference>PO-77</cbc:BuyerReference>");
  expect(xml).toContain('<cbc:LineExtensionAmount currencyID="SEK">690.00</cbc:LineExtensionAmount>');
  for (const id of [
    files[0]?.id.replace(".1.csv", ".2.csv"),
    files[0]?.id.replace(".1.csv", ".1.doc"),
    "basis.x.1.csv",
  ])
    expect(await opened.get(id ?? ""), id).toBeUndefined();
});

test("I1: a closed basis goes out as PDF too: the one that is kept, with a digest that can be verified", {
  timeout: 90_000,
}, async () => {
  await annaTypes(house, "travel city:göteborg", "invoice close");
  const closed = await house.anna.presses("invoice confirm");
  const link = closed.answer.reply?.files?.find(({ name }) => name === "solbacken-1.pdf");
  const opened = filesOf(house.test.database, createWords());
  const first = await opened.get(link?.id ?? "");
  expect([first?.name, first?.type]).toEqual(["solbacken-1.pdf", "application/pdf"]);
  const { text } = await readPdf(first?.content ?? new Uint8Array());
  expect(text).toContain("690,00");
  await annaTypes(house, "project set reference:PO-77", "undo V1");
  const again = await opened.get(link?.id ?? "");
  expect(Buffer.compare(again?.content ?? new Uint8Array(), first?.content ?? new Uint8Array())).toBe(0);
  const digest = createHash("sha256")
    .update(first?.content ?? "")
    .digest("hex");
  const verified = await house.anna.says(`document verify ${digest}`);
  expect(verified.text).toContain("is kept");
  // It is the document that is asked for by its name: whichever of the two comes first.
  await annaTypes(house, "document invoice 1");
  await house.house.jobs.drain();
  expect((await house.messages("solbacken")).at(-1)?.text).toContain(digest);
  expect((await house.karin.says(`document verify ${digest}`)).outcome).toBe("refused");
});

test("S4, S9: what was offered stands beside what was delivered, in the basis and on paper", {
  timeout: 90_000,
}, async () => {
  await annaTypes(house, "project set rate:1000 price:45000 options:ko-premium=8750");
  expect((await annaTypes(house, "invoice")).text).toContain("Offered and delivered:");
  await annaTypes(
    house,
    'addon training running estimate:10h agreed:"order 118"',
    'addon "Manual" fixed:4500 agreed:"mail"',
  );
  await annaTypes(house, "log 4h X1", "log 2h X2", "log 3h configuration");
  const { text } = await annaTypes(house, "invoice");
  const rows = [
    /Custom implementation smaller[^|]* \| 24 h \| 3 h \| 45 000,00 kr \| 0,00 kr/u,
    /Kö Premium[^|]* \| – \| – \| 8 750,00 kr \| 0,00 kr/u,
    /X1[^|]* \| 10 h \| 4 h \| 10 000,00 kr \| 4 000,00 kr/u,
    /X2[^|]* \| – \| 2 h \| 4 500,00 kr \| 0,00 kr/u,
  ];
  for (const row of rows) expect(text).toMatch(row);
  await annaTypes(house, "change done X2", "document invoice");
  await house.house.jobs.drain();
  const files = (await house.messages("solbacken")).flatMap(({ content }) => content.files ?? []);
  const made = files.findLast(({ name }) => name.endsWith(".md"));
  const paper = await filesOf(house.test.database, createWords()).get(made?.id ?? "");
  const markdown = new TextDecoder().decode(paper?.content);
  expect(markdown).toContain("Offered and delivered");
  expect(markdown).toMatch(/X2[^|]*\|[^|]*\| 2 h \| 4 500,00 kr \| 4 500,00 kr/u);
});

test("I1, S6: a basis until a day holds the work up to it; what is late for it is said to go on the next, and is on it", async () => {
  await house.playTo("2026-11-27T09:00");
  await annaTypes(house, "project set rate:1000", 'addon training running estimate:10h agreed:"order 118"');
  await annaTypes(house, "log 1h X1 on:2026-11-25", "log 2h X1 on:2026-11-26", "travel city:göteborg on:2026-11-26");
  expect((await house.anna.says("invoice close until:2026-11-28")).text).toContain("has not come yet");
  expect((await house.anna.says("invoice close until:2026-11-23")).text).toContain("Nothing is billable up to");
  const asked = await annaTypes(house, "invoice close until:2026-11-25");
  expect(asked.text).toContain("It holds work up to and including Wed 25 Nov 2026.");
  expect(asked.text).toContain("Later work, 2 690,00 kr excluding VAT, stays for the next one.");
  expect((await house.anna.presses("invoice confirm")).text).toContain("1 line, 1 000,00 kr excluding VAT");
  const late = await annaTypes(house, "log 30m X1 on:2026-11-24");
  expect(late.text).toContain("Tue 24 Nov 2026 is in a period that was closed as invoice basis 1.");
  expect((await annaTypes(house, "log 30m X1 on:2026-11-26")).text).not.toContain("period that was closed");
  await annaTypes(house, "invoice close");
  expect((await house.anna.presses("invoice confirm")).text).toContain("2 lines, 3 690,00 kr excluding VAT");
  expect((await house.facts()).closedBases.map(({ number, until }) => [number, until])).toEqual([
    [1, "2026-11-25"],
    [2, undefined],
  ]);
});

test("I1: all projects are closed one by one, numbered per supplier; what has changed meanwhile is not, and it is said why", async () => {
  const { anna } = house;
  const jobs = () => house.house.jobs.drain();
  expect((await anna.says("invoice close all")).text).toContain("No project has anything to invoice now");
  await anna.says('open "Björkhaga AB" code:bjorkhaga', { in: "dm-anna" });
  await anna.says('open "Ek & Co" code:ek', { in: "dm-anna" });
  await annaTypes(house, "travel city:göteborg");
  await house.playTo("2026-11-27T09:00");
  for (const code of ["bjorkhaga", "ek"]) {
    await anna.says(`travel city:göteborg in:${code} on:2026-11-26`, { in: "dm-anna" });
    await anna.says(`travel costs:100 in:${code}`, { in: "dm-anna" });
  }
  const asked = await anna.says("invoice close for:all", { in: "dm-anna" });
  expect(asked.text).toContain("Close the bases of these 3 projects?");
  expect(asked.text).toContain("Björkhaga AB (bjorkhaga) | 3 | 800,00 kr | 1 000,00 kr");
  expect(asked.text).toContain("In all | 7 | 2 290,00 kr | 2 862,50 kr");
  await anna.says("travel costs:100 in:ek", { in: "dm-anna" });
  expect((await anna.presses("invoice confirm-all", { in: "dm-anna" })).text).toContain("3 bases are being closed");
  await jobs();
  const told = (await house.messages("dm-anna")).at(-1)?.text;
  expect(told).toContain("2 bases were closed, 1 490,00 kr excluding VAT together.");
  expect(told).toContain("Björkhaga AB (bjorkhaga) | 2 | 800,00 kr | 1 000,00 kr");
  expect(told).toContain("Ek & Co (ek) | The basis has changed since you looked at it. Nothing was closed.");
  expect((await house.messages("solbacken")).at(-1)?.text).toContain("Invoice basis 1 was closed");
  expect((await anna.says("invoice close all until:2026-11-26", { in: "dm-anna" })).text).toContain("| 1 | 690,00 kr");
  await anna.presses("invoice confirm-all", { in: "dm-anna" });
  await jobs();
  expect((await house.facts("ek")).closedBases.map(({ number }) => number)).toEqual([3]);
  expect((await house.karin.says("invoice close all")).outcome).toBe("refused");
});

test("I1: of more than a thousand projects fifty are closed in one go, and every other one is counted", async () => {
  await annaTypes(house, "travel city:göteborg on:2026-11-23");
  await cloneProjects(house.test.pool, 1, 1_100);
  const all = await house.anna.says("invoice close all", { in: "dm-anna" });
  expect(all.text).toContain("Close the bases of these 50 projects?");
  expect(all.text).toContain("And 1,051 more projects: close these first.");
  const until = await house.anna.says("invoice close all until:2026-11-23", { in: "dm-anna" });
  expect(until.text).toContain("And at most 1,051 more projects: close these first.");
});

test("I1: a basis whose lines come to nothing is closed with all others", async () => {
  await annaTypes(house, "travel city:göteborg", "invoice close");
  await house.anna.presses("invoice confirm");
  await annaTypes(house, "undo V1", "travel city:stockholm");
  const asked = await house.anna.says("invoice close all", { in: "dm-anna" });
  expect(asked.text).toContain("Solbacken Vård AB (solbacken) | 2 | 0,00 kr | 0,00 kr");
  await house.anna.presses("invoice confirm-all", { in: "dm-anna" });
  await house.house.jobs.drain();
  expect((await house.facts()).closedBases.map(({ number }) => number)).toEqual([1, 2]);
  expect((await house.anna.says("invoice close all", { in: "dm-anna" })).text).toContain("No project has anything");
});

test("I1: the document of a closed basis is known by its digest, before anybody has opened it", async () => {
  await annaTypes(house, "travel city:göteborg", "invoice close");
  await house.anna.presses("invoice confirm");
  await house.house.jobs.drain();
  const { project } = await house.facts();
  const order = await house.test.database.transaction((store) => basisIn(store, { of: project.id, number: 1 }));
  const { content } = await basisFile(order ?? expect.fail("no basis"), "pdf");
  const said = await house.anna.says("document verify", { files: [{ name: "solbacken-1.pdf", content }] });
  expect(said.text).toContain("Invoice basis 1, version 1");
});

test("I1: what gives back more than it charges is said to be a credit note, and what an e-invoice lacks before it is closed", async () => {
  await annaTypes(house, "travel city:göteborg");
  expect((await annaTypes(house, "invoice close")).text).toContain("An e-invoice also needs the customer’s reference");
  await house.anna.presses("invoice confirm");
  await annaTypes(house, "undo V1");
  expect((await annaTypes(house, "invoice close")).text).toContain("it becomes a credit note");
  expect((await house.anna.presses("invoice confirm")).text).toContain("it becomes a credit note");
  expect((await annaTypes(house, "invoice 2")).text).toContain("it becomes a credit note");
});
