import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { databases } from "../../support/databases.ts";
import { openWorkspace, type Said, type Seen, type Speaker, type Workspace } from "../../support/workspace.ts";
import { stateOf } from "../state.ts";

let ws: Workspace;
const work = async () => (await ws.facts()).work.filter((entry) => !entry.undone);
const outcomes = (said: readonly Said[]) => said.map(({ outcome }) => outcome).sort();
const reason = ({ answer }: Said): string => {
  const [first] = answer.reply?.blocks ?? [];
  return first?.kind === "text" && "say" in first.text ? first.text.say : "";
};

/** What a platform sends: a press of any button of any message, in any conversation. */
async function press(
  user: "anna" | "erik" | "karin" | "johan" | "olle",
  where: string,
  message: string,
  button: string,
  key: string = randomUUID(),
) {
  const staff = user === "anna" || user === "erik";
  const place = { platform: "local" as const, tenant: "local", external: where, name: where };
  return ws.house.dispatch.handle({
    account: { platform: "local", tenant: "local", user, name: ws[user].name, staff, handle: user },
    conversation: { ...place, private: where.startsWith("dm-"), outsiders: where.endsWith("-kund") },
    key,
    intent: { kind: "press", message, button },
  });
}

describe.each(databases)("on $name", ({ open, stop }) => {
  beforeEach(async () => {
    ws = await openWorkspace({ open });
    await ws.openSolbacken("rate:1200");
  });
  afterEach(() => ws.close());
  afterAll(stop);

  describe("a key of the transport is answered once", () => {
    test("a repeat gets the first answer again, word for word, and has no effect", async () => {
      const first = await ws.anna.says('log 2h configuration "queues"', { key: "evt-1" });
      const before = await stateOf(ws);
      const again = await ws.anna.says('log 2h configuration "queues"', { key: "evt-1" });
      expect([first.answer.repeated, again.answer.repeated]).toEqual([false, true]);
      expect({ ...again.answer, repeated: false }).toEqual(first.answer);
      expect(await work()).toHaveLength(1);
      expect(await stateOf(ws)).toEqual(before);
      expect((await ws.messages("solbacken")).filter(({ text }) => text === first.text)).toHaveLength(1);
    });

    test("a key that comes back with other words gets the first answer too", async () => {
      const first = await ws.anna.says("log 2h configuration", { key: "evt-1" });
      expect((await ws.anna.says("log 7h documentation", { key: "evt-1" })).text).toBe(first.text);
      expect((await work()).map(({ minutes }) => minutes)).toEqual([120]);
    });

    test("five at once: one effect, and all hear the same", async () => {
      const said = await Promise.all(
        Array.from({ length: 5 }, () => ws.anna.says("log 2h configuration", { key: "evt-1" })),
      );
      expect(new Set(said.map(({ answer }) => answer.replyId)).size).toBe(1);
      expect(said.filter(({ answer }) => !answer.repeated)).toHaveLength(1);
      expect(await work()).toHaveLength(1);
    });

    test("five keys at once are five entries, each with a reference of its own", async () => {
      await Promise.all(Array.from({ length: 5 }, (_, index) => ws.anna.says(`log ${index + 1}0m configuration`)));
      expect((await work()).map(({ ref }) => ref).sort()).toEqual(["H1", "H2", "H3", "H4", "H5"]);
    });

    test("a refusal is repeated as well: said once, recorded once", async () => {
      const first = await ws.karin.says("log 2h configuration", { key: "evt-1" });
      const again = await ws.karin.says("log 2h configuration", { key: "evt-1" });
      expect([again.outcome, again.text, again.answer.repeated]).toEqual(["refused", first.text, true]);
      expect((await ws.messages("solbacken-kund")).filter(({ text }) => text === first.text)).toHaveLength(1);
      const { rows } = await ws.test.pool.query("select runs from audit where outcome = 'refused'");
      expect(rows).toEqual([{ runs: "log" }]);
    });

    test("the same key of another tenant is another request", async () => {
      const one = await ws.anna.says("log 2h configuration", { key: "evt-1" });
      const other = await ws.house.dispatch.handle({
        account: { platform: "slack", tenant: "T2", user: "U1", name: "Ulf", staff: false },
        conversation: { platform: "slack", tenant: "T2", external: "C1", name: "c1", outsiders: true, private: false },
        key: "evt-1",
        intent: { kind: "line", text: "help" },
      });
      expect(other.repeated).toBe(false);
      expect(other.replyId).not.toBe(one.answer.replyId);
    });
  });

  describe("a form is used up once", () => {
    const filled = { time: "2h", activity: "configuration", note: "queues" };
    const openLog = async (who: Speaker = ws.anna) => (await who.says("log")).form;

    test("submitted twice, the second hears that nothing was stored twice", async () => {
      const form = await openLog();
      expect((await ws.anna.fills(form, filled)).outcome).toBe("done");
      const again = await ws.anna.fills(form, filled);
      expect([again.outcome, reason(again)]).toEqual(["refused", "form.used"]);
      expect(await work()).toHaveLength(1);
    });

    test("submitted four times at once, one is stored", async () => {
      const form = await openLog();
      const said = await Promise.all(Array.from({ length: 4 }, () => ws.anna.fills(form, filled)));
      expect(outcomes(said)).toEqual(["done", "refused", "refused", "refused"]);
      expect(await work()).toHaveLength(1);
    });

    test("refused for its values it is not used up, and comes back with the errors at their fields", async () => {
      const form = await openLog();
      const wrong = await ws.anna.fills(form, { ...filled, time: "-1h" });
      expect(wrong.outcome).toBe("invalid");
      expect(Object.keys(wrong.errors)).toEqual(["time"]);
      expect((await ws.anna.fills(form, filled)).outcome).toBe("done");
      expect(await work()).toHaveLength(1);
    });

    test.each(["erik", "karin"] as const)(
      "%s cannot send in the form that anna opened, and that is recorded",
      async (who) => {
        const form = await openLog();
        await ws[who].says("help", { in: "solbacken" });
        const before = await stateOf(ws);
        const said = await ws[who].fills(form, filled);
        expect([said.outcome, reason(said)]).toEqual(["refused", "form.notYours"]);
        expect(await stateOf(ws)).toEqual(before);
        expect(said.form, "nor see what stands in it").toBeUndefined();
        const { rows } = await ws.test.pool.query("select runs, reason from audit where outcome = 'refused'");
        expect(rows).toEqual([{ runs: "log", reason: "form.notYours" }]);
        expect((await ws.anna.fills(form, filled)).outcome).toBe("done");
      },
    );

    test("a form of the ledger cannot be sent in where the customer reads (A1)", async () => {
      const form = await openLog();
      const said = await ws.anna.fills(form, filled, { in: "solbacken-kund" });
      expect([said.outcome, reason(said)]).toEqual(["refused", "refusal.ledger"]);
      expect(await work()).toHaveLength(0);
    });

    test("after a day it has expired, and says so", async () => {
      const form = await openLog();
      await ws.playTo("2026-11-24T10:00");
      const said = await ws.anna.fills(form, filled);
      expect([said.outcome, reason(said)]).toEqual(["refused", "form.expired"]);
      expect(await work()).toHaveLength(0);
    });

    test.each(["", "nonsense", "\u0000", "00000000-0000-0000-0000-000000000000", "' or 1=1 --"])(
      "a forged form id %j is unknown",
      async (id) => {
        const said = await ws.anna.fills({ id, title: { raw: "" }, fields: [] }, filled);
        expect([said.outcome, reason(said)]).toEqual(["refused", "form.unknown"]);
      },
    );

    test.each(["__proto__", "constructor", "toString", "digest", "in", "a\u0000b", "x".repeat(500)])(
      "a field that the form does not have is refused: %s",
      async (name) => {
        const form = await openLog();
        const before = await stateOf(ws);
        const values = JSON.parse(
          JSON.stringify({ ...filled }).replace(/\}$/, `,${JSON.stringify(name)}:"1"}`),
        ) as Record<string, string>;
        const answer = await ws.house.dispatch.handle({
          account: { platform: "local", tenant: "local", user: "anna", name: "Anna Lind", staff: true, handle: "anna" },
          conversation: {
            platform: "local",
            tenant: "local",
            external: "solbacken",
            name: "solbacken",
            outsiders: false,
            private: false,
          },
          key: randomUUID(),
          intent: { kind: "form", form: form?.id ?? "", values },
        });
        expect(answer.outcome).toBe("invalid");
        expect(await stateOf(ws)).toEqual(before);
      },
    );
  });

  describe("a button", () => {
    const offer = async (): Promise<Seen> => {
      for (const line of [
        'require add "Main number answers"',
        "kickoff",
        'change "Two more queues" fixed:4500',
        "change send X1",
      ]) {
        const said = await ws.anna.says(line);
        if (said.outcome !== "done") throw new Error(`${line}: ${said.text}`);
      }
      return (
        (await ws.messages("solbacken-kund")).find(({ buttons }) =>
          buttons.some(({ runs }) => runs === "change approve"),
        ) ?? expect.fail("no offer")
      );
    };
    const approveOf = (card: Seen) =>
      card.buttons.find(({ runs }) => runs === "change approve")?.id ?? expect.fail("no button");

    test("S9: two approvers press at once: one approves, the other hears who did and when", async () => {
      await ws.anna.says("team role johan approver");
      const card = await offer();
      const both = [ws.karin, ws.johan];
      const asked = await Promise.all(both.map((who) => who.presses("change approve", { on: card })));
      const [karin, johan] = await Promise.all(
        both.map(
          async (who, at) => (await who.presses("change approve", { on: asked[at]?.messages.at(-1) ?? card })).answer,
        ),
      );
      expect([karin?.outcome, johan?.outcome].sort()).toEqual(["done", "refused"]);
      const second = karin?.outcome === "refused" ? karin : johan;
      const winner = karin?.outcome === "done" ? "Karin Ek" : "Johan Berg";
      expect(JSON.stringify(second?.reply)).toContain("offer.refuse.settled");
      expect(JSON.stringify(second?.reply)).toContain(winner);
      expect(JSON.stringify(second?.reply)).toContain('"2026-11-23"');
      const [change] = (await ws.facts()).changes;
      expect(change).toMatchObject({ state: "approved" });
      expect(
        (await ws.messages("solbacken")).filter(({ text }) => text.startsWith(`${winner} approved X1`)),
      ).toHaveLength(1);
    });

    test("L3: two approvers approve the delivery at once: once", async () => {
      await ws.anna.says("team role johan approver");
      for (const line of [
        'require add "Main number answers"',
        "kickoff",
        "require deliver R1",
        "require verify R1",
        "golive",
        "deliver",
      ]) {
        expect((await ws.anna.says(line)).outcome, line).toBe("done");
        if (line === "golive") await ws.anna.presses("golive anyway");
      }
      const card = (await ws.messages("solbacken-kund")).find(({ buttons }) =>
        buttons.some(({ runs }) => runs === "deliver approve"),
      );
      const button = card?.buttons.find(({ runs }) => runs === "deliver approve")?.id ?? expect.fail("no button");
      const answers = await Promise.all(
        (["karin", "johan", "karin", "johan"] as const).map((who) =>
          press(who, "solbacken-kund", card?.id ?? "", button),
        ),
      );
      expect(answers.map(({ outcome }) => outcome).sort()).toEqual(["done", "refused", "refused", "refused"]);
      for (const { reply } of answers.filter(({ outcome }) => outcome === "refused"))
        expect(JSON.stringify(reply)).toContain("deliver.refuse.settled");
      expect((await ws.facts()).deliveries.filter(({ state }) => state === "approved")).toHaveLength(1);
    });

    test("L3: pressed by the customer who is no approver, by staff and by a stranger: refused, recorded, unchanged", async () => {
      const card = await offer();
      const before = await stateOf(ws);
      for (const who of ["johan", "anna", "olle"] as const) {
        expect(JSON.stringify((await press(who, "solbacken-kund", card.id, approveOf(card))).reply)).toContain(
          "refusal.approver",
        );
      }
      const after = await stateOf(ws);
      // olle was met here for the first time.
      expect({ ...after, people: "", accounts: "" }).toEqual({ ...before, people: "", accounts: "" });
      const { rows } = await ws.test.pool.query("select runs, outcome, reason from audit where outcome = 'refused'");
      expect(rows).toEqual(Array(3).fill({ runs: "change approve", outcome: "refused", reason: "refusal.approver" }));
    });

    test("S9: the button of an outdated offer is refused, and shows the current one", async () => {
      const card = await offer();
      const old = approveOf(card);
      await ws.anna.says("change price X1 fixed:9900");
      await ws.anna.says("change send X1");
      const answer = await press("karin", "solbacken-kund", card.id, old);
      expect(answer.outcome).toBe("refused");
      expect((await ws.facts()).changes[0]?.state).toBe("sent");
      const said = await ws.messages("solbacken-kund");
      expect(said.at(-1)?.text).toContain("9 900,00 kr");
      await ws.karin.approves({ on: said.at(-1) ?? expect.fail() });
      expect((await ws.facts()).changes[0]).toMatchObject({ state: "approved", pricing: { price: 990_000 } });
    });

    test.each(["solbacken", "dm-karin", "akero-kund"])(
      "of a message in another conversation does nothing: pressed in %s",
      async (where) => {
        await ws.conversation("akero-kund", { outsiders: true });
        const card = await offer();
        const answer = await press("karin", where, card.id, approveOf(card));
        expect([answer.outcome, JSON.stringify(answer.reply).includes("press.outdated")]).toEqual(["refused", true]);
        expect((await ws.facts()).changes[0]?.state).toBe("sent");
      },
    );

    test("of a message that somebody else alone can see does nothing", async () => {
      const asked = await ws.anna.says("data", { in: "solbacken-kund" });
      expect(asked.outcome).toBe("done");
      const before = await stateOf(ws);
      const { rows } = await ws.test.pool.query<{ id: string; button: string }>(
        `update messages set visible_to_id = (select person_id from accounts where "user" = 'karin') where id = $1
       returning id, content->'blocks'->-1->'buttons'->0->>'id' as button`,
        [asked.answer.replyId],
      );
      const { id = "", button = "" } = rows[0] ?? {};
      expect(button).not.toBe("");
      expect((await press("johan", "solbacken-kund", id, button)).outcome).toBe("refused");
      expect((await press("karin", "solbacken-kund", id, button)).form).toBeDefined();
      expect((await stateOf(ws)).data_entries).toBe(before.data_entries);
    });

    test.each([
      ["nonsense", "approve"],
      ["", ""],
      ["\u0000", "\u0000"],
      ["00000000-0000-4000-8000-000000000000", "approve"],
      ["'; drop table messages; --", "x"],
      ["{}", "__proto__"],
    ])("a forged message %j and button %j is refused", async (message, button) => {
      const before = await stateOf(ws);
      const answer = await press("anna", "solbacken", message, button);
      expect([answer.outcome, JSON.stringify(answer.reply).includes("press.outdated")]).toEqual(["refused", true]);
      expect(await stateOf(ws)).toEqual(before);
    });

    test.each(["nonsense", "__proto__", "constructor", "\u0000", "log", "x".repeat(10_000)])(
      "a forged button %j of a real message is refused",
      async (button) => {
        const card = await offer();
        expect((await press("karin", "solbacken-kund", card.id, button)).outcome).toBe("refused");
        expect((await ws.facts()).changes[0]?.state).toBe("sent");
      },
    );

    test("a question that two people answer at once takes effect once, and the other hears who did it and when", async () => {
      const asked = await ws.anna.says("log 27h configuration");
      const question =
        asked.messages.find(({ buttons }) => buttons.some(({ runs }) => runs === "log anyway")) ??
        expect.fail(asked.text);
      expect(await work()).toHaveLength(0);
      const id = question.buttons[0]?.id ?? "";
      const [anna, erik] = await Promise.all([
        press("anna", "solbacken", question.id, id),
        press("erik", "solbacken", question.id, id),
      ]);
      expect([anna?.outcome, erik?.outcome].sort()).toEqual(["done", "refused"]);
      const second = JSON.stringify((anna?.outcome === "refused" ? anna : erik)?.reply);
      expect(second).toContain("press.already");
      expect(second).toContain(anna?.outcome === "done" ? "Anna Lind" : "Erik Holm");
      expect(second).toMatch(/"at":\{"at":\d+\}/);
      expect((await work()).map(({ minutes }) => minutes)).toEqual([27 * 60]);
    });

    test("L3: rights are those of the moment of the press: who is approver no more approves nothing", async () => {
      await ws.anna.says("team role johan approver");
      const card = await offer();
      expect((await ws.anna.says("team role karin customer")).outcome).toBe("done");
      const answer = await press("karin", "solbacken-kund", card.id, approveOf(card));
      expect([answer.outcome, JSON.stringify(answer.reply).includes("refusal.approver")]).toEqual(["refused", true]);
      expect((await ws.facts()).changes[0]?.state).toBe("sent");
    });

    test("nor does a form that was opened before its person left the project", async () => {
      const { form } = await ws.johan.presses("data hand-in");
      expect((await ws.anna.says("team remove johan")).outcome).toBe("done");
      const said = await ws.johan.fills(form, { area: "hardware", note: "the list" });
      expect(said.outcome).toBe("refused");
      expect((await ws.facts()).data).toEqual([]);
    });
  });
});
