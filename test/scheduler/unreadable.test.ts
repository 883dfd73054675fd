import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkspace, type Workspace } from "../support/workspace.ts";

let house: Workspace;
beforeAll(async () => {
  house = await openWorkspace();
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
