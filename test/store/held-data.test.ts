import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../../src/domain/data-finding.ts";
import type { DataRecord } from "../../src/domain/data-record.ts";
import type { By, DataEntry } from "../../src/domain/facts.ts";
import type { Id } from "../../src/domain/units.ts";
import type { Store, TakenData } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { on, openProject, person } from "../support/samples.ts";

describe.each(databases)("customer data as it is held (D6) on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  let project: Id;
  let anna: By & { readonly id: Id };
  beforeEach(async () => {
    opened = await open();
    [project, anna] = await inStore(async (store) => [
      (await openProject(store, "solbacken")).id,
      await person(store, "anna"),
    ]);
  });
  afterEach(() => opened.close());
  afterAll(stop);
  const inStore = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  const taken = (area: string, from: number, records: readonly DataRecord[], findings: readonly Finding[] = []) =>
    inStore((store) =>
      store.heldData.take(project, {
        ...{ area, from, records, findings, source: "form", on: on("2026-11-24"), recordedAt: 5 + from },
        ...({ by: anna, bySide: "customer" } satisfies Partial<TakenData>),
      }),
    );
  const bo = { key: "bo", values: { name: "Bo", groups: ["sales", "support"] } };
  const eva = { key: "eva", values: { name: "Eva", extension: "101" }, unsure: ["extension"] };

  test("a correction is another fact: every version can be read again, and what is as it was is kept once", async () => {
    const odd: Finding = { weight: "question", what: "extension.odd", area: "users", field: "extension", given: "101" };
    expect(await taken("users", 0, [bo, eva], [odd])).toEqual({
      ...{ area: "users", version: 1, source: "form", on: "2026-11-24", recordedAt: 5, by: anna, bySide: "customer" },
      ...{ records: 2, faults: 0, questions: 1, repairs: 0 },
    });
    const sure = { key: "eva", values: eva.values };
    const changed = { key: "eva", values: { name: "Eva", extension: "102" } };
    await taken("users", 1, [bo, sure]);
    await taken("users", 2, [changed]);
    await taken("users", 3, [bo, changed]);
    await inStore(async ({ heldData }) => {
      expect(await heldData.asOf(project, "users", 1)).toEqual([bo, eva]);
      expect(await heldData.asOf(project, "users", 2)).toEqual([bo, sure]);
      expect(await heldData.asOf(project, "users", 3)).toEqual([changed]);
      expect(await heldData.asOf(project, "users", 4)).toEqual([changed, bo]);
      expect(await heldData.asOf(project, "users", 0)).toEqual([]);
      expect(await heldData.page(project, "users", 4, 1, 1)).toEqual([bo]);
      expect(await heldData.findings(project, "users", 1)).toEqual([odd]);
      expect(await heldData.findings(project, "users", 2)).toEqual([]);
      expect((await heldData.versions(project, "users")).map(({ version, records }) => [version, records])).toEqual([
        [1, 2],
        [2, 2],
        [3, 1],
        [4, 2],
      ]);
    });
    const { rows } = await opened.pool.query("select key, since, until from data_records order by since, key");
    expect(rows).toEqual([
      { key: "bo", since: 1, until: 3 },
      { key: "eva", since: 1, until: 2 },
      { key: "eva", since: 2, until: 3 },
      { key: "eva", since: 3, until: null },
      { key: "bo", since: 4, until: null },
    ]);
  });

  test("areas are held beside each other; one that was emptied is held, and one that never had any is not", async () => {
    await taken("users", 0, [bo]);
    await taken("fax", 0, [eva]);
    await taken("fax", 1, []);
    await inStore(async ({ heldData }) => {
      expect(await heldData.held(project)).toEqual([
        { area: "fax", version: 2, records: [] },
        { area: "users", version: 1, records: [bo] },
      ]);
      expect(await heldData.held(project, ["users", "hardware"])).toEqual([
        { area: "users", version: 1, records: [bo] },
      ]);
      expect((await heldData.newest(project)).map(({ area, version }) => [area, version])).toEqual([
        ["fax", 2],
        ["users", 1],
      ]);
    });
  });

  test("whoever worked with an older version changes nothing", async () => {
    await taken("users", 0, [bo]);
    expect(await taken("users", 0, [eva])).toBeUndefined();
    expect(await taken("users", 2, [eva])).toBeUndefined();
    expect(await inStore((store) => store.heldData.held(project))).toEqual([
      { area: "users", version: 1, records: [bo] },
    ]);
  });

  test("what was held cannot be written over, and what went stays gone", async () => {
    await taken("users", 0, [bo]);
    await taken("users", 1, []);
    await expect(opened.pool.query("update data_records set until = null")).rejects.toThrow("append-only");
    await expect(opened.pool.query("update data_records set since = 0")).rejects.toThrow("append-only");
  });

  test("a hand-in waits for a yes with its file, is answered once, and is emptied then", async () => {
    const file = await inStore(async (store) => {
      const conversation = await store.places.meet({
        ...{ platform: "local", tenant: "home", external: "x", name: "x", outsiders: true, private: false },
      });
      return store.files.add({
        project,
        conversation: conversation.id,
        name: "a.csv",
        by: anna.id,
        content: Buffer.from("a"),
      });
    });
    const areas = [{ area: "users", from: 1, records: [eva], findings: [] }];
    const id = await inStore((store) =>
      store.heldData.offer(project, { file: file.id, by: anna, bySide: "customer", areas, recordedAt: 7 }),
    );
    expect(await inStore((store) => store.heldData.offered(project, id))).toEqual({
      ...{ id, file: file.id, by: anna, bySide: "customer", areas },
    });
    expect(await inStore((store) => store.heldData.settle(project, id, "taken"))).toBe(true);
    expect(await inStore((store) => store.heldData.settle(project, id, "dropped"))).toBe(false);
    expect(await inStore((store) => store.heldData.offered(project, id))).toBeUndefined();
    const { rows } = await opened.pool.query("select areas from data_offers");
    expect(rows).toEqual([{ areas: null }]);
  });

  test("what was said of an area says of which version of its data", async () => {
    const entry: Omit<DataEntry, "id" | "undone"> = {
      ...{ area: "fax", kind: "approved", on: on("2026-11-24"), recordedAt: 1, by: anna, bySide: "staff" },
      version: 3,
    };
    await inStore((store) => store.customerData.add(project, entry));
    expect((await inStore((store) => store.projects.facts(project))).data).toMatchObject([entry]);
  });

  test("five thousand records are taken and read at once", async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      key: `user ${index}`,
      values: { name: `User ${index}`, extension: `${10_000 + index}` },
    }));
    await taken("users", 0, many);
    await taken("users", 1, many.toSpliced(17, 1));
    const [held] = await inStore((store) => store.heldData.held(project));
    expect(held?.records).toEqual(many.toSpliced(17, 1));
    expect(await inStore((store) => store.heldData.asOf(project, "users", 1))).toEqual(many);
  });
});
