import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { databases, type TestDatabase } from "../support/databases.ts";
import { account, on, openProject, person, place, text } from "../support/samples.ts";

describe.each(databases)("people and places on $name", ({ open, stop }) => {
  let opened: TestDatabase;
  const run = <T>(work: (store: Store) => Promise<T>) => opened.database.transaction(work);
  beforeEach(async () => {
    opened = await open();
  });
  afterEach(() => opened.close());
  afterAll(stop);

  test("an account is the same person every time, and brings the name and the staff flag up to date", async () => {
    const first = await run((store) => store.people.meet(account("anna")));
    const later = await run((store) =>
      store.people.meet(account("anna", { name: "Anna Ny", staff: false, company: "Other AB" })),
    );
    expect(first).toEqual({ id: first.id, handle: "anna", name: "Anna Ek", staff: true, reachable: true });
    expect(later).toEqual({
      id: first.id,
      handle: "anna",
      name: "Anna Ny",
      staff: false,
      reachable: true,
      company: "Other AB",
    });
    expect(await run((store) => store.people.get(first.id))).toEqual(later);
  });

  test.each([
    { what: "the given handle", made: [{ name: "Åsa Öst", handle: "Asa.Ost" }], handles: ["asa.ost"] },
    { what: "the first name, folded", made: [{ name: "Åsa Öst" }, { name: "Ärlig Örn" }], handles: ["asa", "arlig"] },
    {
      what: "numbered on a clash",
      made: [{ name: "Karin A" }, { name: "Karin B" }, { name: "Karin C" }],
      handles: ["karin", "karin2", "karin3"],
    },
    { what: "something, for a name without letters of ours", made: [{ name: "李" }], handles: ["person"] },
  ])("a handle is $what", async ({ made, handles }) => {
    const met = await run(async (store) => {
      const people = [];
      for (const [index, more] of made.entries()) people.push(await store.people.meet(account(`u${index}`, more)));
      return people;
    });
    expect(met.map((one) => one.handle)).toEqual(handles);
  });

  test.each([
    { why: "two staff accounts of one verified e-mail", one: { staff: true }, other: { staff: true }, same: true },
    { why: "a customer with the e-mail of staff", one: { staff: true }, other: { staff: false }, same: false },
    { why: "two customers of one e-mail", one: { staff: false }, other: { staff: false }, same: false },
  ])("$why: one person $same", async ({ one, other, same }) => {
    const ids = await run(async (store) => [
      (await store.people.meet(account("a", { ...one, email: "A@x.se" }))).id,
      (await store.people.meet(account("b", { ...other, platform: "slack", email: "a@x.se" }))).id,
    ]);
    expect(ids[0] === ids[1]).toBe(same);
  });

  test("a pending contact has no rights, and is never taken over by name; staff link the account", async () => {
    const said = await run(async (store) => {
      const project = await openProject(store, "sol");
      const contact = await store.people.addContact("Johan Berg", "johan");
      await store.projects.addMember(project.id, contact.id, "approver");
      const met = await store.people.meet(account("johan", { name: "Johan Berg", handle: "johan", staff: false }));
      const before = (await store.projects.facts(project.id)).members;
      await store.people.link(contact.id, met.id);
      const again = await store.people.meet(account("johan", { name: "Johan Berg", handle: "johan", staff: false }));
      return { contact, met, before, again, after: (await store.projects.facts(project.id)).members };
    });
    expect(said.contact).toMatchObject({ staff: false, reachable: false });
    expect(said.met.id).not.toBe(said.contact.id);
    expect(said.met.handle).toBe("johan2");
    expect(said.before).toMatchObject([{ handle: "johan", role: "approver", reachable: false }]);
    expect(said.again.id).toBe(said.contact.id);
    expect(said.after).toMatchObject([{ handle: "johan", role: "approver", reachable: true }]);
  });

  test("a person is found by handle or whole name, members of the project first", async () => {
    const found = await run(async (store) => {
      const project = await openProject(store, "sol");
      const karin = await person(store, "karin", { name: "Karin Åberg" });
      await person(store, "other", { name: "Karin Åberg" });
      await store.projects.addMember(project.id, karin.id, "customer");
      const handles = async (word: string, within?: string) =>
        (await store.people.find(word, within)).map((one) => one.handle);
      return [
        await handles("@KARIN"),
        await handles("karin åberg"),
        await handles("karin aberg", project.id),
        await handles("karin2", project.id),
        await handles("kar"),
      ];
    });
    expect(found).toEqual([["karin"], ["karin", "karin2"], ["karin"], ["karin2"], []]);
  });

  test("projects of a person: where there is a role; all open ones for staff", async () => {
    const codes = await run(async (store) => {
      const sol = await openProject(store, "sol");
      await openProject(store, "mane");
      const closed = await openProject(store, "closed");
      await store.projects.setState(closed.id, "open", "closed");
      const karin = await person(store, "karin", { staff: false });
      const anna = await person(store, "anna");
      for (const project of [sol, closed]) await store.projects.addMember(project.id, karin.id, "customer");
      const of = async (id: string) => (await store.projects.ofPerson(id)).map((project) => project.code);
      return { karin: await of(karin.id), anna: await of(anna.id) };
    });
    expect(codes).toEqual({ karin: ["sol"], anna: ["sol", "mane"] });
  });

  test("a role is given once, and taken alone or with every other", async () => {
    const done = await run(async (store) => {
      const { id } = await openProject(store, "sol");
      const karin = await person(store, "karin", { staff: false });
      return [
        await store.projects.addMember(id, karin.id, "approver"),
        await store.projects.addMember(id, karin.id, "approver"),
        await store.projects.addMember(id, karin.id, "sponsor"),
        await store.projects.removeMember(id, karin.id, "customer"),
        await store.projects.removeMember(id, karin.id, "approver"),
        await store.projects.removeMember(id, karin.id),
        await store.projects.removeMember(id, karin.id),
      ];
    });
    expect(done).toEqual([true, false, true, false, true, true, false]);
  });

  test("a conversation keeps its id when its name changes, and is found by name or the platform's id, here first", async () => {
    const said = await run(async (store) => {
      const first = await store.places.meet(place("c1", { name: "solbacken" }));
      const slack = await store.places.meet(place("C9", { platform: "slack", name: "Solbacken" }));
      const renamed = await store.places.meet(place("c1", { name: "Solbacken", outsiders: true }));
      await store.places.setLanguage(first.id, "en");
      const ids = async (word: string, on?: "slack" | "local") =>
        (await store.places.find(word, on)).map((one) => one.id);
      return {
        kept: renamed.id === first.id,
        now: await store.places.get(first.id),
        slack: (await ids("#solbacken", "slack")).join() === slack.id,
        both: (await ids("solbacken")).length,
        external: (await ids("C9", "local")).join() === slack.id,
      };
    });
    expect(said).toMatchObject({
      kept: true,
      slack: true,
      both: 2,
      external: true,
      now: { name: "Solbacken", outsiders: true, language: "en" },
    });
  });

  test("a shared channel has one project; an internal one may have several", async () => {
    const said = await run(async (store) => {
      const [sol, mane] = [await openProject(store, "sol"), await openProject(store, "mane")];
      const { id } = await store.places.meet(place("c1"));
      const other = await store.places.meet(place("c2"));
      const bound = [
        await store.projects.bind(sol.id, "internal", id),
        await store.projects.bind(mane.id, "internal", id),
        await store.projects.bind(sol.id, "shared", other.id),
        await store.projects.bind(sol.id, "shared", other.id),
        await store.projects.bind(mane.id, "shared", other.id),
        await store.projects.bind(sol.id, "shared", undefined),
        await store.projects.bind(mane.id, "shared", other.id),
      ];
      const of = async (place: string) =>
        (await store.places.projectsOf(place)).map(({ project, as }) => `${project.code} ${as}`);
      return { bound, internal: await of(id), shared: await of(other.id) };
    });
    expect(said).toEqual({
      bound: [true, true, true, true, false, true, true],
      internal: ["sol internal", "mane internal"],
      shared: ["mane shared"],
    });
  });

  test("A1: a ledger message goes to internal places, private chats, or one member of staff; never where outsiders are", async () => {
    const post = (
      audience: "ledger" | "offer",
      how: (store: Store) => Promise<{ conversation: string; visibleTo?: string }>,
    ) =>
      run(async (store) => {
        await store.messages.post({ ...(await how(store)), content: text("x", audience), saidAt: 1 });
        return "posted";
      }).catch((error: Error) => error.name);
    const meet = async (store: Store, name: string, more = {}) => (await store.places.meet(place(name, more))).id;
    const bound = async (store: Store, as: "internal" | "shared", more = {}) => {
      const conversation = await meet(store, `${as}-${JSON.stringify(more)}`, more);
      const code = `p${Math.random()}`;
      await store.projects.bind((await openProject(store, code)).id, as, conversation);
      return conversation;
    };
    const staff = async (store: Store) => (await person(store, "anna")).id;
    const customer = async (store: Store) => (await person(store, "karin", { staff: false })).id;
    const outcomes = {
      internal: await post("ledger", async (store) => ({ conversation: await bound(store, "internal") })),
      private: await post("ledger", async (store) => ({ conversation: await meet(store, "dm", { private: true }) })),
      staffOnly: await post("ledger", async (store) => ({
        conversation: await meet(store, "open"),
        visibleTo: await staff(store),
      })),
      unbound: await post("ledger", async (store) => ({ conversation: await meet(store, "open") })),
      shared: await post("ledger", async (store) => ({ conversation: await bound(store, "shared") })),
      outsidersInternal: await post("ledger", async (store) => ({
        conversation: await bound(store, "internal", { outsiders: true }),
      })),
      outsidersStaffOnly: await post("ledger", async (store) => ({
        conversation: await meet(store, "ext", { outsiders: true }),
        visibleTo: await staff(store),
      })),
      customerOnly: await post("ledger", async (store) => ({
        conversation: await meet(store, "open"),
        visibleTo: await customer(store),
      })),
      privateOfCustomer: await post("ledger", async (store) => ({
        conversation: await meet(store, "dm", { private: true }),
        visibleTo: await customer(store),
      })),
      offerShared: await post("offer", async (store) => ({
        conversation: await bound(store, "shared", { outsiders: true }),
      })),
    };
    const refused = "LedgerInTheOpen";
    expect(outcomes).toEqual({
      internal: "posted",
      private: "posted",
      staffOnly: "posted",
      unbound: refused,
      shared: refused,
      outsidersInternal: refused,
      outsidersStaffOnly: refused,
      customerOnly: refused,
      privateOfCustomer: refused,
      offerShared: "posted",
    });
  });

  test("A1: a public message cannot be revised into a ledger one where it stands in the open", async () => {
    const revised = run(async (store) => {
      const conversation = (await store.places.meet(place("open"))).id;
      const id = await store.messages.post({ conversation, content: text("x"), saidAt: 1 });
      await store.messages.revise(id, text("x", "ledger"));
    });
    await expect(revised).rejects.toThrow(/A1/);
  });

  test("the audit can only be added to, and holds the actor by id alone", async () => {
    const entries = await run(async (store) => {
      const project = await openProject(store, "sol");
      const anna = await person(store, "anna");
      const entry = {
        at: 1,
        platform: "local",
        project: project.id,
        runs: "log",
        outcome: "done",
        fields: ["time"],
        digest: "d",
      } as const;
      await store.audit.add({ ...entry, actor: anna, refs: ["H1"] });
      await store.audit.add({
        ...entry,
        at: 2,
        actor: { id: "system", name: "Startklar" },
        refs: ["H2"],
        outcome: "refused",
        reason: "log.zero",
      });
      return {
        all: await store.audit.of(project.id),
        h1: await store.audit.of(project.id, { ref: "H1" }),
        one: await store.audit.of(project.id, { limit: 1 }),
        anna,
      };
    });
    expect(entries.all).toMatchObject([
      { at: 2, actor: { id: "system" }, outcome: "refused", reason: "log.zero" },
      { at: 1, actor: entries.anna, refs: ["H1"], fields: ["time"], digest: "d" },
    ]);
    expect(entries.h1.map((entry) => entry.at)).toEqual([1]);
    expect(entries.one.map((entry) => entry.at)).toEqual([2]);
    for (const sql of ["update audit set runs = 'x'", "delete from audit", "truncate audit"]) {
      await expect(opened.pool.query(sql), sql).rejects.toThrow(/append-only/);
    }
    const { rows } = await opened.pool.query<{ line: string }>("select row_to_json(audit)::text as line from audit");
    expect(rows.filter((row) => row.line.includes("Anna"))).toEqual([]);
  });

  test("reminders are claimed once, ever, and stand in the message that says them", async () => {
    const said = await run(async (store) => {
      const { id } = await openProject(store, "sol");
      const conversation = (await store.places.meet(place("c1"))).id;
      const first = await store.notices.claim(id, ["b/1", "a/1"], on("2026-12-01"));
      const again = await store.notices.claim(id, ["a/1", "c/1"], on("2026-12-02"));
      const message = await store.messages.post({
        conversation,
        project: id,
        content: text("nag"),
        saidAt: 1,
        subject: "nag/1",
      });
      await store.inBulk.put([{ message, project: id, keys: ["a/1", "b/1"] }]);
      return {
        first,
        again,
        message,
        since: await store.notices.since(id, on("2026-12-01")),
        later: await store.notices.since(id, on("2026-12-02")),
      };
    });
    expect(said.first).toEqual(["b/1", "a/1"]);
    expect(said.again).toEqual(["c/1"]);
    expect(said.since).toMatchObject([{ message: { id: said.message, subject: "nag/1" }, keys: ["a/1", "b/1"] }]);
    expect(said.later).toEqual([]);
  });
});
