import { Writable } from "node:stream";
import { pino } from "pino";
import { expect, test } from "vitest";
import { sendingJob } from "../../../src/composition/invoice-send.ts";
import type { RetryAfter } from "../../../src/messages/doing.ts";
import { type BasisToSend, sendBasisJob } from "../../../src/store/contract/jobs.ts";
import { annaTypes } from "../../support/delivered.ts";
import { fortnox } from "../../support/fortnox.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

const token = "hemlig-nyckel-118";

/** A job that waits; its id. */
const waiting = (house: Workspace, asked: BasisToSend) =>
  house.test.database.transaction((store) => store.jobs.add(sendBasisJob, asked));

test("I1: a closed basis becomes one draft in Fortnox, however often it is asked for and whatever gets lost; nothing is booked", async () => {
  const there = await fortnox(token, { "7": "556677-8899" });
  const logged: string[] = [];
  const log = pino(new Writable({ write: (line, _encoding, done) => done(void logged.push(String(line))) }));
  const house = await openWorkspace({ fortnox: { token, url: there.url }, log });
  try {
    await house.openSolbacken();
    const { system } = house.house.dispatch;
    const told = async () => (await house.messages("solbacken")).at(-1)?.text ?? "";
    const doing = { attempts: 0, signal: new AbortController().signal, keep: async () => undefined };
    const job = sendingJob({ database: house.test.database, system, access: { token, url: there.url } });
    const { project } = await house.facts();
    const run = async (number: number) => {
      const asked: BasisToSend = { project: project.id, number, by: "system" };
      return job.run(asked, { ...doing, id: await waiting(house, asked) });
    };

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

test("I1: a draft that was asked for and never answered is looked for, and asked for again only by a person who was told", async () => {
  const there = await fortnox(token, { "7": "556677-8899" });
  const access = { token, url: there.url };
  const house = await openWorkspace({ fortnox: access });
  try {
    await house.openSolbacken("orgno:556677-8899");
    const close = async () => {
      await annaTypes(house, "travel city:göteborg", "invoice close");
      await house.anna.presses("invoice confirm");
    };
    const told = async () => (await house.messages("solbacken")).at(-1)?.text ?? "";
    const asked = () => there.asked.filter((one) => one.startsWith("POST")).length;
    const { project } = await house.facts();
    const parts = { database: house.test.database, system: house.house.dispatch.system, access, patience: 1_000 };
    const sends = async (number: number, to = access) => {
      const payload: BasisToSend = { project: project.id, number, by: "system" };
      const job = sendingJob({ ...parts, access: to });
      const id = await waiting(house, payload);
      const signal = new AbortController().signal;
      return {
        run: () => job.run(payload, { id, attempts: 0, signal, keep: async () => undefined }),
        async giveUp() {
          await job.giveUp?.({ id, kind: job.kind.name, payload, attempts: 4, holder: "" });
          await house.test.pool.query("update jobs set given_up_at = now(), next_attempt_at = null where id = $1", [
            id,
          ]);
        },
      };
    };

    // It is made there after we have stopped waiting.
    await close();
    there.next("POST", { kind: "later" });
    const [first, other] = [await sends(1), await sends(1)];
    await expect(first.run()).rejects.toThrow();
    await expect(first.run()).rejects.toThrow("not there yet");
    await expect(other.run()).rejects.toThrow("not there yet");
    there.catchUp();
    await first.run();
    expect(await told()).toContain("Basis 1 is draft 118 in Fortnox: 862,50 kr including VAT, as here.");
    await other.giveUp();
    expect(await told()).toContain("Basis 1 is draft 118");
    expect([asked(), there.invoices.length]).toEqual([1, 1]);

    // It is never made: the line that is told looks for it, and makes it.
    await close();
    there.next("POST", { kind: "hang" });
    const second = await sends(2);
    await expect(second.run()).rejects.toThrow();
    expect((await house.anna.says("invoice 2")).text).not.toContain("Draft");
    await second.giveUp();
    expect(await told()).toMatch(
      /did not answer, and it is not there yet. Look for solbacken-2 in Fortnox.*\ninvoice send 2$/u,
    );
    await annaTypes(house, "invoice send 2");
    await house.house.jobs.drain();
    expect(await told()).toContain("Basis 2 is draft 119 in Fortnox");

    // Two at once, and one that Fortnox has said no to before.
    await close();
    there.next("POST", { kind: "status", status: 429, retryAfter: 1 });
    const third = [await sends(3), await sends(3), await sends(3)];
    await expect(third[0]?.run()).rejects.toThrow("left alone");
    await Promise.allSettled(third.map((one) => one.run()));
    expect([asked(), there.invoices.length]).toEqual([5, 3]);

    await close();
    const nowhere = await sends(4, { token, url: "http://127.0.0.1:9" });
    await expect(nowhere.run()).rejects.toThrow();
    await nowhere.giveUp();
    expect(await told()).toMatch(
      /Basis 4 was not sent: Fortnox did not answer. Try again in a while:\ninvoice send 4$/u,
    );
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
