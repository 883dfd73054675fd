import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { homeOf } from "../../src/channels/home.ts";
import { day } from "../fixtures/project-facts.ts";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

let house: Workspace;
const logged: string[] = [];
beforeAll(async () => {
  house = await openWorkspace({ log: pino({ level: "error" }, { write: (line: string) => void logged.push(line) }) });
  await house.openSolbacken();
  await house.conversation("lind");
  await house.anna.says('open "Lind Tandvård AB" internal:lind code:lind', { in: "lind" });
  const { rows } = await house.test.pool.query<{ id: string }>(
    `insert into agreements (id, digest, name, version, content)
     values (gen_random_uuid(), 'unreadable', 'of a later version', now(), '{"shape": 99}') returning id`,
  );
  await house.test.pool.query("update projects set agreement_id = $1 where code = 'lind'", [rows[0]?.id]);
});
afterAll(() => house.close());

test("one project whose agreement cannot be read silences no other project's reminders", async () => {
  await house.playTo("2026-12-07T09:00");
  const said = (await house.messages("solbacken-kund")).map(({ text }) => text).join("\n");
  expect(said).toMatch(/missing|still need/i);
});

test("the portfolio shows the others, and names the one that it cannot count", async () => {
  const { text } = await house.anna.says("portfolio");
  expect(text).toMatch(/Solbacken Vård AB \(solbacken\) \|/u);
  expect(text).toContain("1 open project\n");
  expect(text).toContain("cannot be read, so it is not counted here: Lind Tandvård AB (lind)");
});

test("nor is one whose facts cannot be worked out: it has its row, and the log has its name", async () => {
  const { pool, database } = house.test;
  await house.conversation("ek");
  await house.anna.says('open "Ekhagen AB" internal:ek code:ek', { in: "ek" });
  const { rows } = await pool.query<{ id: string }>(
    `insert into closed_bases (project_id, number, closed_on, parts)
     select id, 1, '2026-12-04', '[{"entry": "of a later version"}]' from projects where code = 'ek' returning project_id as id`,
  );
  const kept = await house.anna.says("portfolio");
  expect(kept.text).toMatch(/Ekhagen AB \(ek\) \| cannot be read: tell whoever looks after Startklar/u);
  expect(kept.text).toMatch(/Solbacken Vård AB \(solbacken\) \| (?!cannot)/u);
  await pool.query("update projects set owed_on = null where code = 'ek'");
  logged.splice(0);
  const { text } = await house.anna.says("portfolio");
  expect(text).toMatch(/so they are not counted here: .*Ekhagen AB \(ek\)/u);
  expect(text).toMatch(/Solbacken Vård AB \(solbacken\) \| (?!cannot)/u);

  expect(logged.filter((line) => line.includes(rows[0]?.id ?? "?"))).toHaveLength(1);
  const account = {
    platform: "local",
    tenant: "local",
    user: "anna",
    name: "Anna",
    staff: true,
    handle: "anna",
  } as const;
  const home = await database.transaction((store) =>
    homeOf(store, {
      ...{ account, platform: "local", usual: "en", today: day("2026-12-07"), most: 5 },
      unreadable: () => undefined,
    }),
  );
  expect(home.projects.map(({ code, waits }) => [code, waits.length > 0])).toEqual([
    ["solbacken", true],
    ["lind", false],
    ["ek", false],
  ]);
  expect(home.count).toBe(3);
});
