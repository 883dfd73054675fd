import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { writeExport } from "../../../src/documents/workbook/export.ts";
import { readFile } from "../../../src/documents/workbook/read-file.ts";
import type { DataRecord } from "../../../src/domain/data-record.ts";
import { openWorkspace, type Seen, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
afterEach(() => ws.close());

const users = "First name;Last name;E-mail\nAnna;Ek;anna@solbacken.se\nBo;Al;bo@solbacken.se\n";
/** Two people, and two groups that name them. */
const givesUsersAndGroups = async () => {
  await ws.karin.drops("users.csv", users);
  await jobs();
  await ws.karin.drops("groups.csv", "Name of the group;Members\nSupport;Anna Ek\nSales;Bo Al, Anna Ek\n");
  await jobs();
};
const shared = () => ws.messages("solbacken-kund");
const latest = async () => (await shared()).at(-1);
const jobs = () => ws.house.jobs.drain();
const project = async () => (await ws.facts()).project.id;
const held = async () => {
  const id = await project();
  const areas = await ws.test.database.transaction((store) => store.heldData.held(id));
  return Object.fromEntries(areas.map(({ area, records }) => [area, records]));
};
const kinds = async (area: string) =>
  (await ws.facts()).data.filter((one) => one.area === area).map(({ kind, version }) => `${kind} ${version}`);
const fileIn = async (seen: Seen | undefined) => {
  const id = seen?.content.files?.[0]?.id ?? "";
  const file = await ws.test.database.transaction((store) => store.files.get(id));
  if (file === undefined) throw new Error("No file came with the message");
  return file;
};
/** A file of some areas as the template writes them. */
const written = (areas: Readonly<Record<string, readonly DataRecord[]>>) =>
  writeExport({
    ...{
      as: "xlsx",
      agreement: ws.agreement,
      language: "en",
      customer: "Solbacken Vård AB",
      asOf: ws.agreement.version,
    },
    areas: Object.keys(areas),
    held: Object.entries(areas).map(([area, records]) => ({ area, records, approved: false })),
  });
const fax = (number: string, more: DataRecord["values"] = {}): DataRecord => ({
  key: number,
  values: { number, "delivered-to": "fax@solbacken.se", ...more },
});

describe("D6: customer data is given as a file", () => {
  beforeEach(async () => {
    ws = await openWorkspace();
    await ws.openSolbacken();
  });

  test("the template is got with a button, filled in, given, mended and given again; nothing faulty stops the rest", async () => {
    expect((await ws.karin.presses("data template")).text).toContain("Making the workbook");
    await jobs();
    const posted = await latest();
    expect(posted?.text).toContain("Here is the workbook");
    const template = await fileIn(posted);
    expect(template.name).toMatch(/^Customer data Solbacken Vård AB .*\.xlsx$/u);
    const { tables } = await readFile(template.name, template.content);
    expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(["Start here", "Users", "Fax"]));
    // What the project knows is filled in.
    expect(tables.find(({ name }) => name === "The company")?.rows[5]?.[0]).toBe("Solbacken Vård AB");

    // One right list, and users with a number in scientific notation and a lost zero.
    const csv =
      "First name;Last name;E-mail;Mobile number\nEva;Ek;eva@solbacken.se;701740605\nBo;Berg;bo@solbacken.se;7,01235E+08\n";
    const dropped = await ws.johan.drops("users.csv", csv);
    expect(dropped.text).toBe("Reading users.csv. The answer comes here in a moment.");
    await jobs();
    const answer = await latest();
    expect(answer?.text).toContain("users.csv: 2 rows read.");
    expect(answer?.text).toContain("Users: 2 rows, 2 new, 1 to mend");
    expect(answer?.text).toContain("1 thing has to be mended. 1 thing is worth a look:");
    expect(answer?.text).toContain("13 of 13 areas are still missing.");
    expect(await held()).toMatchObject({
      "user-licence": [
        { key: "eva@solbacken.se", values: { "mobile-number": "+46701740605" }, unsure: ["mobile-number"] },
        { key: "bo@solbacken.se", values: { "first-name": "Bo" } },
      ],
    });
    expect((await held())["user-licence"]?.[1]?.values).not.toHaveProperty("mobile-number");
    expect(await kinds("user-licence")).toEqual([]);

    // The marked workbook says it at the cells, and reads as what was given.
    const marked = await fileIn(answer);
    expect(marked.name).toBe("users (to be mended).xlsx");
    const again = await readFile(marked.name, marked.content);
    expect(again.tables.find(({ name }) => name === "users")?.rows[2]?.[3]).toBe("7,01235E+08");
    // Given back as it is, it changes nothing and is not asked about.
    await ws.johan.drops(marked.name, marked.content);
    await jobs();
    expect((await latest())?.text).toContain("As we already had it: Users.");
    // What looked odd is confirmed with a press, once, and not asked about again.
    const same = (await latest()) as Seen;
    expect(same.buttons.map(({ runs }) => runs)).toEqual(["data confirm"]);
    expect((await ws.karin.presses("data confirm", { on: same })).text).toContain("it is right: Users.");
    expect((await held())["user-licence"]?.some(({ unsure }) => unsure !== undefined)).toBe(false);
    expect((await ws.karin.presses("data confirm", { on: same })).outcome).toBe("refused");
    // A press makes no form of what came in a file.
    expect((await ws.anna.says("data show user-licence")).text).toContain("version 2, from users");

    await ws.johan.drops("users.csv", csv.replace("7,01235E+08", "070-123 50 00").replace("701740605", "0701740605"));
    await jobs();
    // What could not be read is a value now: nothing that is held changes by it, so nothing is asked.
    expect((await latest())?.text).toContain("Users: 2 rows, 1 changed");
    expect((await held())["user-licence"]).toEqual([
      { key: "eva@solbacken.se", values: expect.objectContaining({ "mobile-number": "+46701740605" }) },
      { key: "bo@solbacken.se", values: expect.objectContaining({ "mobile-number": "+46701235000" }) },
    ]);
    expect(await kinds("user-licence")).toEqual(["received 3"]);
    expect((await ws.anna.says("data")).text).toContain("12 of 13 areas are still missing.");
    const review = (await ws.messages("solbacken")).find(({ text }) => text.includes("handed in"));
    expect(review?.content.files).toEqual([{ id: expect.any(String), name: "users.csv" }]);
  });

  test("D6: two people fill in a part each of the same empty template, and neither takes away the other's", async () => {
    await ws.karin.drops("a.xlsx", await written({ fax: [fax("+46812345601")], hardware: [] }));
    await jobs();
    const phone = { key: "805ec0123457", values: { model: "Snom D785", mac: "805EC0123457" } };
    await ws.johan.drops("b.xlsx", await written({ fax: [], hardware: [phone] }));
    await jobs();
    const answer = await latest();
    expect(answer?.text).toContain("b.xlsx: 1 row read, and everything looks right.");
    expect(answer?.text).toContain("The sheet of Fax has no rows, so what we have there stays.");
    expect(answer?.buttons).toEqual([]);
    expect(Object.keys(await held()).toSorted()).toEqual(["fax", "hardware"]);
    expect((await held()).fax).toHaveLength(1);
  });

  test("D4: a number that customer data says is ported and nobody has entered is told, and entered with a press", async () => {
    await ws.anna.says('porting add "08-123 45 10" operator:"Exempeltele AB"');
    const csv =
      "Number or series;Ported;Present operator\n08-123 45 00–19;;Exempeltele AB\n08-555 100 00;Yes;Telia\n08-555 200 00;No;Telia\n";
    await ws.karin.drops("Numbers and series.csv", csv);
    await jobs();
    const approved = await ws.anna.says("data approve number-services");
    expect(approved.text).toContain(
      "these are to be ported, but they are not entered here yet: 08-123 45 00–09, 08-123 45 11–19, 08-555 100 00.",
    );
    const look = await ws.karin.says("@Startklar porting");
    expect(look.text).toContain("08-555 100 00.");
    const card = look.messages.at(-1) as Seen;
    const press = card.buttons.find(({ values }) => values?.number === "08-555 100 00");
    const opened = await ws.karin.presses("porting fill", { on: card, values: press?.values ?? {} });
    const values = Object.fromEntries((opened.form?.fields ?? []).map(({ name, value }) => [name, value]));
    expect(values).toMatchObject({ number: "08-555 100 00", operator: "Telia" });
    await ws.karin.fills(opened.form, { number: "08-555 100 00", operator: "Telia" });
    expect((await ws.anna.says("porting")).text).toContain("08-123 45 00–09, 08-123 45 11–19.");
  });

  test("a later file is compared: what is new is taken, what would change or be gone is asked, and a no keeps all of it", async () => {
    const one = fax("+46812345601", { solution: "mail", "delivered-to": "fax@solbacken.se" });
    const two = fax("+46812345602");
    await ws.karin.drops("a.xlsx", await written({ fax: [one, two] }));
    await jobs();
    expect(await kinds("fax")).toEqual(["received 1"]);
    const card = async () => (await shared()).findLast(({ text }) => text.includes("What we have"));
    await ws.karin.says("@Startklar data");
    expect((await card())?.text).toContain("2 rows");

    const three = fax("+46812345603");
    const smaller = await written({ fax: [{ ...one, values: { ...one.values, sends: "yes" } }, three] });
    await ws.karin.drops("b.xlsx", smaller);
    await jobs();
    const asked = await latest();
    expect(asked?.text).toContain("Fax: 1 new, 1 changed, 1 gone");
    expect(asked?.text).toContain("Would disappear: 08-123 456 02");
    expect((await held()).fax).toHaveLength(2);
    expect((await ws.petra.presses("data keep")).outcome).toBe("refused");
    await ws.johan.presses("data keep");
    expect((await held()).fax).toHaveLength(2);
    expect((await shared()).some(({ text }) => text.includes("Johan Berg kept what we had"))).toBe(true);
    expect((await ws.karin.presses("data take", { on: asked as Seen })).outcome).toBe("refused");
    // What nobody wanted is not handed in by the next form unless somebody ticks it.
    await ws.karin.drops("plan.pdf", "%PDF-1.4");
    const files = (await ws.karin.presses("data hand-in")).form?.fields.find(({ name }) => name === "files");
    const ticked = files?.options?.filter(({ value }) => files.value?.split(",").includes(value));
    expect(files?.options?.map(({ label }) => label)).toEqual([{ raw: "b.xlsx" }, { raw: "plan.pdf" }]);
    expect(ticked?.map(({ label }) => label)).toEqual([{ raw: "plan.pdf" }]);

    await ws.karin.drops("b.xlsx", smaller);
    await jobs();
    await ws.karin.presses("data take");
    expect((await held()).fax?.map(({ key }) => key).toSorted()).toEqual(["+46812345601", "+46812345603"]);
    // The card that stands there is edited in place, once.
    expect((await shared()).filter(({ text }) => text.includes("What we have"))).toHaveLength(1);
    const id = await project();
    const before = await ws.test.database.transaction((store) => store.heldData.asOf(id, "fax", 1));
    expect(before.map(({ key }) => key)).toEqual(["+46812345601", "+46812345602"]);
  });

  test("groups that come before the users are compared when these come: one of two with one address is asked for", async () => {
    await ws.karin.drops(
      "groups.csv",
      "Name of the group;Members\nSupport;info@solbacken.se, Bo Al\nSales;Bo Al\nBoard;Cia Ro\n",
    );
    await jobs();
    expect((await latest())?.text).toContain("we will compare when");
    await ws.karin.drops(
      "users.csv",
      "First name;Last name;E-mail\nAnna;Ek;info@solbacken.se\nBo;Al;info@solbacken.se\n",
    );
    await jobs();
    const told = (await latest())?.text ?? "";
    expect(told).toContain("users.csv: 2 rows read.");
    // What is in another file than the one that is read is in no workbook that comes with this.
    const marked = told.indexOf("The workbook comes with this");
    expect(marked).toBeGreaterThan(told.indexOf("Users"));
    expect(told.indexOf("Cia Ro")).toBeGreaterThan(marked);
    expect(told).toContain("info@solbacken.se fits several. Write the one you mean: Anna Ek; Bo Al.");
    expect(told).toContain("Cia Ro is not among users");
    expect((await held())["function-groups"]?.map(({ values }) => values.members)).toEqual([
      ["info@solbacken.se (2)"],
      ["info@solbacken.se (2)"],
      undefined,
    ]);
    expect((await held())["function-groups"]?.some(({ unsure }) => unsure !== undefined)).toBe(false);
  });

  test("D6: a yes and a no leave what must be mended in the answer, with its workbook and the question of what looks odd", async () => {
    const rows = (fixed: string) => `First name;Last name;E-mail;Fixed number\nEva;Ek;eva@solbacken.se;${fixed}\n`;
    await ws.karin.drops("users.csv", rows("08-123 45 01"));
    await jobs();
    const mended = `${rows("08-123 45 02")}Bo;Al;bo@solbacken;081234503\nCia;Ro;cia@solbacken.se;81234504\n`;
    for (const answer of ["data keep", "data take"]) {
      await ws.karin.drops("new.csv", mended);
      await jobs();
      const asked = (await latest()) as Seen;
      expect(asked.text).toContain("bo@solbacken");
      await ws.karin.presses(answer, { on: asked });
      const after = (await shared()).find(({ id }) => id === asked.id) as Seen;
      expect(after.text).toContain(answer === "data keep" ? "kept what we had" : "said yes to what new.csv changes");
      const stands = answer === "data take";
      expect(after.text.includes("new C3, “bo@solbacken”: "), after.text).toBe(stands);
      expect(after.content.files?.map(({ name }) => name)).toEqual(stands ? ["new (to be mended).xlsx"] : undefined);
      expect(after.buttons.map(({ runs }) => runs)).toEqual(stands ? ["data confirm"] : []);
    }
    // What was marked and is given once more is called so once.
    await ws.karin.drops("new (to be mended).csv", mended);
    await jobs();
    expect((await latest())?.content.files?.map(({ name }) => name)).toEqual(["new (to be mended).xlsx"]);
  });

  test("D6: whoever is taken out of a list and named elsewhere is told, and counted there as to be mended", async () => {
    await givesUsersAndGroups();
    expect(await kinds("function-groups")).toEqual(["received 1"]);
    // Anna has another address, and Bo is gone.
    await ws.karin.drops("users.csv", "First name;Last name;E-mail\nAnna;Ek;anna.ek@solbacken.se\n");
    await jobs();
    const asked = (await latest()) as Seen;
    expect(asked.text).toContain("Function groups names Bo Al (Sales): it is to be mended there afterwards.");
    await ws.karin.presses("data take", { on: asked });
    const after = (await shared()).find(({ id }) => id === asked.id) as Seen;
    expect(after.text).toContain("Function groups: Sales still has Bo Al, no longer among users.");
    // It is theirs again, everywhere that it is said.
    expect(await kinds("function-groups")).toEqual(["received 1", "missing 2"]);
    expect(after.text).toContain("12 of 13 areas are still missing.");
    expect((await held())["function-groups"]?.map(({ values }) => values.members)).toEqual([
      ["anna.ek@solbacken.se"],
      ["bo@solbacken.se", "anna.ek@solbacken.se"],
    ]);
    expect((await ws.anna.says("data show function-groups")).text).toContain("Sales still has Bo Al");
    // A no leaves all as it is, and whoever comes back is found again.
    await ws.karin.drops("users.csv", users);
    await jobs();
    await ws.karin.presses("data take", { on: await latest() });
    expect((await ws.anna.says("data show function-groups")).text).not.toContain("still has");
  });

  test("D6: what has something to be mended is asked about before it is approved", async () => {
    await ws.karin.drops("users.csv", "First name;Last name;E-mail\nAnna;Ek;anna@solbacken.se\n");
    await jobs();
    await ws.karin.drops("users.csv", "First name;Last name;E-mail\nAnna;Ek;anna@solbacken.se\nBo;Al;bo@solbacken\n");
    await jobs();
    const asked = await ws.anna.says("data approve user-licence");
    expect(asked.text).toContain("In User-licence options there is 1 thing to mend. Nothing is approved yet");
    expect(asked.text).toContain("data show user-licence");
    expect(await kinds("user-licence")).not.toContain("approved 2");
    await ws.anna.presses("data approve-anyway");
    expect((await kinds("user-licence")).at(-1)).toBe("approved 2");
  });

  test("D6: what only looks odd is asked about before it is approved, and what must be mended before it is received", async () => {
    await ws.karin.drops(
      "users.csv",
      "First name;Last name;E-mail;Mobile number\nAnna;Ek;anna@solbacken.se;701740605\n",
    );
    await jobs();
    const asked = await ws.anna.says("data approve user-licence");
    expect(asked.text).toContain("In User-licence options there is 1 thing to look at. Nothing is approved yet");
    expect(asked.text).toContain("data show user-licence");
    expect(await kinds("user-licence")).toEqual(["received 1"]);
    await ws.anna.presses("data approve-anyway");
    expect((await kinds("user-licence")).at(-1)).toBe("approved 1");

    await ws.karin.drops("fax.csv", "Number;E-mail\n08-123 456 01;fax(at)solbacken\n");
    await jobs();
    const received = await ws.anna.says('data receive fax "they will mend it"');
    expect(received.text).toContain("In Fax solutions there is 1 thing to mend. Nothing is recorded yet");
    expect(await kinds("fax")).toEqual([]);
    await ws.anna.presses("data receive-anyway");
    expect((await ws.facts()).data.at(-1)).toMatchObject({ area: "fax", kind: "received", note: "they will mend it" });
    // What is only odd can be received: it is asked about when it is approved.
    expect((await ws.anna.says("data receive hardware")).outcome).toBe("done");
  });

  test("D5, D6: what is not complete is sent back with what is wrong, though it does not count as handed in", async () => {
    expect((await ws.anna.says('data reject user-licence "none"')).text).toContain("Nothing has been handed in");
    await ws.karin.drops("users.csv", "First name;Last name;E-mail\nAnna;Ek;anna@solbacken\n");
    await jobs();
    expect((await ws.anna.says('data reject user-licence "Use the new domain"')).outcome).toBe("done");
    expect((await ws.facts()).data.at(-1)).toMatchObject({ kind: "rejected", note: "Use the new domain" });
    expect((await latest())?.text).toContain("Use the new domain");
  });

  test("D6: approving all that was handed in leaves out what has something to be mended, and says so", async () => {
    await ws.karin.drops(
      "a.xlsx",
      await written({
        fax: [fax("+46812345601")],
        hardware: [{ key: "805ec0123457", values: { model: "Snom", mac: "805EC0123457" } }],
      }),
    );
    await jobs();
    const card = (await ws.messages("solbacken")).findLast(({ buttons }) =>
      buttons.some(({ runs }) => runs === "data approve-all"),
    );
    const right = "Number;E-mail\n08-123 456 01;fax@solbacken.se\n";
    // What only looks odd waits for us still, and is looked at by itself.
    await ws.karin.drops("fax.csv", `${right}8 123 456 02;fax@solbacken.se\n`);
    await jobs();
    const done = await ws.anna.presses("data approve-all", { on: card as Seen, values: { area: "fax,hardware" } });
    expect(done.text).toContain("Hardware");
    expect(done.text).toContain("Fax solutions");
    expect([(await kinds("hardware")).at(-1), (await kinds("fax")).at(-1)]).toEqual(["approved 1", "received 2"]);
    // What must be mended is theirs again, and the card that waited for us says so.
    await ws.karin.drops("fax.csv", `${right}08-123 456 02;fax(at)solbacken\n`);
    await jobs();
    await ws.karin.presses("data take");
    expect((await kinds("fax")).at(-1)).toBe("missing 3");
    expect((await ws.messages("solbacken")).map(({ text }) => text).join("\n")).toContain("Fax solutions: missing");
  });

  test("D6: a PUK is kept nowhere: not in what comes back marked, and not in the file that it came in", async () => {
    const rows = 'Mobile number;PUK;Handed over as\n070-123 45 67;12345678;\n070-123 45 68;;"PUK: 87654321"\n';
    await ws.karin.drops("mobile-services.csv", rows);
    await jobs();
    const answer = await latest();
    expect(answer?.text).toContain("We never take PINs, PUKs or passwords");
    const kept = await ws.test.pool.query<{ name: string; content: Buffer }>("select name, content from files");
    expect(kept.rows.map(({ name }) => name).toSorted()).toHaveLength(2);
    for (const { name, content } of kept.rows) {
      expect(name).toMatch(/\.xlsx$/u);
      const read = JSON.stringify(await readFile(name, new Uint8Array(content)));
      expect(read).toMatch(/070-123 45 67|0701234567/u);
      expect(read).not.toMatch(/12345678|87654321/u);
    }
    const stored = await ws.test.pool.query("select 1 from data_records where values::text ~ '12345678|87654321'");
    expect(stored.rows).toEqual([]);
  });

  test("what cannot be read changes nothing and says why; another list may be handed in as it is", async () => {
    await ws.karin.drops("a.xlsx", await written({ fax: [fax("+46812345601")] }));
    await jobs();
    const before = await held();
    await ws.karin.drops("b.csv", "%PDF-1.4");
    await jobs();
    expect((await latest())?.text).toContain("b.csv is neither an Excel workbook (.xlsx) nor a list as .csv");
    expect((await latest())?.buttons.map(({ runs }) => runs)).toEqual(["data hand-in"]);
    await ws.karin.drops("lunch.csv", "Week;Dish\n1;Soup\n");
    await jobs();
    expect((await latest())?.text).toContain("Got lunch.csv. Which area is it for?");
    await ws.karin.drops("heads.csv", "Number;Sends faxes too\n");
    await jobs();
    expect((await latest())?.text).toContain("heads.csv: no rows read.");
    expect(await held()).toEqual(before);
    // What is no list is asked about as ever.
    expect((await ws.karin.drops("plan.pdf", "%PDF-1.4")).text).toBe("Got plan.pdf. Which area is it for?");
    // A project that ends while a file is read answers it all the same.
    await ws.karin.drops("late.csv", "Number;Sends faxes too\n08-123 45 09;yes\n");
    await ws.anna.says('project cancel "no budget"');
    await jobs();
    const texts = (await shared()).map(({ text }) => text);
    expect(texts).toContain("late.csv came as the project was ended, so nothing of it was taken.");
    expect(texts).not.toContain("Reading late.csv. The answer comes here in a moment.");
    expect(await held()).toEqual(before);
  });

  test("a list that comes with the form is read too, and says so beside what was handed in; another file says nothing", async () => {
    const form = async () => (await ws.karin.presses("data hand-in")).form;
    const files = (name: string, text: string) => ({ files: [{ name, content: new TextEncoder().encode(text) }] });
    await ws.karin.fills(
      await form(),
      { area: "fax" },
      files("fax.csv", "Number;Sends faxes too;E-mail\n08-123 45 01;yes;fax@solbacken.se\n"),
    );
    await jobs();
    expect((await latest())?.text).toContain("fax.csv: 1 row read, and everything looks right.");
    expect((await held()).fax).toHaveLength(1);
    expect(await kinds("fax")).toEqual(["received undefined", "received 1"]);
    const before = (await shared()).length;
    await ws.karin.fills(await form(), { area: "other" }, files("lunch.csv", "Week;Dish\n1;Soup\n"));
    await jobs();
    expect((await shared()).length - before).toBe(1);
  });

  test("D6: a list that may be of two areas is read as the one that it is handed in for, dropped or with the form", async () => {
    await ws.karin.drops("Blad1.csv", "Name;Number;E-mail\nKundtjänst;08-123 456 20;kund@solbacken.se\n");
    const reading = (await latest()) as Seen;
    await jobs();
    const asked = (await latest()) as Seen;
    expect(asked.text).toMatch(/It can belong to [^.]+\. Name the sheet after the area, or hand in the file for it\./u);
    expect((await shared()).find(({ id }) => id === reading.id)?.text).toBe("Blad1.csv has been read.");
    const { form } = await ws.karin.presses("data hand-in", { on: asked });
    await ws.karin.fills(form, { area: "voicemail" });
    await jobs();
    expect((await held()).voicemail?.map(({ values }) => values)).toMatchObject([{ name: "Kundtjänst" }]);
    expect((await held())["user-licence"]).toBeUndefined();
  });

  test("D6: whoever has another address is changed, and neither new nor gone; who names them follows", async () => {
    await givesUsersAndGroups();
    const moved = users.replace("bo@solbacken.se", "bo.al@solbacken.se");
    await ws.karin.drops("users.csv", moved);
    await jobs();
    const asked = (await latest()) as Seen;
    expect(asked.text).toContain("Bo Al, E-mail: bo@solbacken.se → bo.al@solbacken.se");
    expect(asked.text).not.toMatch(/new|disappear: /u);
    await ws.karin.presses("data take", { on: asked });
    expect((await held())["function-groups"]?.map(({ values }) => values.members)).toEqual([
      ["anna@solbacken.se"],
      ["bo.al@solbacken.se", "anna@solbacken.se"],
    ]);
  });

  test("D5, D6: rows of what was said not to apply do not unsay it, and that is told", async () => {
    await givesUsersAndGroups();
    await ws.anna.says('data na function-groups "everybody answers"');
    await ws.karin.drops("groups.csv", "Name of the group;Members\nSupport;Anna Ek\nSales;Bo Al, Anna Ek\n");
    await jobs();
    expect((await latest())?.text).toContain("Function groups was said not to apply, so those rows do not count.");
    expect((await latest())?.buttons.map(({ runs }) => runs)).toContain("data hand-in");
    expect((await kinds("function-groups")).at(-1)).toBe("not-applicable 1");
    expect((await ws.anna.says("data approve function-groups")).text).toContain("was said not to apply: everybody");
    expect((await kinds("function-groups")).at(-1)).toBe("not-applicable 1");
  });

  test("D6: of a list of people it is told who leaves it and who comes, by name", async () => {
    await givesUsersAndGroups();
    await ws.karin.drops("groups.csv", "Name of the group;Members\nSupport;Bo Al\nSales;Bo Al, Anna Ek\n");
    await jobs();
    const text = (await latest())?.text;
    expect(text).toContain("Support, Members in order: without Anna Ek, with Bo Al");
    expect(text).not.toContain("@solbacken.se");
  });

  test("D5, D6: what does not apply is told to be kept, and exported by its name alone", async () => {
    await givesUsersAndGroups();
    const said = await ws.anna.says('data na function-groups "everybody answers"');
    expect(said.text).toContain("The 2 rows that are there already are kept, but do not count.");
    expect((await ws.anna.says("data export")).text).not.toContain("Function groups");
    expect((await ws.anna.says("data export function-groups")).text).toContain("Function groups");
    expect((await ws.anna.says('data na fax "none"')).text).not.toContain("kept");
  });

  test("S5: what was approved is a change to the call-off after kickoff, with the difference shown; the approved version stays", async () => {
    await ws.karin.drops("a.xlsx", await written({ fax: [fax("+46812345601", { sends: "yes" })] }));
    await jobs();
    await ws.anna.says("data approve fax");
    expect(await kinds("fax")).toEqual(["received 1", "approved 1"]);
    await ws.anna.says('require add "Main number answers 07–18"');
    await ws.anna.says("kickoff");
    const both = [fax("+46812345601", { sends: "no" }), fax("+46812345602")];
    await ws.karin.drops("b.xlsx", await written({ fax: both }));
    await jobs();
    expect((await latest())?.text).toContain("Fax: already approved");
    const value = "08-123 456 01, Sends faxes too: yes → no";
    expect((await latest())?.text).toContain(value);
    const pressed = await ws.karin.presses("data take");
    expect(pressed.outcome).toBe("done");
    expect((await ws.facts()).changes).toMatchObject([{ state: "asked", effect: { kind: "data", area: "fax" } }]);
    expect((await held()).fax).toHaveLength(1);
    const told = (await ws.messages("solbacken")).at(-1)?.text;
    const counts = "The difference from what was approved: 1 new, 1 changed, 0 gone.";
    expect(told).toContain(`X1. Price it:\nchange price X1 fixed:<kr>\n${counts}\n• ${value}\n• 08-123 456 02: new`);
    // What was given waits with the change, and is what the yes takes.
    await ws.anna.says("change price X1 fixed:500");
    await ws.anna.says("change send X1");
    // The offer is kept word for word, and the list is not: how much changes is in it, and nobody's data.
    expect((await latest())?.text).toContain(counts);
    expect((await latest())?.text).not.toContain("+46812345602");
    await ws.karin.approves();
    expect((await held()).fax?.map(({ key }) => key)).toEqual(["+46812345601", "+46812345602"]);
    expect(await kinds("fax")).toEqual(["received 1", "approved 1", "received 2"]);
    // Nothing is kept of it twice, and of a change that was withdrawn nothing at all.
    await ws.anna.says("data approve fax");
    await ws.karin.drops("c.xlsx", await written({ fax: [fax("+46812345603")] }));
    await jobs();
    await ws.karin.presses("data take");
    const kept = async () =>
      (await ws.test.pool.query<{ state: string }>("select state from data_offers where json_typeof(areas) = 'array'"))
        .rows;
    expect(await kept()).toEqual([{ state: "waiting" }]);
    await ws.anna.says("change withdraw X2");
    expect(await kept()).toEqual([]);
    expect(await kinds("fax")).toEqual(["received 1", "approved 1", "received 2", "approved 2"]);
  });

  test("S5: the same change is asked for once, and one whose list is outdated is neither priced nor agreed to", async () => {
    await ws.karin.drops("a.xlsx", await written({ fax: [fax("+46812345601")] }));
    await jobs();
    await ws.anna.says("data approve fax");
    await ws.anna.says('require add "Main number answers 07–18"');
    await ws.anna.says("kickoff");
    const two = await written({ fax: [fax("+46812345601"), fax("+46812345602")] });
    await ws.karin.drops("b.xlsx", two);
    await jobs();
    await ws.karin.presses("data take");
    await ws.karin.drops("b again.xlsx", two);
    await jobs();
    expect((await latest())?.text).toContain("Fax: this is asked for in X1 already, so no other change is needed.");
    expect((await latest())?.buttons.map(({ runs }) => runs)).not.toContain("data take");
    await ws.karin.drops("c.xlsx", await written({ fax: [fax("+46812345601"), fax("+46812345603")] }));
    await jobs();
    expect((await latest())?.text).toContain("For Fax, X1 is waiting already.");
    await ws.karin.presses("data take");
    for (const ref of ["X1", "X2"]) {
      await ws.anna.says(`change price ${ref} fixed:500`);
      await ws.anna.says(`change send ${ref}`);
    }
    const offers = (await shared()).filter(({ buttons }) => buttons.some(({ runs }) => runs === "change approve"));
    await ws.karin.approves({ on: offers[0] as Seen });
    expect((await held()).fax?.map(({ key }) => key)).toEqual(["+46812345601", "+46812345602"]);
    const ours = (await ws.messages("solbacken")).map(({ text }) => text).join("\n");
    expect(ours).toContain("X2 can no longer be taken: Fax solutions has been changed since it was asked for.");
    const second = await ws.karin.presses("change approve", { on: offers[1] as Seen });
    expect([second.outcome, second.text]).toEqual(["refused", expect.stringContaining("You pay nothing for it.")]);
    expect((await ws.anna.says("change price X2 fixed:100")).outcome).toBe("refused");
    expect((await ws.facts()).changes.map(({ state }) => state)).toEqual(["approved", "sent"]);
    expect(await kinds("fax")).toEqual(["received 1", "approved 1", "received 2"]);
  });

  test("D6: a change that takes somebody off a list leaves what names them to be mended, and says where, not who", async () => {
    await givesUsersAndGroups();
    await ws.anna.says("data approve user-licence");
    await ws.anna.says('require add "Main number answers 07–18"');
    await ws.anna.says("kickoff");
    await ws.karin.drops("users.csv", "First name;Last name;E-mail\nAnna;Ek;anna@solbacken.se\n");
    await jobs();
    await ws.karin.presses("data take");
    await ws.anna.says("change price X1 fixed:500");
    await ws.anna.says("change send X1");
    await ws.karin.approves();
    const told = [...(await shared()), ...(await ws.messages("solbacken"))].map(({ text }) => text);
    const said = told.filter((text) => text.includes("1 row in Function groups still names what is gone"));
    expect(said.length).toBeGreaterThan(0);
    expect(said.join("\n")).not.toContain("Bo Al");
    expect((await ws.anna.says("data show function-groups")).text).toContain("Sales still has Bo Al");
  });
});

describe("D6: a small area is filled in in a form", () => {
  beforeEach(async () => {
    ws = await openWorkspace();
    await ws.openSolbacken();
  });

  test("the form asks for the area's own fields, says what is wrong at each, and shows what is held when it is opened again", async () => {
    await ws.karin.says("@Startklar data");
    const chosen = await ws.karin.presses("data fill");
    expect(chosen.text).toContain("Which area?");
    const button = chosen.messages.at(-1);
    const pressed = await ws.karin.presses("data fill-area", { on: button as Seen, values: { area: "main-number" } });
    expect(pressed.form?.fields.map(({ name, type }) => `${name} ${type}`)).toEqual([
      ...["v1 text", "v2 text", "v3 select", "v4 text", "v5 text", "v6 select", "v7 select", "v8 select", "v9 text"],
    ]);
    const wrong = await ws.karin.fills(pressed.form, { v1: "1,2E+08", v2: "Reception", v4: "sometimes" });
    expect(wrong.outcome).toBe("invalid");
    expect(Object.keys(wrong.errors).toSorted()).toEqual(["v1", "v4"]);
    const mended = { v1: "08-123 45 00", v2: "Reception", v4: "Mon–Fri 8–17; Sat–Sun closed" };
    const right = await ws.karin.fills(pressed.form, mended);
    expect(right.text).toContain("Main number: Karin Ek filled in a row.");
    expect((await held())["main-number"]).toMatchObject([
      { key: "main-number", values: { number: "+4681234500", "answered-by": "Reception" } },
    ]);
    expect(await kinds("main-number")).toEqual(["received 1"]);
    const reopened = await ws.karin.presses("data fill-area", { on: button as Seen, values: { area: "main-number" } });
    expect(reopened.form?.fields[0]?.value).toBe("08-123 45 00");
    const { rows } = await ws.test.pool.query("select details::text, fields from audit where runs = 'data fill-area'");
    expect(JSON.stringify(rows)).not.toMatch(/Reception|123/u);
    // What is emptied is gone.
    await ws.karin.fills(reopened.form, { v3: "no", v9: "" });
    expect((await held())["main-number"]?.[0]?.values).toMatchObject({ queue: "no" });
  });

  test("D6: a form's finding names its row, what looks odd is confirmed with a press, and what must be mended waits for the customer", async () => {
    await ws.karin.says("@Startklar data");
    const card = (await latest()) as Seen;
    const areas = (await ws.karin.presses("data fill", { on: card })).messages.at(-1) as Seen;
    const add = async (values: Readonly<Record<string, string>>) => {
      const rows = (await ws.karin.presses("data fill", { on: areas, values: { area: "function-groups" } })).messages;
      return ws.karin.fills((await ws.karin.presses("data fill-area", { on: rows.at(-1) as Seen })).form, values);
    };
    const odd = await add({ v1: "Support", v4: "Bo Al", v6: "Mon–Fri 8–17" });
    expect(odd.text).toContain("Function groups, Support, “Mon–Fri 8–17”: ");
    expect((await ws.anna.says("data")).text).toMatch(/Function groups[^\n]*handed in[^\n]*iCentrex/u);
    const answer = odd.messages.find(({ buttons }) => buttons.some(({ runs }) => runs === "data confirm"));
    expect((await ws.karin.presses("data confirm", { on: answer as Seen })).text).toContain("right: Function groups.");
    // A list that has not come cannot be said to be right: who is meant is looked up when it does.
    await ws.karin.drops("users.csv", "First name;Last name;E-mail\nBo;Al;bo@solbacken.se\n");
    await jobs();
    expect((await held())["function-groups"]?.map(({ values }) => values.members)).toEqual([["bo@solbacken.se"]]);
    expect((await add({ v1: "Empty" })).text).toContain("Function groups, Empty: “Members in order” is missing.");
    expect((await ws.anna.says("data")).text).toMatch(/Function groups[^\n]*missing[^\n]*1 to mend[^\n]*Solbacken/u);
  });

  test("a list takes a row at a time, and a row is changed by its button; a number in two places is told", async () => {
    await ws.karin.says("@Startklar data");
    const card = (await latest()) as Seen;
    const rows = async () => {
      const areas = (await ws.karin.presses("data fill", { on: card })).messages.at(-1) as Seen;
      return (await ws.karin.presses("data fill", { on: areas, values: { area: "fax" } })).messages.at(-1) as Seen;
    };
    const add = async (values: Readonly<Record<string, string>>) =>
      ws.karin.fills((await ws.karin.presses("data fill-area", { on: await rows() })).form, values);
    expect((await add({ v1: "08-123 45 01" })).outcome).toBe("done");
    expect((await add({ v1: "08-123 45 01" })).outcome).toBe("invalid");
    expect((await add({ v1: "08-123 45 02" })).outcome).toBe("done");
    const change = await ws.karin.presses("data fill-area", { on: await rows(), values: { record: "+4681234501" } });
    expect(change.form?.fields[0]?.value).toBe("08-123 45 01");
    await ws.karin.fills(change.form, { v4: "yes" });
    expect((await held()).fax?.map(({ values }) => values).toSorted()).toHaveLength(2);
    expect((await held()).fax?.find(({ key }) => key === "+4681234501")?.values.sends).toBe("yes");
    expect((await ws.olle.presses("data fill", { on: card })).outcome).toBe("refused");
    // Somebody else has changed the row since the form was opened: what was left as it was is not undone.
    const stale = await ws.karin.presses("data fill-area", { on: await rows(), values: { record: "+4681234501" } });
    await ws.karin.drops("fax.csv", "Number;E-mail\n08-123 45 01;ny@solbacken.se\n08-123 45 02;\n");
    await jobs();
    await ws.karin.fills(stale.form, { v4: "no" });
    expect((await held()).fax?.find(({ key }) => key === "+4681234501")?.values).toMatchObject({
      ...{ sends: "no", "delivered-to": "ny@solbacken.se" },
    });
    // A row that was emptied would be gone: that is asked about, of the list that they saw.
    const emptied = async () => {
      const { form } = await ws.karin.presses("data fill-area", {
        on: await rows(),
        values: { record: "+4681234502" },
      });
      return ws.karin.fills(form, { v1: "" });
    };
    const asked = await emptied();
    expect(asked.text).toContain("everything in the row 08-123 45 02 is empty. Should it be removed?");
    expect((await held()).fax).toHaveLength(2);
    expect((await add({ v1: "08-123 45 03" })).outcome).toBe("done");
    const question = asked.messages.at(-1) as Seen;
    expect((await ws.karin.presses("data remove-row", { on: question })).outcome).toBe("refused");
    const again = (await emptied()).messages.at(-1) as Seen;
    expect((await ws.karin.presses("data remove-row", { on: again })).text).toContain("removed the row 08-123 45 02.");
    expect((await held()).fax?.map(({ key }) => key).toSorted()).toEqual(["+4681234501", "+4681234503"]);
  });
});
