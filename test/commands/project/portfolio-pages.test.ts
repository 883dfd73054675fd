import { afterAll, beforeAll, expect, test } from "vitest";
import { homeOf } from "../../../src/channels/home.ts";
import { countMoney } from "../../../src/commands/money/portfolio-money.ts";
import type { Store } from "../../../src/store/store.ts";
import { day } from "../../fixtures/project-facts.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

/**
 * 45 projects besides Solbacken: those opened last are late, each since a day of its own, the others have a day ahead.
 */
let house: Workspace;
beforeAll(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
  await house.anna.says("project set rate:1000");
  await house.test.pool.query(
    `insert into projects (id, code, agreement_id, customer, variant, options, hours, opened_on, plan, language, rate)
     select gen_random_uuid(), 'p' || i, agreement_id, 'Kund ' || i, variant, options, hours, opened_on,
       json_build_object('data', (case when i > 35 then date '2026-11-01' else date '2027-03-01' end - i)::text), language, rate
     from projects, generate_series(1, 45) i where code = 'solbacken'`,
  );
});
afterAll(() => house.close());

const codesOf = (text: string) => [...text.matchAll(/^[^|\n]*\(([a-z0-9]+)\) \|/gmu)].map(([, code]) => code);
const numbered = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => `p${from - index}`);
/** Solbacken owes something by 4 December. */
const inOrder = [...numbered(45, 36), "solbacken", ...numbered(35, 1)];
const inChat = { in: "dm-anna" } as const;

test("what is late comes first, a page at a time, in one order to the end", async () => {
  const first = await house.anna.says("portfolio", inChat);
  expect(first.text).toContain("46 open projects");
  expect(first.text).toContain("1–20 of 46, what is late first.");
  expect(codesOf(first.text)).toEqual(inOrder.slice(0, 20));
  const second = await house.anna.presses("portfolio", inChat);
  const third = await house.anna.presses("portfolio", inChat);
  expect(third.text).toContain("41–46 of 46");
  expect([first, second, third].flatMap(({ text }) => codesOf(text))).toEqual(inOrder);
  const again = await house.anna.presses("portfolio", { ...inChat, on: first.messages.at(-1) });
  expect(codesOf(again.text), "an older page's button still leads on").toEqual(inOrder.slice(20, 40));
  expect(third.messages.at(-1)?.buttons).toEqual([]);
});

test("a page goes on where the one before ended, whatever came in meanwhile", async () => {
  await house.anna.says("portfolio", inChat);
  await house.test.pool.query("update projects set owed_on = '2026-10-01' where code = 'p3'");
  try {
    const second = await house.anna.presses("portfolio", inChat);
    expect(codesOf(second.text)).toEqual(
      inOrder
        .slice(20)
        .filter((code) => code !== "p3")
        .slice(0, 20),
    );
  } finally {
    await house.test.pool.query("update projects set owed_on = null where code = 'p3'");
  }
});

test("only what is late, and only what has something to invoice or hours that nobody has agreed to", async () => {
  const late = await house.anna.says("portfolio late", inChat);
  expect(late.text).toContain("10 open projects are late");
  expect(codesOf(late.text)).toEqual(numbered(45, 36));
  await house.anna.says("portfolio", inChat);
  expect(codesOf((await house.anna.presses("portfolio", { ...inChat, values: { only: "late" } })).text)).toEqual(
    numbered(45, 36),
  );
  await house.anna.says("travel costs:250 in:p7", inChat);
  const money = await house.anna.says("portfolio money", inChat);
  expect(money.text).toContain("The money of 46 projects");
  expect(codesOf(money.text)).toEqual(inOrder.slice(0, 20));
  expect(money.text).toContain("In all | 0,00 kr | 0 min | 275,00 kr | – | 0,00 kr");
  await house.anna.says("log 9h configuration in:p9", inChat);
  expect(codesOf((await house.anna.says("portfolio not-agreed", inChat)).text)).toEqual(["p9"]);
  const open = await house.anna.says("portfolio money not-agreed", inChat);
  expect(open.text).toContain("(p9) | 0,00 kr | 9 h | 0,00 kr | 1 h | 0,00 kr");
  expect((await house.anna.says("portfolio money over-budget", inChat)).text).toContain("1 project has more hours");
  expect((await house.anna.says("portfolio money waits", inChat)).text).toContain("46 projects wait for the customer");
  await house.anna.presses("portfolio money-file", { ...inChat, values: { which: "not-agreed" } });
  await house.house.jobs.drain();
  const [made] = (await house.messages(inChat.in)).slice(-1);
  expect(made?.content.files?.[0]?.name).toBe("Money 2026-11-23.xlsx");
  expect((await house.karin.says("portfolio money")).outcome).toBe("refused");
  for (const line of ["portfolio after:x", "portfolio after:50", "portfolio money after:2026-11-24.3.20"])
    expect((await house.anna.says(line, inChat)).outcome, line).toBe("refused");
});

test("what a command changes moves the project at once, and what is late by now is told by the day", async () => {
  await house.anna.says("plan move data 2026-11-24 in:p2", inChat);
  const where = async () => codesOf((await house.anna.says("portfolio", inChat)).text).indexOf("p2");
  expect(await where()).toBe(10);
  expect((await house.anna.says("portfolio late", inChat)).text).toContain("10 open projects are late");
  const now = await house.test.database.now();
  await house.test.database.clock.moveTo(now + 2 * 86_400_000);
  expect((await house.anna.says("portfolio late", inChat)).text).toContain("11 open projects are late");
});

test("the cache may be deleted: what is not known is worked out before it is shown", async () => {
  await house.test.pool.query(
    "update projects set owed_on = null, not_agreed = null, to_invoice = null where code in ('p45', 'p44')",
  );
  expect(codesOf((await house.anna.says("portfolio", inChat)).text).slice(0, 2)).toEqual(["p45", "p44"]);
});

test("Home is the same list: of staff all of it, of the customer their own, and nothing of anybody else's (A1)", async () => {
  const home = (user: string, staff: boolean, after?: string) =>
    house.test.database.transaction((store) =>
      homeOf(store, {
        account: { platform: "local", tenant: "local", user, name: user, staff, handle: user },
        ...{ platform: "local", usual: "sv", today: day("2026-11-23"), most: 3, after, unreadable: () => undefined },
      }),
    );
  const first = await home("anna", true);
  expect(first).toMatchObject({ count: 46, before: 0, projects: [{ code: "p45" }, { code: "p44" }, { code: "p43" }] });
  const second = await home("anna", true, first.next);
  expect(second).toMatchObject({ count: 46, before: 3, projects: [{ code: "p42" }, { code: "p41" }, { code: "p40" }] });
  const karin = await home("karin", false);
  expect([karin.count, karin.projects.map(({ code }) => code)]).toEqual([1, ["solbacken"]]);
});

test("a message counts the first of very many, and the file all of them, a page in a transaction of its own", async () => {
  await house.test.pool.query(
    `insert into projects (id, code, agreement_id, customer, variant, options, hours, opened_on, plan, language, rate)
     select gen_random_uuid(), 'q' || i, agreement_id, 'Kund ' || i, variant, options, hours, opened_on, plan, language, rate
     from projects, generate_series(1, 60) i where code = 'solbacken'`,
  );
  await house.anna.says("portfolio", inChat);
  const { database } = house.test;
  let pages = 0;
  const counting = {
    ...{ today: day("2026-11-23"), which: undefined, heard: () => undefined },
    page: <T>(read: (store: Store) => Promise<T>) => {
      pages += 1;
      return database.transaction(read);
    },
  };
  const some = await countMoney({ ...counting, most: 50 });
  expect([some.all.length, some.more, pages]).toEqual([100, true, 1]);
  const all = await countMoney(counting);
  expect([all.all.length, all.more, pages]).toEqual([106, false, 4]);
  expect(new Set(all.all.map(({ called }) => called)).size).toBe(106);
});
