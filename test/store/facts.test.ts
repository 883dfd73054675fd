import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Agreement } from "../../src/domain/agreement.ts";
import type { By, Project, Turn } from "../../src/domain/facts.ts";
import type { ShownBasis } from "../../src/domain/invoice-line.ts";
import type { Day, Id } from "../../src/domain/units.ts";
import type { Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { agreement, on, openProject, person, text } from "../support/samples.ts";

const shownBasis: ShownBasis = {
  lines: [{ kind: "travel-flat", rule: "R2", source: "V1", title: "goteborg", amount: 69_000, vatRate: 25 }],
  ...{ net: 69_000, vats: [{ rate: 25, net: 69_000, vat: 17_250 }], vat: 17_250, gross: 86_250 },
  reference: "PO-77",
  closedBy: { id: "system", name: "Startklar" },
};

describe.each(databases)("the facts of a project on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let project: Project;
  let anna: By & { readonly id: Id };
  beforeEach(async () => {
    opened = await open();
    [project, anna] = await opened.database.transaction(
      async (store) => [await openProject(store, "solbacken"), await person(store, "anna")] as const,
    );
  });
  afterEach(() => opened.close());
  afterAll(stop);
  const facts = () => opened.database.transaction((store) => store.projects.facts(project.id));

  test("a project comes back as it was opened, without what it was not given", async () => {
    const larger = await opened.database.transaction((store) =>
      openProject(store, "larger", {
        variant: "larger",
        via: { kind: "partner", name: "Partner AB" },
        price: 4_500_000_000_00,
        rate: 120_000,
        options: [{ id: "ko-premium", price: 500_000 }],
        hours: { workshop: 960, configuration: 1_200, a: 1 },
        plan: { golive: on("2026-12-20"), data: on("2026-12-01") },
        organisationNumber: "556000-0000",
        reference: "PO-77",
      }),
    );
    expect(larger).toEqual({
      id: larger.id,
      code: "larger",
      customer: "larger AB",
      organisationNumber: "556000-0000",
      reference: "PO-77",
      variant: "larger",
      via: { kind: "partner", name: "Partner AB" },
      price: 4_500_000_000_00,
      rate: 120_000,
      options: [{ id: "ko-premium", price: 500_000 }],
      hours: { workshop: 960, configuration: 1_200, a: 1 },
      state: "open",
      openedOn: "2026-11-20",
      plan: { golive: "2026-12-20", data: "2026-12-01" },
      language: "sv",
    });
    expect(Object.keys(larger.hours)).toEqual(["workshop", "configuration", "a"]);
    expect(Object.keys(project)).not.toContain("price");
  });

  async function turnOf(store: Store, id: string, day: Day): Promise<Turn> {
    const turn = { person: { id: anna.id, handle: "anna", name: "Anna Ek" }, on: day, by: anna };
    await store.turns.set(id, "data/fax", turn);
    return { subject: "data/fax", ...turn };
  }

  test("everything that is added comes back as it was, in the order in which it was recorded", async () => {
    const added = await opened.database.transaction(async (store) => {
      const { id } = project;
      const by = anna;
      const recordedAt = 1_795_000_000_123;
      const day = on("2026-11-23");
      await store.projects.addMember(id, anna.id, "lead");
      return {
        requirements: [
          await store.requirements.add(id, {
            ref: "R1",
            text: "Öppet 07–18",
            deviation: true,
            agreedOn: day,
            agreedBy: by,
            recordedAt,
            baseline: false,
          }),
        ],
        data: [
          await store.customerData.add(id, {
            area: "fax",
            kind: "not-applicable",
            note: "no fax",
            on: day,
            recordedAt,
            by,
            bySide: "staff",
          }),
        ],
        porting: [await store.porting.add(id, { step: "fullmakt", on: day, by })],
        portingRequests: [
          await store.portingRequests.add(id, {
            ...{ ref: "P1", kind: "given", answers: { number: "+4681234500", signer: "Karin Ek" } },
            ...{ on: day, recordedAt, by, bySide: "staff" },
          }),
        ],
        turns: [await turnOf(store, id, day)],
        tasks: [
          await store.tasks.add(id, {
            ref: "T1",
            title: "Floor plan",
            source: "person",
            createdOn: day,
            due: day,
            who: anna.id,
          }),
        ],
        work: [
          await store.hours.add(id, {
            ref: "H1",
            target: { kind: "package", package: "workshop" },
            minutes: 90,
            note: "",
            on: day,
            recordedAt,
            by,
          }),
          await store.hours.add(id, {
            ref: "H2",
            target: { kind: "change", ref: "X1" },
            minutes: 30,
            note: "x",
            on: day,
            recordedAt,
            by,
          }),
        ],
        trips: [
          await store.travel.add(id, { ref: "V1", what: { kind: "city", city: "stockholm" }, on: day, recordedAt, by }),
          await store.travel.add(id, {
            ref: "V2",
            what: { kind: "trip", minutes: 210, costs: 120_000, to: "Uppsala" },
            on: day,
            recordedAt,
            by,
          }),
        ],
        checkIns: [await store.checkIns.schedule(id, { ref: "C1", at: recordedAt, on: day, recordedAt })],
        minutes: [
          await store.minutes.add(id, {
            ref: "M1",
            meeting: "C1",
            on: day,
            notes: "one\ntwo",
            state: "draft",
            drafter: "template",
            content: { decisions: [{ text: "yes", lines: [1] }], actions: [], questions: [] },
          }),
        ],
        changes: [
          await store.changes.add(id, {
            ref: "X1",
            kind: "extension",
            title: "More",
            pricing: { kind: "running", estimate: 240, cap: 300 },
            extends: { package: "configuration", minutes: 240 },
            effect: { kind: "drop-requirement", ref: "R1", reason: "no" },
            state: "priced",
            createdOn: day,
            createdBy: { id: "system", name: "Startklar" },
            recordedAt,
          }),
        ],
        hardware: [
          await store.hardware.add(id, {
            name: "T54W",
            mac: "80",
            partOfService: "yes",
            approved: "no",
            boughtFromUs: "yes",
            provisioned: "not-applicable",
          }),
        ],
        faults: [
          await store.faults.add(id, {
            ref: "F1",
            text: "silent",
            urgent: true,
            hardware: "T54W",
            reportedOn: day,
            by,
          }),
        ],
        deliveries: [await store.deliveries.ask(id, { askedOn: day, askedBy: by, text: "all", digest: "d" })],
        closedBases: [
          await store.bases.close(
            id,
            "iCentrex",
            { closedOn: day, parts: [{ entry: anna.id, bucket: "workshop", minutes: 90, amount: 0 }] },
            shownBasis,
          ),
        ],
      };
    });
    const { project: head, members, snoozes, told, ...rest } = await facts();
    expect(told).toEqual([]);
    expect(rest).toEqual(added);
    expect(head.code).toBe("solbacken");
    expect(members).toEqual([{ id: anna.id, handle: "anna", name: "Anna Ek", role: "lead", reachable: true }]);
    expect(snoozes).toEqual([]);
  });

  test("I1: a closed basis is shown again as it was; one that is not there is not", async () => {
    const { id } = (await facts()).project;
    const closed = await opened.database.transaction((store) =>
      store.bases.close(id, "iCentrex", { closedOn: on("2026-12-01"), parts: [] }, shownBasis),
    );
    const shown = (number: number) => opened.database.transaction((store) => store.bases.shown(id, number));
    expect(await shown(closed.number)).toEqual(shownBasis);
    expect(await shown(closed.number + 1)).toBeUndefined();
  });

  test("S6: an entry is marked undone once, and stays", async () => {
    const work = {
      target: { kind: "package", package: "workshop" },
      minutes: 60,
      note: "",
      on: on("2026-11-23"),
      recordedAt: 1,
      by: anna,
    } as const;
    const undone = await opened.database.transaction(async (store) => {
      await store.hours.add(project.id, { ref: "H1", ...work });
      return [
        await store.hours.undo(project.id, "H1"),
        await store.hours.undo(project.id, "H1"),
        await store.hours.undo(project.id, "H9"),
      ];
    });
    expect(undone).toEqual([true, false, false]);
    expect((await facts()).work).toMatchObject([{ ref: "H1", undone: true }]);
    await expect(opened.pool.query("update work_entries set minutes = 1")).rejects.toThrow(/append-only/);
    await expect(opened.pool.query("delete from work_entries")).rejects.toThrow(/append-only/);
  });

  test("S9: every offer is kept word for word; only the current one can be decided, once", async () => {
    const detail = { on: on("2026-11-25"), at: 5, by: anna };
    const price = { kind: "fixed", price: 450_000 } as const;
    const said = await opened.database.transaction(async (store) => {
      const change = store.changes;
      await change.add(project.id, {
        ref: "X1",
        kind: "change",
        title: "Queues",
        state: "asked",
        createdOn: on("2026-11-23"),
        createdBy: anna,
        recordedAt: 1,
      });
      const unpriced = await change.send(project.id, "X1", { text: "one", digest: "d1", on: on("2026-11-24") }, price);
      await change.price(project.id, "X1", price);
      await change.send(project.id, "X1", { text: "one", digest: "d1", on: on("2026-11-24") }, price);
      await change.price(project.id, "X1", { kind: "fixed", price: 500_000 });
      const whilePriced = await change.decide(project.id, "X1", "approved", "d1", detail);
      await change.send(
        project.id,
        "X1",
        { text: "two", digest: "d2", on: on("2026-11-25") },
        { kind: "fixed", price: 500_000 },
      );
      const outdated = await change.decide(project.id, "X1", "approved", "d1", detail);
      const current = await change.decide(project.id, "X1", "approved", "d2", detail);
      const twice = await change.decide(project.id, "X1", "declined", "d2", detail);
      return { unpriced, whilePriced, outdated, current, twice, repriced: await change.price(project.id, "X1", price) };
    });
    expect(said).toEqual({
      unpriced: false,
      whilePriced: false,
      outdated: false,
      current: true,
      twice: false,
      repriced: false,
    });
    expect((await facts()).changes).toMatchObject([
      {
        state: "approved",
        pricing: { kind: "fixed", price: 500_000 },
        offer: { text: "two", digest: "d2", revision: 2, sentOn: "2026-11-25" },
        decidedOn: "2026-11-25",
        decidedAt: 5,
        decidedBy: anna,
      },
    ]);
    const { rows } = await opened.pool.query<{ text: string }>("select text from offers order by revision");
    expect(rows.map((row) => row.text)).toEqual(["one", "two"]);
    await expect(opened.pool.query("update offers set text = 'three'")).rejects.toThrow(/append-only/);
  });

  test("S1, S5: a requirement moves along its states and back; kickoff freezes those that stand", async () => {
    const line = {
      text: "x",
      deviation: false,
      agreedOn: on("2026-11-20"),
      agreedBy: anna,
      recordedAt: 1,
      baseline: false,
    };
    const detail = { on: on("2026-11-24"), by: anna };
    const moved = await opened.database.transaction(async (store) => {
      const { requirements } = store;
      await requirements.add(project.id, { ref: "R1", ...line });
      await requirements.add(project.id, { ref: "R2", ...line });
      const early = await requirements.move(project.id, "R1", "delivered", "verified", detail);
      const delivered = await requirements.move(project.id, "R1", "agreed", "delivered", detail);
      const verified = await requirements.move(project.id, "R1", "delivered", "verified", {
        ...detail,
        on: on("2026-11-25"),
      });
      await requirements.move(project.id, "R2", "agreed", "dropped", { ...detail, reason: "no need", change: "X1" });
      await requirements.freeze(project.id, true);
      return { early, delivered, verified };
    });
    expect(moved).toEqual({ early: false, delivered: true, verified: true });
    const frozen = (await facts()).requirements;
    expect(frozen).toMatchObject([
      { state: "verified", deliveredOn: "2026-11-24", verifiedOn: "2026-11-25", verifiedBy: anna, baseline: true },
      { state: "dropped", droppedReason: "no need", change: "X1", baseline: false },
    ]);
    await opened.database.transaction(async (store) => {
      await store.requirements.move(project.id, "R1", "verified", "delivered", detail);
      await store.requirements.freeze(project.id, false);
    });
    const back = (await facts()).requirements[0];
    expect(back).toMatchObject({ state: "delivered", deliveredOn: "2026-11-24", baseline: false });
    expect(Object.keys(back ?? {})).not.toContain("verifiedBy");
  });

  test("a milestone is reached once, and can be taken back", async () => {
    const reach = (day: string) =>
      opened.database.transaction((store) => store.projects.reach(project.id, "goLive", on(day), anna, 7));
    expect(await reach("2026-12-01")).toBe(true);
    expect(await reach("2026-12-02")).toBe(false);
    expect((await facts()).project.goLive).toEqual({ on: "2026-12-01", by: anna, recordedAt: 7 });
    expect(await opened.database.transaction((store) => store.projects.takeBack(project.id, "goLive"))).toBe(true);
    expect((await facts()).project.goLive).toBeUndefined();
  });

  test("L3, check-ins and minutes: a second decision changes nothing", async () => {
    const empty = { items: [] };
    const answers = await opened.database.transaction(async (store) => {
      const { id } = await store.deliveries.ask(project.id, {
        askedOn: on("2026-12-01"),
        askedBy: anna,
        text: "all",
        digest: "d",
      });
      const detail = { on: on("2026-12-02"), by: anna };
      await store.checkIns.schedule(project.id, { ref: "C1", at: 1, on: on("2026-12-01"), recordedAt: 1 });
      await store.minutes.add(project.id, {
        ref: "M1",
        meeting: "C1",
        on: on("2026-12-01"),
        notes: "n",
        state: "drafting",
        drafter: "model",
      });
      const published = { content: empty, on: on("2026-12-02"), at: 4, by: anna };
      return [
        await store.deliveries.decide(project.id, id, "declined", { ...detail, remarks: "phones" }),
        await store.deliveries.decide(project.id, id, "approved", detail),
        await store.deliveries.outdate(project.id, id),
        await store.checkIns.hold(project.id, "C1", { minutes: 50, by: anna, recordedAt: 3 }),
        await store.checkIns.cancel(project.id, "C1", "late"),
        await store.checkIns.unhold(project.id, "C1"),
        await store.checkIns.cancel(project.id, "C1", "ill"),
        await store.minutes.approve(project.id, "M1", published),
        await store.minutes.draft(project.id, "M1", "template", empty),
        await store.minutes.approve(project.id, "M1", published),
        await store.minutes.draft(project.id, "M1", "model", empty),
        await store.minutes.review(project.id, "M1", 1, empty),
        await store.minutes.correct(project.id, "M1", 0, empty),
        await store.minutes.correct(project.id, "M1", 1, empty),
        await store.minutes.amend(project.id, "M1", 2, { ...published, reason: "wrong day" }),
        await store.minutes.edition(project.id, "M1", 2),
        await store.minutes.notes(project.id, "M1"),
      ];
    });
    expect(answers.slice(0, 11)).toEqual([true, false, false, true, false, true, true, false, true, true, false]);
    expect(answers.slice(11)).toEqual([false, false, true, true, empty, "n"]);
    const now = await facts();
    expect(now.deliveries).toMatchObject([{ state: "declined", remarks: "phones", decidedBy: anna }]);
    expect(now.checkIns).toEqual([
      {
        id: now.checkIns[0]?.id,
        ref: "C1",
        at: 1,
        on: "2026-12-01",
        state: "cancelled",
        reason: "ill",
        recordedAt: 3,
        revision: 1,
      },
    ]);
    expect(now.minutes).toMatchObject([
      {
        ...{ state: "approved", drafter: "template", approvedOn: "2026-12-02", revision: 3 },
        editions: [
          { edition: 1, by: anna },
          { edition: 2, reason: "wrong day" },
        ],
      },
    ]);
  });

  test("all() gives the projects of the states asked for, and reads nothing of another project", async () => {
    await opened.database.transaction(async (store) => {
      const other = await openProject(store, "other");
      await store.tasks.add(other.id, { ref: "T1", title: "x", source: "person", createdOn: on("2026-11-20") });
      await store.projects.setState(project.id, "open", "cancelled", "no money");
    });
    const { open: openOnes, every } = await opened.database.transaction(async (store) => ({
      open: await store.projects.all(),
      every: await store.projects.all(["open", "cancelled"]),
    }));
    expect(openOnes.map((one) => [one.project.code, one.tasks.length])).toEqual([["other", 1]]);
    expect(every.map((one) => [one.project.code, one.project.stateReason, one.tasks.length])).toEqual([
      ["solbacken", "no money", 0],
      ["other", undefined, 1],
    ]);
  });

  test("a snooze replaces the earlier one of its subject", async () => {
    await opened.database.transaction(async (store) => {
      await store.snoozes.set(project.id, { subject: "data/fax", until: on("2026-12-01"), reason: "a", by: anna });
      await store.snoozes.set(project.id, { subject: "data/fax", until: on("2026-12-05"), reason: "b", by: anna });
    });
    expect((await facts()).snoozes).toMatchObject([
      { subject: "data/fax", until: "2026-12-05", reason: "b", by: anna },
    ]);
  });

  test("P1: a project keeps the agreement that it was opened with; the same content is kept once", async () => {
    const kept = await opened.database.transaction(async (store) => {
      const first = await store.agreements.keep(agreement());
      const again = await store.agreements.keep(agreement());
      const other = await store.agreements.keep(agreement("another"));
      return { once: first === again, apart: first !== other, of: (await store.agreements.of(project.id)).name };
    });
    expect(kept).toEqual({ once: true, apart: true, of: "uppstart" });
  });

  test("P1: an agreement that was kept before a setting was there is read with the usual one", async () => {
    const { amountAsk: _, ...limits } = agreement().limits;
    const older = { ...agreement("older"), limits } as Agreement;
    const read = await opened.database.transaction(async (store) => {
      const { id } = await openProject(store, "older", { agreement: await store.agreements.keep(older) });
      return store.agreements.of(id);
    });
    expect(read.limits).toEqual({ ...limits, amountAsk: 100_000_000 });
  });

  test("what is thrown rolls everything back", async () => {
    const failing = opened.database.transaction(async (store) => {
      await store.projects.update(project.id, { customer: "Gone AB" });
      const conversation = await store.places.meet({
        platform: "local",
        tenant: "home",
        external: "x",
        name: "x",
        outsiders: false,
        private: false,
      });
      await store.messages.post({ conversation: conversation.id, content: text("never"), saidAt: 1 });
      throw new RangeError("no");
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect((await facts()).project.customer).toBe("solbacken AB");
    expect((await opened.pool.query("select 1 from messages")).rows).toEqual([]);
  });
});
