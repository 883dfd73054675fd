import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { By, Project } from "../../src/domain/facts.ts";
import type { Id } from "../../src/domain/units.ts";
import type { Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { account, on, openProject, person } from "../support/samples.ts";
import { recorder } from "../support/statements.ts";

const [memory] = databases;

describe("what a transaction knows of a project that it has read", () => {
  let opened: TestDatabase;
  let project: Project;
  let anna: By & { readonly id: Id };
  beforeEach(async () => {
    opened = await memory.open();
    [project, anna] = await opened.database.transaction(async (store) => {
      const known = [await openProject(store, "solbacken"), await person(store, "anna")] as const;
      await store.projects.addMember(known[0].id, known[1].id, "lead");
      return known;
    });
  });
  afterEach(() => opened.close());
  afterAll(memory.stop);

  const stamp = { on: on("2026-11-23"), recordedAt: 1_795_000_000_000 };
  const by = () => ({ ...stamp, by: anna });
  const hours = { ref: "H1", minutes: 90, note: "växel" } as const;
  const writes: Readonly<Record<string, (store: Store, id: Id) => Promise<unknown>>> = {
    "hours on a package": (store, id) =>
      store.hours.add(id, { ...hours, target: { kind: "package", package: "workshop" }, ...by() }),
    "hours on a change": (store, id) =>
      store.hours.add(id, { ...hours, target: { kind: "change", ref: "X1" }, ...by() }),
    "hours of the system's": (store, id) =>
      store.hours.add(id, {
        ...hours,
        target: { kind: "fault", ref: "F1" },
        ...stamp,
        by: { id: "system", name: "Startklar" },
      }),
    "a trip to a city": (store, id) =>
      store.travel.add(id, { ref: "V1", what: { kind: "city", city: "goteborg" }, ...by() }),
    "a trip of its own": (store, id) =>
      store.travel.add(id, {
        ref: "V1",
        what: { kind: "trip", minutes: 60, costs: 12_300, to: undefined },
        ...by(),
      } as Parameters<Store["travel"]["add"]>[1]),
    "a figure of the project": (store, id) => store.projects.update(id, { rate: 100_000 }),
    "its state": (store, id) => store.projects.setState(id, "open", "closed"),
    "a member": async (store, id) => store.projects.addMember(id, (await person(store, "erik")).id, "staff"),
    "a member's name": (store) => store.people.meet(account("anna", { name: "Anna Berg" })),
    porting: (store, id) => store.porting.add(id, { step: "fullmakt", on: stamp.on, by: anna }),
    "a snooze": (store, id) =>
      store.snoozes.set(id, { subject: "data/fax", until: on("2026-12-01"), reason: "a", by: anna }),
    "a milestone": (store, id) => store.projects.reach(id, "kickoff", stamp.on, anna, stamp.recordedAt),
  };

  test.each(Object.keys(writes))("is what the next one reads: %s", async (what) => {
    const after = await opened.database.transaction(async (store) => {
      const before = await store.projects.facts(project.id);
      await writes[what]?.(store, project.id);
      const found = await store.projects.facts(project.id);
      expect(found).not.toEqual(before);
      return found;
    });
    expect(JSON.parse(JSON.stringify(after))).toEqual(
      await opened.database.transaction((store) => store.projects.facts(project.id)),
    );
  });

  test("is read once, and not again for what can be worked out", async () => {
    const record = recorder(opened.pool);
    const statements = await record.of(() =>
      opened.database.transaction(async (store) => {
        await store.projects.lock(project.id);
        await store.projects.facts(project.id);
        await writes["hours on a package"]?.(store, project.id);
        expect((await store.projects.facts(project.id)).work).toHaveLength(1);
        await store.agreements.of(project.id);
      }),
    );
    expect(statements.filter(({ text }) => text.includes("'closedBases'"))).toHaveLength(1);
  });

  test("what was read without hours is not taken for all of it, and what is known is not read again", async () => {
    const record = recorder(opened.pool);
    const statements = await record.of(() =>
      opened.database.transaction(async (store) => {
        await writes["hours on a package"]?.(store, project.id);
        expect((await store.projects.withoutHours(project.id)).work).toEqual([]);
        await store.agreements.of(project.id);
        expect((await store.projects.facts(project.id)).work).toHaveLength(1);
        await store.projects.update(project.id, { rate: 1 });
        expect((await store.projects.withoutHours(project.id)).project.rate).toBe(1);
      }),
    );
    expect(statements.filter(({ text }) => text.includes("'closedBases'"))).toHaveLength(3);
  });

  test("is read anew once the project is locked: whoever had it before may have written", async () => {
    const statements = await recorder(opened.pool).of(() =>
      opened.database.transaction(async (store) => {
        await store.projects.facts(project.id);
        await store.projects.lock(project.id);
        await store.projects.facts(project.id);
      }),
    );
    expect(statements.filter(({ text }) => text.includes("'closedBases'"))).toHaveLength(2);
  });
});
