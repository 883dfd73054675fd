import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";
import { sendingJob } from "../../../src/composition/invoice-send.ts";
import type { RetryAfter } from "../../../src/messages/doing.ts";
import type { BasisToSend } from "../../../src/store/contract/jobs.ts";
import { annaTypes } from "../../support/delivered.ts";
import { fortnox } from "../../support/fortnox.ts";
import { openWorkspace } from "../../support/workspace.ts";

const token = "hemlig-nyckel-118";

test("I1: a closed basis becomes one draft in Fortnox, however often it is asked for and whatever gets lost; nothing is booked", async () => {
  const there = await fortnox(token, { "7": "556677-8899" });
  const logged: string[] = [];
  const log = pino(new Writable({ write: (line, _encoding, done) => done(void logged.push(String(line))) }));
  const house = await openWorkspace({ fortnox: { token, url: there.url }, log });
  try {
    await house.openSolbacken();
    const { system } = house.house.dispatch;
    const told = async () => (await house.messages("solbacken")).at(-1)?.text ?? "";
    const doing = { id: "job", attempts: 0, signal: new AbortController().signal, keep: async () => undefined };
    const job = sendingJob({ database: house.test.database, system, access: { token, url: there.url } });
    const { project } = await house.facts();
    const run = (number: number) => job.run({ project: project.id, number, by: "system" } satisfies BasisToSend, doing);

    expect((await house.anna.says("invoice send 1")).text).toContain("No basis has been closed yet.");
    await annaTypes(house, "project set rate:1199.50", 'addon training running estimate:10h agreed:"order 118"');
    await annaTypes(house, "log 1h07 X1", "travel 3h30 costs:1200 to:Uppsala", "travel city:göteborg", "invoice close");
    await house.anna.presses("invoice confirm");
    expect((await house.anna.says("invoice send 2")).text).toContain("There is no basis 2.");
    expect((await house.anna.says("invoice send 1")).text).toContain("project set orgno:<orgno>");
    await annaTypes(house, "project set orgno:556036-0793", "invoice send 1");
    await house.house.jobs.drain();
    expect(await told()).toContain("Fortnox has no customer with the organisation number 556036-0793. Add Solbacken");
    await annaTypes(house, "project set orgno:556677-8899");

    for (const [status, words] of [
      [401, "did not let us in (Nej)"],
      [403, "did not let us in (Nej)"],
      [400, "refused what it holds (Nej)"],
    ] as const) {
      there.next("GET", { kind: "status", status });
      await run(1);
      expect(await told()).toContain(words);
    }
    there.next("GET", { kind: "status", status: 429, retryAfter: 3 });
    await expect(run(1)).rejects.toEqual(expect.objectContaining({ after: 3_000 }) as RetryAfter);
    there.next("GET", { kind: "status", status: 500 });
    await expect(run(1)).rejects.toThrow("Fortnox answered 500");
    there.next("POST", { kind: "lost" });
    await expect(run(1)).rejects.toThrow();
    expect(there.invoices).toHaveLength(1);
    await annaTypes(house, "invoice send 1");
    await house.house.jobs.drain();
    expect(await told()).toContain("Basis 1 is draft 118 in Fortnox: 6 330,55 kr including VAT, as here.");
    await run(1);
    expect(there.asked.filter((one) => one.startsWith("POST"))).toHaveLength(1);
    expect(there.invoices.map(({ Booked, CustomerNumber }) => [Booked, CustomerNumber])).toEqual([[false, "7"]]);
    expect((await house.anna.says("invoice 1")).text).toContain("Draft 118 in Fortnox.");
    expect((await house.anna.says("invoice send 1")).text).toContain("is invoice 118 in Fortnox already");

    await annaTypes(house, "travel city:göteborg", "invoice close");
    await house.anna.presses("invoice confirm");
    there.next("POST", { kind: "sum", more: 1 });
    await annaTypes(house, "invoice send 2");
    await house.house.jobs.drain();
    expect(await told()).toContain("comes to 862,51 kr including VAT there and 862,50 kr here. Nothing is booked");
    expect((await house.karin.says("invoice send 1")).outcome).toBe("refused");
    expect(logged.join("")).not.toContain(token);
    const { rows } = await house.test.pool.query(
      "select payload::text as said from jobs union all select content::text from messages",
    );
    expect(JSON.stringify(rows)).not.toContain(token);
  } finally {
    await house.close();
    await there.close();
  }
});

test("without a token the line says what to set, and nothing is sent", async () => {
  const house = await openWorkspace();
  try {
    await house.openSolbacken("orgno:556677-8899");
    await annaTypes(house, "travel city:göteborg", "invoice close");
    await house.anna.presses("invoice confirm");
    const said = await house.anna.says("invoice send 1");
    expect([said.outcome, said.text]).toEqual(["refused", expect.stringContaining("sets FORTNOX_ACCESS_TOKEN")]);
  } finally {
    await house.close();
  }
});
