import { afterEach, beforeEach, expect, test } from "vitest";
import { picturesOf } from "../../../src/messages/picture-block.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
});
afterEach(() => house.close());

test("no project yet: how to open one", async () => {
  expect((await house.anna.says("portfolio", { in: "dm-anna" })).text).toContain('open "Solbacken Vård AB"');
});

test("S6: every open project with its phase, next date, whom it waits for, what is not agreed, and go-live", async () => {
  await house.openSolbacken();
  await house.anna.says("log 9h configuration");
  await house.conversation("akero");
  await house.anna.says('open "Åkerö Bygg AB"', { in: "akero" });
  await house.conversation("lind");
  await house.anna.says('open "Lind Tandvård AB"', { in: "lind" });
  await house.anna.says('project cancel "paused"', { in: "lind" });
  const { text } = await house.anna.says("portfolio");
  expect(text).toContain("2 open projects");
  expect(text).toContain(
    "Solbacken Vård AB (solbacken) | Preparation | Customer data Fri 4 Dec 2026 | Solbacken Vård AB (1) and iCentrex (1) | 1 h | – | Fri 18 Dec 2026",
  );
  expect(text).toContain("Åkerö Bygg AB (akero) | Opened | – | Åkerö Bygg AB (1) and iCentrex (1) | – | – | –");
  expect(text).not.toContain("Lind");
});

test("I1: kronor to invoice, of open projects and of those that ended with money left, until it is closed", async () => {
  await house.openSolbacken();
  await house.anna.says("project set price:30000 rate:1200");
  await house.anna.says("travel costs:100");
  await house.conversation("lind");
  await house.anna.says('open "Lind Tandvård AB" rate:1000', { in: "lind" });
  await house.anna.says("travel costs:250", { in: "lind" });
  await house.anna.says('project cancel "paused"', { in: "lind" });
  await house.conversation("tom");
  await house.anna.says('open "Tom AB"', { in: "tom" });
  await house.anna.says('project cancel "paused"', { in: "tom" });
  const { text } = await house.anna.says("portfolio");
  expect(text).toMatch(/Solbacken Vård AB \(solbacken\).*\| 110,00 kr/u);
  expect(text).toContain("1 project that has ended has something left to invoice or credit");
  expect(text).toMatch(/Lind Tandvård AB \(lind\) \| Cancelled \| 275,00 kr/u);
  expect(text).not.toContain("Tom AB");
  await house.anna.says("invoice close", { in: "lind" });
  await house.anna.presses("invoice confirm", { in: "lind" });
  expect((await house.anna.says("portfolio")).text).not.toContain("Lind");
  // Taken back after it was billed, it is owed to the customer.
  for (const line of ["project reopen", "undo V1", 'project cancel "paused"'])
    await house.anna.says(`${line} in:lind`, { in: "lind" });
  expect((await house.anna.says("portfolio")).text).toMatch(/Lind Tandvård AB \(lind\) \| Cancelled \| −275,00 kr/u);
  // What an earlier version cancelled has no sum kept: it is worked out when it is looked for.
  await house.test.pool.query(
    "update projects set owed_on = null, to_invoice = null, state = 'cancelled' where code = 'solbacken'",
  );
  expect((await house.anna.says("portfolio", { in: "dm-anna" })).text).toMatch(
    /Solbacken Vård AB \(solbacken\) \| Cancelled \| 110,00 kr/u,
  );
});

test("C2: a snooze past its own day hides nothing: what is late stands there with its reason and whom it waits for", async () => {
  await house.openSolbacken();
  expect((await house.anna.says('snooze data until:2026-12-20 "HR is back"')).text).toContain("That is after");
  await house.anna.presses("snooze anyway");
  await house.playTo("2026-12-07T09:00");
  const { text } = await house.anna.says("portfolio late");
  expect(text).toContain(
    "late (1 business day): customer data, all 13 areas – since Fri 4 Dec 2026; waits for Solbacken Vård AB: HR is back (until Sun 20 Dec 2026) · Go-live Fri 18 Dec 2026",
  );
});

test("C2: what is late has one order everywhere, the longest first, and what was put off after it with its reason", async () => {
  await house.openSolbacken();
  await house.anna.says('task add "Send floor plan" who:johan due:2026-11-26');
  await house.anna.says('task add "Order phones" who:anna due:2026-11-25');
  await house.anna.says('snooze T2 until:2026-12-20 "strike"');
  await house.anna.presses("snooze anyway");
  await house.playTo("2026-12-08T09:00");
  const order = (text = "") =>
    [/task T1|T1 Send|task T1/u, /customer data/iu, /strike/u].map((what) => text.search(what)).filter((at) => at >= 0);
  const isInOrder = (text: string | undefined, count: number) => {
    const found = order(text);
    expect(found, text).toHaveLength(count);
    expect(found, text).toEqual(found.toSorted((a, b) => a - b));
  };
  const { text } = await house.anna.says("portfolio late");
  expect(text).toContain(
    "late (8 business days): task T1 Send floor plan – since Thu 26 Nov 2026; waits for Solbacken Vård AB; and 1 more",
  );
  expect(text).toMatch(
    /late \(9 business days\): task T2 Order phones – since Wed 25 Nov 2026; .*: strike \(until Sun 20 Dec/u,
  );
  const shown = (await house.messages("solbacken")).findLast(({ content }) => picturesOf(content).length > 0);
  const [picture] = shown === undefined ? [] : picturesOf(shown.content);
  const [first] = picture?.kind === "projects" ? picture.rows : [];
  expect(first?.marks[0]).toMatchObject({ on: "2026-11-26", state: "late" });
  const late = (all: string) => all.slice(0, all.indexOf("Preparation"));
  isInOrder(late((await house.anna.says("status")).text), 3);
  const digest = (await house.messages("solbacken")).findLast(({ text: said }) => /week 50/u.test(said));
  isInOrder(digest?.text.slice(0, digest.text.indexOf("Phase")), 3);
  isInOrder((await house.johan.says("reminders", { in: "solbacken-kund" })).text, 2);
});

test("A1: never where the customer reads", async () => {
  await house.openSolbacken();
  expect((await house.anna.says("portfolio", { in: "solbacken-kund" })).outcome).toBe("refused");
  expect((await house.karin.says("portfolio", { in: "dm-karin" })).outcome).toBe("refused");
});
