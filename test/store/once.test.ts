import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { account, openProject, person, place, text } from "../support/samples.ts";

describe.each(databases)("once, on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());
  afterAll(stop);

  test("a transport request that arrives five times at once is claimed once, and repeats get the first answer", async () => {
    const claims = await Promise.all(
      Array.from({ length: 5 }, () => {
        const id = randomUUID();
        return run(async (store) => {
          const claimed = await store.requests.claim({ id, platform: "slack", tenant: "T1", key: "Ev1", at: 1 });
          if (claimed) await store.requests.answer(id, { ok: true });
          return claimed;
        });
      }),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await run((store) => store.requests.answered("slack", "T1", "Ev1"))).toMatchObject({ answer: { ok: true } });
    expect(await run((store) => store.requests.answered("slack", "T2", "Ev1"))).toBeUndefined();
    const elsewhere = await run((store) =>
      store.requests.claim({ id: randomUUID(), platform: "slack", tenant: "T2", key: "Ev1", at: 1 }),
    );
    expect(elsewhere).toBe(true);
  });

  test("references are never given twice, however many ask at once", async () => {
    const { id } = await run((store) => openProject(store, "sol"));
    const refs = await Promise.all(Array.from({ length: 12 }, () => run((store) => store.projects.nextRef(id, "H"))));
    expect(new Set(refs).size).toBe(12);
    expect([...refs].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)))).toEqual(
      Array.from({ length: 12 }, (_, index) => `H${index + 1}`),
    );
    expect(await run((store) => store.projects.nextRef(id, "X"))).toBe("X1");
  });

  test("commands on one locked project run one after the other", async () => {
    const { id } = await run((store) => openProject(store, "sol"));
    await Promise.all(
      Array.from({ length: 8 }, () =>
        run(async (store) => {
          await store.projects.lock(id);
          const { project } = await store.projects.facts(id);
          await store.projects.update(id, { price: (project.price ?? 0) + 1 });
        }),
      ),
    );
    expect((await run((store) => store.projects.facts(id))).project.price).toBe(8);
  });

  test("first sight of one account by many at once makes one person", async () => {
    const met = await Promise.all(Array.from({ length: 6 }, () => run((store) => store.people.meet(account("anna")))));
    expect(new Set(met.map((one) => one.id)).size).toBe(1);
    expect((await opened.pool.query("select 1 from people")).rows).toHaveLength(1);
  });

  test("one code opens one project", async () => {
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => run((store) => openProject(store, "sol")).catch((error: Error) => error.message)),
    );
    expect(opened.filter((one) => typeof one === "string")).toEqual([
      "sol is taken.",
      "sol is taken.",
      "sol is taken.",
    ]);
  });

  test("a form is used up once", async () => {
    const id = await run(async (store) => {
      const conversation = (await store.places.meet(place("c1"))).id;
      return store.forms.open({
        runs: "log",
        conversation,
        opener: (await person(store, "anna")).id,
        prefill: { time: "2h" },
        expiresAt: 99,
      });
    });
    const uses = await Promise.all(Array.from({ length: 4 }, () => run((store) => store.forms.use(id))));
    expect(uses.filter(Boolean)).toHaveLength(1);
    expect(await run((store) => store.forms.get(id))).toMatchObject({
      runs: "log",
      prefill: { time: "2h" },
      expiresAt: 99,
      used: true,
    });
  });

  test("a subject is held by the newest message of its project and conversation", async () => {
    const said = await run(async (store) => {
      const { id } = await openProject(store, "sol");
      const conversation = (await store.places.meet(place("c1"))).id;
      const elsewhere = (await store.places.meet(place("c2"))).id;
      const request = randomUUID();
      const post = (to: string, words: string) =>
        store.messages.post({
          conversation: to,
          project: id,
          content: text(words),
          subject: "offer/X1",
          saidAt: 1,
          cause: request,
        });
      const ids = [await post(conversation, "one"), await post(elsewhere, "two"), await post(conversation, "three")];
      return {
        ids,
        newest: (await store.messages.bySubject(id, "offer/X1"))?.id,
        there: (await store.messages.bySubject(id, "offer/X1", elsewhere))?.id,
        first: await store.messages.get(ids[0] ?? ""),
        caused: await store.requests.caused(request),
      };
    });
    expect(said.newest).toBe(said.ids[2]);
    expect(said.there).toBe(said.ids[1]);
    expect(said.first).not.toHaveProperty("subject");
    expect(said.caused).toEqual(said.ids);
  });

  test("a revision is a new one only when it says something else", async () => {
    const revisions = await run(async (store) => {
      const conversation = (await store.places.meet(place("c1"))).id;
      const id = await store.messages.post({ conversation, content: text("one"), saidAt: 1 });
      const revise = async (words: string) => {
        await store.messages.revise(id, text(words));
        return (await store.messages.get(id))?.revision;
      };
      return [await revise("one"), await revise("two"), await revise("two")];
    });
    expect(revisions).toEqual([1, 2, 2]);
  });

  test("a conflict is tried again from the start", async () => {
    const { id } = await run((store) => openProject(store, "sol"));
    let tries = 0;
    const result = await opened.database.transaction(async (store) => {
      tries += 1;
      await store.projects.update(id, { customer: `try ${tries}` });
      if (tries < 3) throw Object.assign(new Error("conflict"), { code: "P2034" });
      return tries;
    });
    expect(result).toBe(3);
    expect((await run((store) => store.projects.facts(id))).project.customer).toBe("try 3");
  });

  test("two transactions that lock each other out both get through", async () => {
    const [one, two] = await run(
      async (store) => [await openProject(store, "one"), await openProject(store, "two")] as const,
    );
    const both = (first: string, second: string) =>
      run(async (store) => {
        await store.projects.lock(first);
        await store.projects.lock(second);
        await store.projects.update(second, { customer: first });
      });
    await Promise.all([both(one.id, two.id), both(two.id, one.id), both(one.id, two.id), both(two.id, one.id)]);
    const all = await run((store) => store.projects.all());
    expect(all.map(({ project }) => project.customer).sort()).toEqual([one.id, two.id].sort());
  });

  test("business time is the database's, moved forward only, and starts where a new directory says", async () => {
    const { clock } = opened.database;
    expect(Math.abs((await clock.now()) - Date.now())).toBeLessThan(5_000);
    const start = Date.UTC(2027, 0, 4, 8);
    await clock.setStart(start);
    expect((await clock.now()) - start).toBeLessThan(5_000);
    await clock.setStart(start + 86_400_000);
    expect((await clock.now()) - start).toBeLessThan(5_000);
    await clock.moveTo(start + 3_600_000);
    expect(await opened.database.now()).toBeGreaterThanOrEqual(start + 3_600_000);
    await expect(clock.moveTo(start)).rejects.toThrow(RangeError);
  });

  test("a platform keeps its documents in the order in which they were first put", async () => {
    const keeping = opened.database.keeping("teams");
    await keeping.put("service", "b", { url: 1 });
    await keeping.put("service", "a", null);
    await keeping.put("service", "b", { url: 2 });
    expect(await keeping.list("service")).toEqual([
      { key: "b", value: { url: 2 } },
      { key: "a", value: null },
    ]);
    expect(await keeping.get("service", "b")).toEqual({ url: 2 });
    expect(await keeping.get("service", "none")).toBeUndefined();
    expect(await opened.database.keeping("local").list("service")).toEqual([]);
  });

  test("a stretch of what a platform keeps lies beside a document, or at the end", async () => {
    const keeping = opened.database.keeping("teams");
    for (const key of ["c", "a", "e", "b", "d"]) await keeping.put("row", key, key);
    await keeping.put("row", "a", "edited");
    const keys = async (where: Parameters<typeof keeping.stretch>[1]) =>
      (await keeping.stretch("row", where)).map(({ key }) => key).join("");
    expect(await keys({ most: 2 })).toBe("bd");
    expect(await keys({ most: 2, before: "b" })).toBe("ae");
    expect(await keys({ most: 9, before: "e" })).toBe("ca");
    expect(await keys({ most: 2, after: "a" })).toBe("eb");
    expect(await keys({ most: 9, after: "none" })).toBe("");
    expect(await keeping.stretch("row", { before: "e", most: 1 })).toEqual([{ key: "a", value: "edited" }]);
  });

  test("the last tick is kept, and what is done daily is one replica's", async () => {
    const { ticks } = opened.database;
    expect([await ticks.daily("purge"), await ticks.daily("purge"), await ticks.daily("other")]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await ticks.last()).toBeUndefined();
    await ticks.setLast(1_795_000_000_000);
    expect(await ticks.last()).toBe(1_795_000_000_000);
  });

  test("a file comes back byte for byte", async () => {
    const content = Uint8Array.from({ length: 3_000 }, (_, index) => index % 256);
    const file = await run(async (store) => {
      const conversation = (await store.places.meet(place("c1"))).id;
      const added = await store.files.add({
        conversation,
        name: "numbers.csv",
        by: (await person(store, "anna")).id,
        content,
      });
      return { added, kept: await store.files.get(added.id) };
    });
    expect(file.added).toMatchObject({ name: "numbers.csv", bytes: 3_000 });
    expect(file.kept).toEqual({ ...file.added, content });
  });
});
