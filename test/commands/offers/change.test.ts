import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Seen, Workspace } from "../../support/workspace.ts";
import { openWorkspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
  await house.openSolbacken();
});
afterEach(() => house.close());

const anna = async (line: string) => {
  const said = await house.anna.says(line);
  expect(said.outcome, said.text).toBe("done");
  return said;
};
const change = async (ref = "X1") => (await house.facts()).changes.find((one) => one.ref === ref);
const shared = () => house.messages("solbacken-kund");
const offer = async (ref = "X1"): Promise<Seen> => {
  const found = (await shared()).findLast((message) => message.text.includes(`Offer ${ref}`));
  if (found === undefined) throw new Error(`No offer ${ref}`);
  return found;
};

describe("before kickoff", () => {
  test("S5: nothing is frozen yet, so a change is refused with the requirement to add instead", async () => {
    const said = await house.anna.says('change "Two more queues" fixed:4500');
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain('require add "Two more queues"');
    expect((await house.facts()).changes).toEqual([]);
  });
});

describe("after kickoff", () => {
  beforeEach(async () => {
    await anna('require add "Main number answers 07–18"');
    await anna("kickoff");
  });

  test("S9: what says what to do with a change that is there makes no new one", async () => {
    await anna('change "Two more queues" fixed:4500');
    await anna("ändring pris X1 fast:9000");
    expect((await house.facts()).changes.map(({ pricing }) => pricing)).toEqual([{ kind: "fixed", price: 900_000 }]);
    for (const [typed, line] of [
      ["tillval skicka X1", "change send X1"],
      ["addon price X1 fixed:1", "change price X1 fixed:<kr>"],
      ["tillval klar x1", "change done X1"],
    ] as const) {
      const said = await house.anna.says(typed);
      expect([said.outcome, said.text]).toEqual(["refused", expect.stringContaining(line)]);
    }
    expect((await house.facts()).changes).toHaveLength(1);
    await anna('addon "Manual, as of X1" fixed:1');
    await anna("change withdraw X1");
  });

  test("C1: who approved it is not said to have done the work", async () => {
    await anna('change "Two more queues" fixed:4500 agreed:"order 118"');
    await anna("change done X1");
    const again = await house.anna.says("change done X1");
    expect(again.text).toContain("X1 is already done. Nothing was changed.");
  });

  test.each([
    ["-5", "negative amount"],
    ["4500inkl", "includes VAT"],
    ["4500 inkl. moms", "at 25 % VAT it is 3 600,00 kr without"],
    ["100 EUR", "another currency"],
    ["€45", "another currency"],
    ["45usd", "another currency"],
    ["999999999999", "more than any amount"],
    ["4500,555", "not an amount"],
    ["tusen", "not an amount"],
  ])("R3: a price of %s is refused in words: %s", async (typed, words) => {
    const said = await house.anna.says(`change "Two more queues" fixed:"${typed}"`);
    expect([said.outcome, said.text]).toEqual(["refused", expect.stringContaining(words)]);
    expect((await house.facts()).changes).toEqual([]);
  });

  test("S9, A1: a priced change stays internal until it is sent", async () => {
    const said = await anna('change "Two more queues" fixed:4500');
    expect(said.text).toContain("X1 is priced: Two more queues.");
    expect(said.text).toContain("Fixed price: 4 500,00 kr");
    expect(said.text).toContain("Nothing is agreed yet: Karin Ek has not seen it.");
    expect(said.messages.map((message) => message.in)).toEqual(["solbacken"]);
    expect((await house.karin.says("change")).text).not.toContain("Two more queues");
    await anna("extend configuration 4h fixed:2500");
    for (const line of ["change", "status"]) {
      const seen = (await house.karin.says(line)).text;
      for (const hidden of ["X1", "X2", "Two more queues", "4 h"]) expect(seen, line).not.toContain(hidden);
    }
    expect((await house.anna.says("change")).text).toContain(
      "X1 | change | Two more queues | 4 500,00 kr | priced, not sent",
    );
  });

  test("A1: a partner sees no prices of what was offered to the customer", async () => {
    for (const line of ['change "Two more queues" fixed:4500', "change send X1"]) await anna(line);
    await house.petra.says("hello");
    await anna("team add petra partner");
    const seen = await house.petra.says("change");
    expect(seen.text).toContain("Two more queues");
    expect(seen.text).not.toContain("4 500");
    expect((await house.karin.says("change")).text).toContain("4 500,00 kr");
  });

  test("A1: pricing in the shared channel is refused before it has any effect", async () => {
    const said = await house.anna.says('change "Two more queues" fixed:4500', { in: "solbacken-kund" });
    expect(said.outcome).toBe("refused");
    expect((await house.facts()).changes).toEqual([]);
  });

  test.each([
    { line: 'change "Two more queues"', says: "Say what it costs" },
    {
      line: 'change "Two more queues" fixed:4500 running estimate:2h',
      says: "either a fixed price or the running rate",
    },
    { line: 'change "Two more queues" running', says: "needs an estimate" },
    { line: 'change "Two more queues" running estimate:6h cap:5h', says: "The cap is below the estimate" },
  ])("S5: $line is refused", async ({ line, says }) => {
    const said = await house.anna.says(line);
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain(says);
    expect((await house.facts()).changes).toEqual([]);
  });

  test("S9: a change that costs nothing needs a yes all the same", async () => {
    await anna('change "Two more queues" fixed:0');
    const sent = await house.anna.says("change send X1");
    expect(sent.outcome).toBe("done");
    const card = sent.messages.find(
      (message) => message.text.includes("Two more queues") && message.in === "solbacken-kund",
    );
    expect(card?.text).toContain("costs nothing");
    expect((await house.karin.presses("change approve")).outcome).toBe("done");
    expect((await house.facts()).changes[0]?.state).toBe("approved");
    const [lines = "", delivered] = (await anna("invoice")).text.split("Offered and delivered");
    expect(lines).not.toContain("Two more queues");
    expect(delivered).toContain("X1 Two more queues | – | 0 min | 0,00 kr | 0,00 kr");
  });

  test("S6: work beyond the estimate is offered as the difference, and a yes covers what was worked", async () => {
    for (const line of ["project set rate:1200", 'change "New call flow" running estimate:2h', "change send X1"])
      await anna(line);
    await house.karin.approves();
    expect((await anna("log 3h X1")).text).toContain("1 h");
    const refused = await house.anna.says("change price X1 running estimate:2h");
    expect(refused.outcome).toBe("refused");
    expect(refused.text).toContain("X1 is covered for 2 h already");
    const offered = await anna("change price X1 running estimate:4h");
    expect(offered.text).toContain("X1 is covered for 2 h now. With this it is covered for 4 h in all.");
    expect((await anna("change price X1 running estimate:5h")).text).toContain("5 h in all");
    expect((await house.facts()).changes.map(({ ref }) => ref)).toEqual(["X1", "X2"]);
    const sent = await house.anna.says("change send X2");
    expect(sent.messages.map(({ text }) => text).join()).toContain("More time for X1 New call flow");
    expect((await house.karin.approves()).outcome).toBe("done");
    expect((await anna("invoice")).text).toContain(
      "S6 | X2 New call flow (H1) | – | 1 h | 1 200,00 kr per hour | 25 % | 1 200,00 kr",
    );
  });

  test("S9: the name of one that is there makes no other one of that name", async () => {
    await anna('change "Two more queues" fixed:4500');
    expect((await house.anna.says("change X1 fixed:5000")).text).toContain("X1 is there already: Two more queues.");
    expect((await house.facts()).changes).toHaveLength(1);
  });

  test("S9: the offer is kept word for word as it is shown, and a yes is written into its card", async () => {
    await anna('change "Two more queues" fixed:4500');
    const sent = await house.anna.presses("change send");
    expect(sent.text).toContain("Offer X1 is sent to Karin Ek: Two more queues.");
    const card = await offer();
    const kept = (await change())?.offer?.text ?? "";
    const asked = `Karin Ek: please approve or decline this offer.\n${kept}`;
    const code = (await change())?.offer?.digest.slice(0, 6);
    expect(card.text).toBe(
      `${asked}\nIf the buttons do not work, write to me instead:\nchange approve X1 ${code}\nchange decline X1 ${code} <reason>`,
    );
    expect(kept).toContain("Fixed price: 4 500,00 kr");
    const said = await house.karin.approves();
    expect(said.text).toContain("Thank you: X1 Two more queues is approved.");
    const after = await offer();
    expect(after.id).toBe(card.id);
    expect(after.text).toBe(`${kept}\nApproved by Karin Ek, Mon 23 Nov 2026.`);
    expect(after.buttons).toEqual([]);
    const told = said.messages.find((message) => message.in === "solbacken");
    expect(told?.text).toContain("Karin Ek approved X1 Two more queues: 4 500,00 kr.");
    expect(told?.text).toContain("change done X1");
    expect(await change()).toMatchObject({
      state: "approved",
      decidedBy: { name: "Karin Ek" },
      decidedOn: "2026-11-23",
    });
  });

  describe("S9: answered by a typed line, as it stands on the card", () => {
    const typed = async (answer: "approve" | "decline") =>
      new RegExp(`change ${answer} X1 [\\da-f]{6}`, "u").exec((await offer()).text)?.[0] ?? expect.fail("no line");
    beforeEach(async () => {
      await anna('change "Two more queues" fixed:4500');
      await anna("change send X1");
    });

    test.each([
      { answer: "approve", more: "yes", state: "approved" },
      { answer: "approve", more: "ja", state: "approved" },
      { answer: "decline", more: '"too expensive, for now"', state: "declined" },
    ] as const)(
      "$answer … $more: the card says it, and a press that comes too hears who decided",
      async ({ answer, more, state }) => {
        const card = await offer();
        const line = (await typed(answer)).toUpperCase().replace(`CHANGE ${answer.toUpperCase()}`, `change ${answer}`);
        const said = await house.karin.says(`${line} ${more}`, { in: "solbacken-kund" });
        expect([said.outcome, (await change())?.state], said.text).toEqual(["done", state]);
        expect((await offer()).text).not.toContain("write to me instead");
        for (const press of ["change approve", "change decline"]) {
          const late = await house.karin.presses(press, { on: card });
          expect(late.text).toContain(`X1 is already ${state} (Karin Ek`);
        }
      },
    );

    test("a yes without its *yes* is asked once more, with the amount and the line that says it", async () => {
      const line = await typed("approve");
      const said = await house.karin.says(line, { in: "solbacken-kund" });
      expect([said.outcome, (await change())?.state], said.text).toEqual(["done", "sent"]);
      expect(said.answer.took).toBeNull();
      expect(said.text).toBe(
        `Do you approve X1 Two more queues for 4 500,00 kr excluding VAT? Nothing is ordered until you say yes.\nIf the button does not work, write to me instead:\n${line} yes`,
      );
      expect(said.answer.alone).toBe(true);
      expect((await house.karin.says(`${line} yes`, { in: "solbacken-kund" })).text).toContain(
        "X1 Two more queues is approved",
      );
    });

    test("a no without its reason opens the form that asks for it", async () => {
      const said = await house.karin.says(await typed("decline"), { in: "solbacken-kund" });
      expect([said.form?.fields.map(({ name }) => name).includes("reason"), (await change())?.state]).toEqual([
        true,
        "sent",
      ]);
      await house.karin.fills(said.form, { reason: "Not this year" });
      expect(await change()).toMatchObject({ state: "declined", declinedReason: "Not this year" });
    });

    test("in a private chat and in Swedish too", async () => {
      const code = (await typed("approve")).split(" ").at(-1);
      const said = await house.karin.says(`ändring godkänn X1 ${code} ja i:solbacken`, { in: "dm-karin" });
      expect([said.outcome, (await change())?.state], said.text).toEqual(["done", "approved"]);
    });

    test.each(["johan", "anna", "petra"] as const)("L3: %s is refused, and recorded", async (who) => {
      await anna("team add petra partner");
      const said = await house[who].says(await typed("approve"), { in: "solbacken-kund" });
      expect([said.outcome, (await change())?.state]).toEqual(["refused", "sent"]);
      expect(said.text).toContain("Only Karin Ek can approve or decline this.");
      const project = (await house.facts()).project.id;
      const [entry] = await house.test.database.transaction((store) => store.audit.of(project));
      expect(entry).toMatchObject({ runs: "change approve", outcome: "refused", refs: ["X1"] });
    });

    test.each([
      { what: "of an earlier offer", says: "There is a newer offer for X1", with: (old: string) => old },
      { what: "that is none", says: "There is a newer offer for X1", with: () => "change approve X1 ffffff" },
      {
        what: "too short to mean one offer",
        says: "There is a newer offer for X1",
        with: (_: string, current: string) => current.slice(0, -1),
      },
      { what: "left out", says: "Which offer for X1 have you seen?", with: () => "change approve X1" },
    ])("a code $what is refused and shows the current offer, with its line", async ({ with: made, says }) => {
      const old = await typed("approve");
      await anna("change price X1 fixed:5000");
      await anna("change send X1");
      const current = await typed("approve");
      expect(current).not.toBe(old);
      const said = await house.karin.says(made(old, current), { in: "solbacken-kund" });
      expect([said.outcome, (await change())?.state]).toEqual(["refused", "sent"]);
      for (const words of [says, "Fixed price: 5 000,00 kr", current]) expect(said.text).toContain(words);
      expect((await house.karin.says(`${current} yes`, { in: "solbacken-kund" })).outcome).toBe("done");
      expect((await change())?.state).toBe("approved");
    });

    test("a press and the line at the same time: one yes", async () => {
      const card = await offer();
      const line = `${await typed("approve")} yes`;
      const both = await Promise.all([
        house.karin.approves({ on: card }),
        house.karin.says(line, { in: "solbacken-kund" }),
        house.karin.says(line, { in: "solbacken-kund" }),
      ]);
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(["done", "refused", "refused"]);
      expect(
        (await house.messages("solbacken")).filter(({ text }) => text.startsWith("Karin Ek approved X1")),
      ).toHaveLength(1);
    });
  });

  test("S9: a second press hears who decided and when, and changes nothing", async () => {
    await anna('change "Two more queues" fixed:4500');
    await anna("change send X1");
    const card = await offer();
    await house.karin.approves({ on: card });
    const again = await house.karin.presses("change decline", { on: card });
    expect(again.outcome).toBe("refused");
    expect(again.text).toContain("X1 is already approved (Karin Ek, Mon 23 Nov 2026). Nothing was changed.");
    expect((await change())?.state).toBe("approved");
  });

  test.each([
    { who: "johan" as const, why: "a customer who is no approver" },
    { who: "anna" as const, why: "staff" },
  ])("L3: the press of $why is refused and recorded", async ({ who }) => {
    await anna('change "Two more queues" fixed:4500');
    await anna("change send X1");
    const said = await house[who].approves({ in: "solbacken-kund" });
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("Only Karin Ek can approve or decline this.");
    expect((await change())?.state).toBe("sent");
    const project = (await house.facts()).project.id;
    const [entry] = await house.test.database.transaction((store) => store.audit.of(project));
    expect(entry).toMatchObject({ runs: "change approve", outcome: "refused", refs: ["X1"] });
  });

  test("S9: a new price outdates the offer; a press on it is refused and shows the current one, which can be answered there", async () => {
    await anna('change "Two more queues" fixed:4500');
    await anna("change send X1");
    const old = await offer();
    const repriced = await anna("change price X1 fixed:5000");
    expect(repriced.text).toContain("The offer that the customer saw no longer applies.");
    expect((await offer()).text).toContain("This offer no longer applies: a new price is on its way.");
    const between = await house.karin.approves({ on: old });
    expect(between.text).toContain("X1 is being priced anew");
    await anna("change send X1");
    const current = await offer();
    expect(current.id).not.toBe(old.id);
    const late = await house.karin.approves({ on: old });
    expect(late.outcome).toBe("refused");
    expect(late.text).toContain("There is a newer offer for X1");
    expect(late.text).toContain("Fixed price: 5 000,00 kr");
    expect((await change())?.state).toBe("sent");
    const shown = late.messages.at(-1);
    if (shown === undefined) throw new Error("The refusal was not shown");
    expect((await house.karin.approves({ on: shown })).outcome).toBe("done");
    expect(await change()).toMatchObject({ state: "approved", pricing: { kind: "fixed", price: 500_000 } });
  });

  test("S9: a no changes nothing, and staff hear what happens next", async () => {
    await anna('require add "A queue for the evenings"');
    await anna("change price X1 fixed:4500");
    await anna("change send X1");
    const { form } = await house.karin.presses("change decline");
    expect(form?.fields.map(({ name, required }) => [name, required])).toEqual([
      ["change", true],
      ["reason", false],
    ]);
    const said = await house.karin.fills(form, { reason: "Too *expensive*\nfor us" });
    const told = said.messages.find((message) => message.in === "solbacken");
    expect(told?.text).toContain("Karin Ek declined X1 A queue for the evenings: 4 500,00 kr.");
    expect(told?.text).toContain("> Too *expensive*\n> for us");
    expect(told?.text).toContain("change price X1 fixed:<kr>");
    expect((await house.facts()).requirements).toHaveLength(1);
    expect((await offer()).text).toContain("Declined by Karin Ek, Mon 23 Nov 2026. Nothing is changed.");
    // Why is between the approver and us: in our places only, and until the offer is answered anew.
    expect((await offer()).text).not.toContain("expensive");
    expect((await anna("change")).text).toContain("declined Mon 23 Nov 2026, Karin Ek: Too *expensive* for us");
    expect((await house.karin.says("change")).text).not.toContain("expensive");
    expect((await anna("status")).text).toContain("X1 A queue for the evenings, Karin Ek: Too *expensive*\nfor us");
    expect((await house.karin.says("status")).text).not.toContain("expensive");
    await anna("change price X1 fixed:3000");
    await anna("change send X1");
    await house.karin.approves();
    expect((await change())?.declinedReason).toBeUndefined();
  });

  test("S9: a no may leave its reason empty, and who asked is told: ours where it is said, the customer's in the shared channel", async () => {
    await anna("team add erik staff");
    expect((await house.erik.says('change "A queue for the evenings" fixed:4500')).outcome).toBe("done");
    await anna("change send X1");
    const ours = await house.karin.fills((await house.karin.presses("change decline")).form, { reason: " " });
    expect(await change()).toMatchObject({ state: "declined" });
    expect((await change())?.declinedReason).toBeUndefined();
    expect(ours.messages.find((message) => message.in === "solbacken")?.text).toContain("Asked for by Erik Holm.");
    expect(ours.messages.some(({ text }) => text.includes("which you asked for"))).toBe(false);
    expect((await anna("status")).text).toMatch(/X1 A queue for the evenings, Karin Ek$/mu);
    expect((await anna("change")).text).toContain("declined Mon 23 Nov 2026, Karin Ek");

    const { form } = await house.johan.presses("change ask");
    await house.johan.fills(form, { wish: "A second queue" });
    await anna("change price X2 fixed:900");
    await anna("change send X2");
    const theirs = await house.karin.fills((await house.karin.presses("change decline")).form, { reason: "Too dear" });
    expect(theirs.messages.find((message) => message.in === "solbacken")?.text).toContain("Asked for by Johan Berg");
    const told = theirs.messages
      .filter((message) => message.in === "solbacken-kund" && message.visibleTo === undefined)
      .map(({ text }) => text);
    expect(told.filter((text) => text.includes("which you asked for"))).toEqual([
      "Johan Berg: Karin Ek declined X2 A second queue, which you asked for. Nothing is changed.",
    ]);
    expect(told.join()).not.toContain("Too dear");
  });

  describe("S9: a yes to money is asked once more", () => {
    const sendOffer = async (line: string) => {
      for (const one of ["project set rate:1200", line, "change send X1"]) await anna(one);
      return offer();
    };

    test.each([
      {
        line: 'change "Two more queues" fixed:4500',
        says: "for 4 500,00 kr excluding VAT",
        button: "Yes, approve 4 500,00 kr",
      },
      {
        line: 'change "New call flow" running estimate:2h',
        says: "at most 2 400,00 kr",
        button: "Yes, approve up to 2 400,00 kr",
      },
      {
        line: 'change "New call flow" running estimate:2h cap:3h',
        says: "at most 3 600,00 kr",
        button: "Yes, approve up to 3 600,00 kr",
      },
      {
        line: "extend configuration 2h running",
        says: "at most 2 400,00 kr",
        button: "Yes, approve up to 2 400,00 kr",
      },
      { line: "addon training fixed:12000", says: "for 12 000,00 kr", button: "Yes, approve 12 000,00 kr" },
    ])("$line", async ({ line, says, button }) => {
      const card = await sendOffer(line);
      const asked = await house.karin.presses("change approve", { on: card });
      expect([asked.outcome, asked.answer.alone, (await change())?.state]).toEqual(["done", true, "sent"]);
      expect(asked.text).toContain(says);
      expect((await offer()).text).toBe(card.text);
      const on = asked.messages.find(({ buttons }) => buttons.length > 0);
      expect(on?.buttons.map(({ label }) => house.words(label))).toEqual([button]);
      // Pressed twice: once it takes effect, then it is said who did it.
      expect((await house.karin.presses("change approve", { on: on ?? card })).outcome).toBe("done");
      const again = await house.karin.presses("change approve", { on: on ?? card });
      expect([again.outcome, again.text]).toEqual([
        "refused",
        expect.stringContaining("X1 is already approved (Karin Ek"),
      ]);
      expect(
        (await house.messages("solbacken")).filter(({ text }) => text.startsWith("Karin Ek approved X1")),
      ).toHaveLength(1);
    });

    test("a question that stood while the price changed is refused, and shows the current offer", async () => {
      const card = await sendOffer('change "Two more queues" fixed:4500');
      const asked = await house.karin.presses("change approve", { on: card });
      for (const one of ["change price X1 fixed:9900", "change send X1"]) await anna(one);
      const late = await house.karin.presses("change approve", { on: asked.messages.at(-1) ?? card });
      expect([late.outcome, (await change())?.state]).toEqual(["refused", "sent"]);
      expect(late.text).toContain("Fixed price: 9 900,00 kr");
    });

    test("nobody else is asked: the question is refused to who is no approver", async () => {
      const card = await sendOffer('change "Two more queues" fixed:4500');
      const said = await house.johan.presses("change approve", { on: card });
      expect([said.outcome, said.text]).toEqual(["refused", expect.stringContaining("Only Karin Ek can approve")]);
    });
  });

  test("S7: a running-rate offer without a running rate is refused, with how to set it", async () => {
    const priced = await anna('change "New call flow" running estimate:6h cap:8h');
    expect(priced.text).toContain("project set rate:<kr>");
    const said = await house.anna.says("change send X1");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("The project has no running rate");
    expect((await change())?.state).toBe("priced");
    await anna("project set rate:1200");
    await anna("change send X1");
    const { text } = await offer();
    expect(text).toContain("Running rate: 1 200,00 kr per hour");
    expect(text).toContain("Estimate: 6 h, 7 200,00 kr");
    expect(text).toContain("Cap: 8 h, 9 600,00 kr");
    expect(text).toContain("Time worked is invoiced, 8 h at most.");
  });

  test("L3: without an approver nothing is sent, and the line to name one is shown", async () => {
    await anna("team remove karin");
    const priced = await anna('change "Two more queues" fixed:4500');
    expect(priced.text).toContain("team add <name> approver");
    const said = await house.anna.says("change send X1");
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("team add <name> approver");
  });

  test("S6: an offer says that a yes covers work already done, and the yes does", async () => {
    await anna("project set rate:1200");
    await anna('change "New call flow" running estimate:6h');
    await anna('log 1h30 X1 "sketched it"');
    await anna("change send X1");
    expect((await offer()).text).toContain("Approving it also covers 1 h 30 min of work already done.");
    expect((await anna("invoice")).text).toContain("X1 New call flow | 1 h 30 min | – | not agreed");
    await house.karin.approves();
    expect((await anna("invoice")).text).toContain(
      "S6 | X1 New call flow (H1) | – | 1 h 30 min | 1 200,00 kr per hour | 25 % | 1 800,00 kr",
    );
  });

  test.each([
    {
      why: "adds a requirement",
      line: 'require add "Own hold music" deviation',
      becomes: { ref: "R2", text: "Own hold music", deviation: true, state: "agreed", change: "X1", baseline: false },
    },
    {
      why: "edits one, which is to be delivered again",
      line: 'require edit R1 "Main number answers 07–20"',
      becomes: { ref: "R1", text: "Main number answers 07–20", state: "agreed", change: "X1", baseline: true },
    },
    {
      why: "drops one",
      line: 'require drop R1 "no main number"',
      becomes: { ref: "R1", state: "dropped", change: "X1" },
    },
  ])("S5: an approved change $why in the same transaction, and not before", async ({ line, becomes }) => {
    await anna("require deliver R1");
    await anna(line);
    await anna("change price X1 fixed:4500");
    await anna("change send X1");
    const before = (await house.facts()).requirements;
    expect(before).toHaveLength(1);
    expect(before[0]).toMatchObject({ text: "Main number answers 07–18", state: "delivered" });
    await house.karin.approves();
    expect((await house.facts()).requirements.find((one) => one.ref === becomes.ref)).toMatchObject(becomes);
  });

  test("S5: approved customer data is handed in anew by an approved change", async () => {
    await anna("data receive voicemail");
    await anna("data approve voicemail");
    await anna('data receive voicemail "three more boxes"');
    await anna("change price X1 fixed:1000");
    await anna("change send X1");
    expect((await offer()).text).toContain("Customer data that is already approved is changed: Voicemail.");
    await house.karin.approves();
    expect((await house.facts()).data.at(-1)).toMatchObject({
      area: "voicemail",
      kind: "received",
      note: "three more boxes",
    });
  });

  test.each(["staff", "the customer"])(
    "S5: approved data that %s says does not apply any more becomes so by the yes",
    async (who) => {
      await anna("data receive fax");
      await anna('data reject fax "which model?"');
      await anna("data approve fax");
      if (who === "staff") await anna('data na fax "the fax is gone"');
      else {
        await house.karin.says("data");
        const { form } = await house.karin.presses("data say-na");
        await house.karin.fills(form, { area: "fax", reason: "the fax is gone" });
      }
      await anna("change price X1 fixed:1000");
      await anna("change send X1");
      expect((await offer()).text).toContain(
        "Customer data that is already approved no longer applies: Fax solutions.",
      );
      const said = await house.karin.approves();
      expect(said.text).toContain("Fax solutions does not apply: the fax is gone.");
      expect((await house.facts()).data.at(-1)).toMatchObject({
        area: "fax",
        kind: "not-applicable",
        note: "the fax is gone",
      });
      const card = (await shared()).find(({ text }) => text.startsWith("Fax solutions:"));
      expect(card?.text).toBe("Fax solutions: not applicable (Karin Ek, Mon 23 Nov 2026).");
    },
  );

  test("S9: the offer of a project that was cancelled is refused when it is pressed, and stays unanswered", async () => {
    await anna('require add "A queue for the evenings"');
    await anna("change price X1 fixed:4500");
    const sent = await house.anna.says("change send X1");
    const card = sent.messages.find(({ buttons }) => buttons.some(({ runs }) => runs === "change approve"));
    await anna('project cancel "no budget"');
    for (const press of ["change approve", "change decline"]) {
      // As somebody whose screen still shows the card as it was.
      const said = await house.karin.presses(press, card && { on: card });
      expect([said.outcome, said.text.includes("cancelled")], said.text).toEqual(["refused", true]);
    }
    expect((await change())?.state).toBe("sent");
    expect((await house.facts()).requirements).toHaveLength(1);
  });

  test.each([
    { rule: "S5: a change", line: 'change "Two more queues" fixed:4500' },
    { rule: "S3: an extension", line: "extend documentation 2h fixed:2500" },
    { rule: "T1: an add-on", line: "addon training fixed:12000" },
  ])("$rule is nobody's until an approver has said yes", async ({ line }) => {
    await anna(line);
    await anna("change send X1");
    expect((await house.johan.approves()).outcome).toBe("refused");
    expect((await house.anna.says("change done X1")).outcome).toBe("refused");
    expect((await house.karin.approves()).outcome).toBe("done");
    expect(await change()).toMatchObject({ state: "approved", decidedBy: { name: "Karin Ek" } });
  });

  test("S6: a fixed price is billable when the work is marked done, and no sooner", async () => {
    await anna('change "Two more queues" fixed:4500');
    expect((await house.anna.says("change done X1")).text).toContain("it takes the customer’s yes first");
    await anna("change send X1");
    await house.karin.approves();
    expect((await anna("invoice")).text).toContain("billable when its work is marked done");
    const said = await anna("change done X1");
    expect(said.text).toContain("Its fixed price is now billable: 4 500,00 kr excluding VAT.");
    expect((await anna("invoice")).text).toContain(
      "S6 | X1 Two more queues | Mon 23 Nov 2026 | – | – | 25 % | 4 500,00 kr",
    );
    expect((await offer()).text).toContain("The work was done Mon 23 Nov 2026.");
  });

  test("S9: agreed at the sale, with the evidence and without an offer", async () => {
    const said = await anna('change "Two more queues" fixed:4500 agreed:"order 118"');
    expect(said.text).toContain("X1 is approved by what was agreed at the sale (order 118): Two more queues.");
    expect(await change()).toMatchObject({ state: "approved", agreed: "order 118", decidedBy: { name: "Anna Lind" } });
    expect((await shared()).some((message) => message.text.includes("X1"))).toBe(false);
  });

  test("S7: what was agreed at the running rate takes a running rate too", async () => {
    const said = await house.anna.says('change "New call flow" running estimate:6h agreed:"order 118"');
    expect(said.outcome).toBe("refused");
    expect(said.text).toContain("project set rate:<kr>");
    expect((await house.facts()).changes).toEqual([]);
  });

  test("S9: a withdrawn offer says so, and can neither be answered nor priced", async () => {
    await anna('change "Two more queues" fixed:4500');
    await anna("change send X1");
    const card = await offer();
    await anna("change withdraw X1");
    expect((await offer()).text).toContain("This offer was withdrawn Mon 23 Nov 2026.");
    expect((await house.karin.approves({ on: card })).text).toContain("X1 has been withdrawn");
    expect((await house.anna.says("change price X1 fixed:1")).outcome).toBe("refused");
    expect((await change())?.state).toBe("withdrawn");
  });

  test("S9: an offer that was being priced anew and is withdrawn promises no new price any more", async () => {
    await anna('change "Two more queues" fixed:4500');
    await anna("change send X1");
    await anna("change price X1 fixed:5000");
    await anna("change withdraw X1");
    const { text } = await offer();
    expect(text).toContain("This offer was withdrawn Mon 23 Nov 2026.");
    expect(text).not.toContain("a new price is on its way");
  });

  test("S5: a customer's wish becomes a change request that staff price", async () => {
    const { form } = await house.johan.presses("change ask");
    const said = await house.johan.fills(form, { wish: "A queue for the evenings\nand one for weekends" });
    expect(said.text).toContain("We have noted your change as X1.");
    const told = said.messages.find((message) => message.in === "solbacken");
    expect(told?.text).toContain("Johan Berg asks for a change, X1.");
    expect(told?.text).toContain("> and one for weekends");
    expect(told?.text).toContain("change price X1 fixed:<kr>");
    expect(await change()).toMatchObject({
      state: "asked",
      title: "A queue for the evenings",
      createdBy: { name: "Johan Berg" },
    });
  });
});

describe("A1: what was not sent is unknown to the customer", () => {
  beforeEach(async () => {
    await anna('require add "Main number answers 07–18"');
    await anna("kickoff");
    await anna('change "Secret: margin 40 %" fixed:1000');
    await anna('change "Two more queues" fixed:4500');
    await anna("change send X2");
  });

  test.each(["change approve", "change decline"])("in the form of %s", async (line) => {
    const { form } = await house.karin.says(line);
    const [asked] = form?.fields ?? [];
    expect(asked?.options?.map(({ value }) => value)).toEqual(["X2"]);
    expect(JSON.stringify(form)).not.toContain("Secret");
  });
  test("we choose among all", async () => {
    const { form } = await house.anna.says("change price");
    expect(form?.fields[0]?.options?.map(({ value }) => value)).toEqual(["X2", "X1"]);
  });
});

test("S6: more cover on top of more cover is offered for the change that is worked on", async () => {
  await anna("project set rate:1200");
  await anna('require add "Main number answers 07–18"');
  await anna("kickoff");
  await anna('change "New call flow" running estimate:1h');
  await anna("change send X1");
  await house.karin.approves();
  await anna("change price X1 running estimate:3h");
  await anna("change send X2");
  await house.karin.approves();
  const said = await anna("change price X2 running estimate:4h");
  expect(said.text).toContain("X1 is covered for 3 h now. With this it is covered for 4 h in all.");
  expect(await change("X3")).toMatchObject({
    effect: { kind: "more-cover", change: "X1" },
    pricing: { kind: "running", estimate: 60 },
  });
});

test("S5, S9: to leave a requirement out needs a yes, and no price", async () => {
  await anna('require add "Main number answers 07–18"');
  await anna("kickoff");
  const { text } = await anna('require drop R1 "not needed"');
  expect(text).toContain("when an approver has said yes. It costs nothing unless you give it a price.");
  expect(text).not.toContain("said yes to its price");
});
