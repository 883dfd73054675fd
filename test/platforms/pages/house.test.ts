import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases } from "../../support/databases.ts";
import { handIn, pagesOf } from "../../support/pages.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let ws: Workspace;
let pages: Awaited<ReturnType<typeof pagesOf>>;

const place = (id: string, outsiders = id.endsWith("-kund")) =>
  ({ platform: "local", tenant: "local", external: id, name: id, outsiders, private: false }) as const;
const account = (user: "anna" | "karin" | "olle") =>
  ({ platform: "local", tenant: "local", user, name: ws[user].name, staff: user === "anna", handle: user }) as const;
const link = async (user: "anna" | "karin" | "olle", where = place("solbacken-kund")) =>
  (await pages.links.handIn(account(user), where)) ?? "";
const kept = async () =>
  (await ws.test.pool.query<{ name: string; content: Uint8Array }>("select name, content from files order by name"))
    .rows;

describe.each(databases)("the hand-in page on $name", ({ open, stop }) => {
  beforeEach(async () => {
    ws = await openWorkspace({ open });
    await ws.openSolbacken();
    pages = await pagesOf(ws);
  });
  afterEach(async () => {
    await pages.close();
    await ws.close();
  });
  afterAll(stop);

  test("a customer's list is kept and read, and the channel hears what it says; another file is asked about", async () => {
    const list = "Number or series;Used for;Ported\n08-123 45 00–49;Direct numbers;yes\n7,01235E+08;Fax;no\n";
    const response = await handIn(await link("karin"), "numbers.csv", list);
    expect(response.status).toBe(200);
    expect((await kept()).map(({ name, content }) => [name, Buffer.from(content).toString()])).toEqual([
      ["numbers.csv", list],
    ]);
    await ws.house.jobs.drain();
    const answer = (await ws.messages("solbacken-kund")).at(-1);
    expect(answer?.text).toContain("numbers.csv: 2 rows read.");
    expect(answer?.text).toContain("1 thing has to be mended.");
    expect(answer?.content.files?.map(({ name }) => name)).toEqual(["numbers (to be mended).xlsx"]);
    expect((await handIn(await link("karin"), "plan.pdf", "%PDF-1.4")).status).toBe(200);
    const last = (await ws.messages("solbacken-kund")).at(-1);
    expect(last?.text).toBe("Got plan.pdf. Which area is it for?");
    expect(last?.visibleTo).toBeUndefined();
    const form = (await ws.karin.presses("data hand-in", last === undefined ? {} : { on: last })).form;
    expect((await ws.karin.fills(form, { area: "number-services" })).outcome).toBe("done");
  });

  test("five at once through one link: one file, and the others hear that it was used", async () => {
    const one = await link("karin");
    const statuses = (await Promise.all(Array.from({ length: 5 }, (_, index) => handIn(one, `${index}.csv`, "x")))).map(
      ({ status }) => status,
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.every((status) => [200, 410, 503].includes(status))).toBe(true);
    expect(await kept()).toHaveLength(1);
  });

  test("someone with no part in the project is refused on the page, without effect and without a word in the channel", async () => {
    const before = (await ws.messages("solbacken-kund")).length;
    const one = await link("olle");
    const response = await handIn(one, "numbers.csv", "x");
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('role="alert"');
    expect(await kept()).toEqual([]);
    const said = (await ws.messages("solbacken-kund")).slice(before);
    expect(said.map(({ visibleTo }) => visibleTo === undefined)).toEqual([false]);
    const { rows } = await ws.test.pool.query(
      "select 1 from messages where delivered_revision < revision and id = any($1::uuid[])",
      [said.map(({ id }) => id)],
    );
    expect(rows).toEqual([]);
    await ws.anna.says("team add olle");
    expect((await handIn(one, "numbers.csv", "x")).status).toBe(200);
  });

  test("A1: a link made before outsiders came does not make the channel internal again", async () => {
    const early = await link("anna", place("solbacken", false));
    await ws.conversation("solbacken", { outsiders: true });
    await handIn(early, "numbers.csv", "x");
    const [known] = await ws.test.database.transaction((store) => store.places.find("solbacken", "local"));
    expect(known?.outsiders).toBe(true);
  });

  test("who handed in, and when, is forgotten with the words; the keys of links are kept", async () => {
    await handIn(await link("karin"), "numbers.csv", "08-123 45 67\n");
    const collections = async () =>
      (
        await ws.test.pool.query<{ name: string }>(
          "select distinct collection as name from keeping where platform = 'pages' order by 1",
        )
      ).rows;
    expect((await collections()).map(({ name }) => name)).toEqual(["hand-ins", "keys", "uses"]);
    await ws.test.database.purge((await ws.test.database.now()) + 1_000);
    expect((await collections()).map(({ name }) => name)).toEqual(["keys"]);
  });

  test("links outlive a restart", async () => {
    const one = await link("karin");
    const path = new URL(one).pathname;
    await pages.close();
    pages = await pagesOf(ws);
    const again = new URL((await pages.links.file("x")) ?? "");
    expect((await handIn(`${again.origin}${path}`, "numbers.csv", "x")).status).toBe(200);
  });
});
