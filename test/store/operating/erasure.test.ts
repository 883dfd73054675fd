import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Day } from "../../../src/domain/units.ts";
import { erasureTold } from "../../../src/operator/report.ts";
import { restoreBackup } from "../../../src/store/backup/restore.ts";
import { linesOf } from "../../../src/store/backup/stream.ts";
import type { Operating } from "../../../src/store/operating/operating.ts";
import { databases, migrations, type TestDatabase } from "../../support/databases.ts";
import { answers, backedUp, bytesOf } from "../../support/every-table.ts";
import { stateOf, states } from "../../support/fixtures.ts";
import { openWorkspace, type Workspace } from "../../support/workspace.ts";

const onboarding = stateOf(states.at(-1) ?? "");

/**
 * An amount, a time, a day, what we or the agreement call something in both languages, a digest or a device's address.
 */
function isNobodys(value: unknown): boolean {
  if (typeof value === "string") return /^(?:[0-9a-f]{16}|[0-9A-F]{2}(?::[0-9A-F]{2}){5})$/u.test(value);
  if (typeof value !== "object" || value === null) return false;
  const [[kind, of] = [], ...more] = Object.entries(value);
  // Counts name nobody.
  const values = Object.values((value as { with?: object }).with ?? {});
  if (kind === "say" && values.length > 0 && values.every(Number.isInteger)) return true;
  if (kind === "say")
    return (
      (value as { with: { now: unknown } }).with.now !== undefined &&
      isNobodys((value as { with: { now: unknown } }).with.now)
    );
  if (more.length > 0) return false;
  if (kind === "list") return (of as readonly unknown[]).every(isNobodys);
  if (kind === "day") return /^\d{4}-\d\d-\d\d$/u.test(String(of));
  if (kind === "name" || kind === "named")
    return (
      Object.keys(of as object)
        .toSorted()
        .join() === "en,sv" && !called.test(JSON.stringify(of))
    );
  return ["money", "time", "at"].includes(kind ?? "") && Number.isInteger(of);
}
/** What the people of the onboarding are called. */
const called = /karin|anna|erik|johan|petra|berg|lind/iu;

describe.each(databases)("erasing a person on $name", { timeout: 60_000 }, ({ open, stop }) => {
  let ws: Workspace;
  let held: TestDatabase;
  let operating: Operating;
  afterAll(stop);
  beforeEach(async () => {
    held = await open();
    await restoreBackup(held.pool, linesOf(bytesOf(onboarding.backup)), migrations);
    await held.pool.query(
      `update clock set "offset" = $1::bigint - (extract(epoch from clock_timestamp()) * 1000)::bigint`,
      [onboarding.answers.now],
    );
    ws = await openWorkspace({ language: "sv", open: async () => held });
    operating = held.database.operating((number) => `Raderad person ${number}`);
  });
  afterEach(() => ws.close());

  const erase = (who: string, really = true, also: readonly string[] = []) => operating.erase({ who, also, really });
  const everything = async () => gunzipSync(await backedUp(held.pool)).toString();
  const rowsOf = async (table: string) => {
    const lines = (await everything()).split("\n");
    const from = lines.findIndex((line) => line.startsWith(`{"table":"${table}"`));
    return lines.slice(
      from + 1,
      lines.findIndex((line) => line.startsWith(`{"end":"${table}"`)),
    );
  };

  test("without a yes says what would be done, and changes nothing", async () => {
    const before = await everything();
    const told = await erase("karin ek", false);
    expect(told).toMatchObject({
      person: { handle: "karin", name: "Karin Ek" },
      standIn: "Raderad person 1",
      accounts: 1,
      decided: 2,
      projects: ["solbacken"],
      erased: false,
    });
    expect(told.texts).toMatchObject({
      ...{ messages: expect.any(Number), minutes: 1, data_entries: 1, porting_requests: 1 },
    });
    expect((await everything()).split("\n").slice(1, -2)).toEqual(before.split("\n").slice(1, -2));
  });

  test("the name is nowhere afterwards, but in what was agreed; the audit is whole, and history goes by the id", async () => {
    const audit = await rowsOf("audit");
    const before = await answers(ws);
    const { person } = await erase("karin");
    expect(await everything()).not.toMatch(/Karin Ek/i);
    expect(await rowsOf("accounts")).toContainEqual(
      expect.stringMatching(/"local","local","karin","Raderad person 1",null,null,null/),
    );
    const away = [null, null, null];
    expect(await rowsOf("people")).toContainEqual(
      JSON.stringify([person?.id, "erased-1", "Raderad person 1", "raderad person 1", null, ...away, null, null]),
    );
    // Every entry that was there is as it was; the erasure is one more in the project, and one for the house.
    const now = await rowsOf("audit");
    expect(now.filter((line) => audit.includes(line))).toHaveLength(audit.length);
    const added = now.filter((line) => !audit.includes(line));
    expect(added).toHaveLength(2);
    for (const line of added)
      expect(line).toMatch(/"erase","done",null,"{}","{accounts,company,email,handle,name,texts}","[0-9a-f]{64}"/);
    const after = await answers(ws);
    expect(after.history).toMatch(/Startklar \| Raderade en persons uppgifter/);
    expect(after.history).toContain("Raderad person 1 | Godkände leveransen");
    // The billing facts read as before.
    expect(after.invoice).toBe(before.invoice);
    expect(after.status).toBe(before.status);
  });

  test("the audit holds no personal value to begin with: who, when, where, which command, which fields, and digests", async () => {
    const audit = (await rowsOf("audit")).map((line) => JSON.parse(line) as readonly (string | null)[]);
    expect(audit.length).toBeGreaterThan(25);
    for (const entry of audit) {
      const details = entry.at(-1) ?? null;
      const kept = JSON.parse(details ?? "[]") as readonly Readonly<Record<string, unknown>>[];
      for (const { field, now, was = now, plain = true, ...more } of kept) {
        expect([typeof field, plain, more]).toEqual(["string", true, {}]);
        expect([now, was].filter((value) => !isNobodys(value))).toEqual([]);
      }
      expect(entry).toEqual([
        expect.stringMatching(/^[0-9a-f-]{36}$/),
        expect.stringMatching(/^\d+$/),
        expect.stringMatching(/^\d{13}$/),
        // What the system did by itself nobody did.
        entry[4] === "system" ? null : expect.stringMatching(/^[0-9a-f-]{36}$/),
        expect.stringMatching(/^(local|system)$/),
        expect.stringMatching(/^[0-9a-f-]{36}$/),
        // An absence and the reminders that one wants are of no project.
        entry[7] === "away set" || entry[7] === "reminders set" ? null : expect.stringMatching(/^[0-9a-f-]{36}$/),
        expect.stringMatching(/^[a-z]+( [a-z-]+)?$/),
        expect.stringMatching(/^(done|refused)$/),
        null,
        expect.stringMatching(/^\{([A-Z]\d+,?)*\}$/),
        expect.stringMatching(/^\{([a-zA-Z]+,?)*\}$/),
        expect.stringMatching(/^[0-9a-f]{64}$/),
        details,
      ]);
    }
  });

  test("roles stay with the id, and an approval keeps its text and whose it was", async () => {
    const before = await held.pool.query(
      "select text, digest from offers union all select text, digest from deliveries",
    );
    await erase("karin");
    expect(
      (await held.pool.query("select text, digest from offers union all select text, digest from deliveries")).rows,
    ).toEqual(before.rows);
    const facts = await ws.facts();
    expect(facts.members.filter((member) => member.role === "approver")).toMatchObject([{ name: "Raderad person 1" }]);
    expect(facts.changes[0]?.decidedBy?.name).toBe("Raderad person 1");
  });

  test("somebody who decided nothing loses the account: whoever comes from it again is a stranger without a role", async () => {
    await erase("Johan Berg");
    expect((await held.pool.query(`select 1 from accounts where "user" = 'johan'`)).rows).toEqual([]);
    const { rows } = await held.pool.query(
      "select m.role from members m join people p on p.id = m.person_id where p.handle = 'erased-1'",
    );
    expect(rows).toEqual([{ role: "customer" }]);
    await ws.johan.says("status");
    const again = await held.pool.query(
      "select count(*)::int as count from members m join accounts a on a.person_id = m.person_id where a.user = 'johan'",
    );
    expect(again.rows).toEqual([{ count: 0 }]);
  });

  test("the only lead of an open project is refused, and told what to do; with another lead it goes", async () => {
    await expect(erase("anna")).rejects.toThrow(/only lead.*team lead <person> in:solbacken/s);
    expect((await ws.anna.says("team lead erik")).outcome).toBe("done");
    expect(await erase("anna")).toMatchObject({ erased: true });
    expect(await everything()).not.toContain("Anna Lind");
    expect((await ws.erik.says("history")).text).toContain("Raderad person 1 | Loggade tid");
    expect((await ws.facts()).work.map(({ minutes, by }) => [minutes, by.name])).toEqual([
      [390, "Raderad person 1"],
      [120, "Raderad person 1"],
    ]);
  });

  test("a document that names the person, however it is escaped, is emptied; others and its digest stay", async () => {
    const { project } = await ws.facts();
    const keep = (about: string, markdown: string) =>
      held.database.transaction((store) =>
        store.papers.keep(project.id, {
          ...{ kind: "minutes", about, version: 1, name: "Protokoll", digest: "1".repeat(64), on: project.openedOn },
          ...{ at: 1, by: { id: "system", name: "Startklar" }, lists: false, pdf: new Uint8Array([1]), markdown },
        }),
      );
    const [theirs, escaped, others] = [
      await keep("M1", "- Karin Ek: ja"),
      await keep("M2", "karin\\_ek, **Karin Ek**"),
      await keep("M3", "Karina Ekman"),
    ];
    expect((await erase("karin", false)).texts.papers).toBe(2);
    await erase("karin");
    const said = (id = "") => held.database.transaction((store) => store.papers.content(id));
    expect([await said(theirs?.id), await said(escaped?.id)]).toEqual([undefined, undefined]);
    expect((await said(others?.id))?.markdown).toBe("Karina Ekman");
    expect(await held.database.transaction((store) => store.papers.get(theirs?.id ?? ""))).toMatchObject({
      version: 1,
    });
    await expect(held.pool.query("update papers set markdown = 'else'")).rejects.toThrow(
      "only what it says can be emptied",
    );
  });

  test("a first name alone may be somebody else's: left, counted, and erased with --also", async () => {
    await ws.anna.says('task add "Ring Karins växel"');
    const told = await erase("karin");
    expect(told.leftAlone.word).toBe("Karin");
    expect(told.leftAlone.rows).toBeGreaterThan(0);
    expect((await ws.facts()).tasks.map((task) => task.title)).toContain("Ring Karins växel");
    await ws.anna.says('task add "Johan och Johanna ringer"');
    await erase("johan", true, ["Johan"]);
    expect((await ws.facts()).tasks.map((task) => task.title)).toContain("Raderad person 2 och Johanna ringer");
  });

  describe("who stands on a customer's list (D6)", () => {
    const user = (first: string, last: string, mail: string) => ({
      key: mail,
      values: { "first-name": first, "last-name": last, "e-mail": mail, extension: "4501" },
    });
    const lists = {
      "user-licence": [user("Siv", "Öst", "siv@solbacken.se"), user("Karin", "Ek", "karin.ek@annan.se")],
      "function-groups": [{ key: "support", values: { name: "Support", members: ["siv@solbacken.se"] } }],
      mobile: [{ key: "+46701740601", values: { number: "+46701740601", user: "siv@solbacken.se" } }],
    };
    beforeEach(async () => {
      const { project } = await ws.facts();
      const of = {
        source: "file",
        on: "2026-11-30" as Day,
        recordedAt: 1,
        by: { id: "system", name: "Startklar" },
      } as const;
      await held.database.transaction(async (store) => {
        for (const [area, records] of Object.entries(lists))
          await store.heldData.take(project.id, { ...of, area, from: 0, records, bySide: "customer", findings: [] });
      });
    });
    const heldNow = async () => {
      const { project } = await ws.facts();
      const all = await held.database.transaction((store) => store.heldData.held(project.id));
      return new Map(all.map(({ area, records }) => [area, records]));
    };

    test("is emptied there, who refers to them still does, and the numbers stay with whom they belong to", async () => {
      expect(erasureTold(await erase("siv öst", false))).toContain("1 record of customers' lists");
      expect((await heldNow()).get("user-licence")?.[0]).toEqual(lists["user-licence"][0]);
      expect(await erase("siv öst")).toMatchObject({ listed: 1, projects: ["solbacken"], erased: true });
      expect(await everything()).not.toMatch(/siv@|\bSiv\b|Öst\b/);
      const now = await heldNow();
      expect(now.get("user-licence")).toEqual([
        { key: "Raderad person 1", values: { "first-name": "Raderad person 1" } },
        lists["user-licence"][1],
      ]);
      expect(now.get("function-groups")?.[0]?.values.members).toEqual(["Raderad person 1"]);
      expect(now.get("mobile")?.[0]?.values).toEqual({ number: "+46701740601", user: "Raderad person 1" });
      expect((await ws.anna.says("history")).text).toContain("Raderade en persons uppgifter");
      expect(await erase("karin")).toMatchObject({ standIn: "Raderad person 2" });
    });

    test("somebody of the same name with another address is left, and told of; two of a name are told apart", async () => {
      await held.pool.query("update accounts set email = 'karin@solbacken.se' where name = 'Karin Ek'");
      const told = await erase("karin");
      expect([told.listed, told.namesakes]).toEqual([0, ["karin.ek@annan.se"]]);
      expect((await heldNow()).get("user-licence")?.[1]?.values["e-mail"]).toBe("karin.ek@annan.se");
      const { project } = await ws.facts();
      const of = {
        area: "user-licence",
        source: "file",
        on: "2026-11-30" as Day,
        recordedAt: 2,
        findings: [],
      } as const;
      const records = [...lists["user-licence"], user("Siv", "Öst", "siv.ost@annan.se")];
      const by = { id: "system", name: "Startklar" } as const;
      await held.database.transaction((store) =>
        store.heldData.take(project.id, { ...of, from: 1, records, by, bySide: "customer" }),
      );
      await expect(erase("Siv Öst")).rejects.toThrow(/Several people.*siv@solbacken.se.*siv.ost@annan.se/s);
      expect(await erase("siv.ost@annan.se")).toMatchObject({ listed: 1 });
      expect((await heldNow()).get("user-licence")?.[0]).toEqual(lists["user-licence"][0]);
    });
  });

  test.each([
    ["Nils", /Nobody here is called “Nils”/],
    ["", /Nobody here/],
  ])("%s is nobody", async (who, says) => {
    await expect(erase(who)).rejects.toThrow(says);
  });

  test("two of one name are told apart by the id; who is erased already is not erased again", async () => {
    await held.database.transaction((store) => store.people.addContact("Karin Ek", "karin.ek"));
    await expect(erase("Karin Ek")).rejects.toThrow(/Several people.*\(karin\).*\(karin\.ek\)/s);
    const { person } = await erase("karin.ek");
    await expect(erase(person?.id ?? "")).rejects.toThrow(/erased already/);
  });
});
