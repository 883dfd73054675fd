import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import type { Content } from "../../../src/messages/content.ts";
import { addressed, startWayOut, text, type WayOut } from "./way-out.ts";

describe("the way out to Teams", () => {
  let out: WayOut;
  afterEach(() => out.stop());

  test("a message is posted, edited in place, and gives the id that an edit needs", async () => {
    out = await startWayOut();
    const sent = await out.deliver("solbacken", "H1 is logged");
    expect(sent).toMatchObject({ outcome: "sent" });
    const id = sent.outcome === "sent" ? sent.id : "";
    expect(await out.deliver("solbacken", "H1 is corrected", { sent: id })).toEqual({ outcome: "sent", id });
    expect(out.reads("anna", "solbacken")).toEqual(["H1 is corrected"]);
    expect(out.teams.reads("erik", "solbacken")[0]).toMatchObject({ id, edited: true });
  });

  test("a message that is too long for one is posted as several, and shrinks to one again", async () => {
    out = await startWayOut();
    const long: Content = {
      audience: "public",
      blocks: Array.from({ length: 60 }, (_, row) => ({
        kind: "text" as const,
        text: { raw: `${row} ${"lång rad ".repeat(120)}` },
      })),
    };
    const sent = await out.deliver("solbacken", long);
    if (sent.outcome !== "sent") throw new Error(sent.outcome);
    const parts = sent.id.split(",");
    expect(parts.length).toBeGreaterThan(1);
    expect(out.reads("anna", "solbacken")).toHaveLength(parts.length);
    expect(await out.deliver("solbacken", "short", { sent: sent.id })).toEqual({ outcome: "sent", id: parts[0] });
    expect(out.reads("anna", "solbacken")).toEqual(["short"]);
  });

  test("what somebody has deleted is lost, and the rest of it goes, so that it can be posted anew", async () => {
    out = await startWayOut();
    const sent = await out.deliver("solbacken", "one");
    if (sent.outcome !== "sent") throw new Error(sent.outcome);
    const other = await out.deliver("solbacken", "two");
    if (other.outcome !== "sent") throw new Error(other.outcome);
    expect(await out.deliver("solbacken", "three", { sent: `17000,${other.id}` })).toEqual({ outcome: "lost" });
    expect(out.reads("anna", "solbacken")).toEqual(["one"]);
  });

  test("a tenant that keeps all that is said gets the one line that is left of it instead", async () => {
    out = await startWayOut();
    const sent = await out.deliver("solbacken", "reminder");
    if (sent.outcome !== "sent") throw new Error(sent.outcome);
    out.teams.trouble("delete", { kind: "status", status: 403, code: "MessageWritesBlocked" });
    expect(await out.deliver("solbacken", "replaced", { sent: sent.id, gone: true })).toEqual(sent);
    expect(out.reads("anna", "solbacken")).toEqual(["replaced"]);
    expect(await out.deliver("solbacken", "replaced", { sent: sent.id, gone: true })).toEqual({ outcome: "dropped" });
    expect(out.reads("anna", "solbacken")).toEqual([]);
  });

  test("an answer goes to the thread that it was asked in", async () => {
    out = await startWayOut();
    await out.teams.say("anna", "solbacken", "status");
    const [asked] = out.teams.messages("solbacken");
    await out.deliver("solbacken", "here", { thread: asked?.id ?? "" });
    await out.deliver("solbacken", "elsewhere");
    const roots = out.teams.messages("solbacken").map(({ root }) => root === asked?.id);
    expect(roots).toEqual([true, true, false]);
  });

  test("somebody who is addressed is mentioned where they are, and named where they are not", async () => {
    const users = new Map<string, string>();
    out = await startWayOut({ usersOf: async () => users });
    users.set("p1", out.teams.user("johan").id);
    await out.deliver("solbacken-kund", addressed("p1", "Johan Berg"));
    await out.deliver("solbacken", addressed("p1", "Johan Berg"));
    expect(out.teams.messages("solbacken-kund").map(out.teams.mentions)).toEqual([["johan"]]);
    expect(out.teams.messages("solbacken").map(out.teams.mentions)).toEqual([[]]);
    expect(out.reads("anna", "solbacken")[0]).toContain("Johan Berg");
  });

  test("somebody who has just left is named instead of mentioned, and nobody is mentioned in a private chat", async () => {
    const users = new Map<string, string>();
    out = await startWayOut({ usersOf: async () => users });
    users.set("p1", out.teams.user("erik").id);
    await out.deliver("solbacken-privat", addressed("p1", "Erik Holm"));
    out.teams.conversation("solbacken-privat").members.delete(out.teams.user("erik").id);
    await out.deliver("solbacken-privat", addressed("p1", "Erik Holm"));
    expect(out.teams.messages("solbacken-privat").map(out.teams.mentions)).toEqual([["erik"], []]);
    expect(await out.deliver(out.teams.personal("anna").id, addressed("p1", "Erik Holm"))).toMatchObject({
      outcome: "sent",
    });
    expect(out.reads("anna", "personal")).toEqual(["A reply for Erik Holm"]);
  });

  test("who is there is not asked where nobody is addressed", async () => {
    out = await startWayOut();
    out.teams.trouble("pagedMembers", { kind: "status", status: 503 }, 100);
    expect(await out.deliver("solbacken-kund", "for everybody")).toMatchObject({ outcome: "sent" });
  });

  test("a card that stays makes the people of its conversation known", async () => {
    out = await startWayOut();
    await out.deliver("solbacken", { ...text("Onboarding of Solbacken"), pinned: true });
    expect(out.heard.lines).toEqual(["peopled Anna Lind, Erik Holm"]);
  });

  test("A1: what is internal is refused where people from outside have come in, right before it is sent", async () => {
    out = await startWayOut();
    expect(await out.deliver("solbacken", text("2 h", "ledger"))).toMatchObject({ outcome: "sent" });
    await out.teams.addMember("karin", "Leverans");
    const before = out.reads("anna", "solbacken");
    expect(await out.deliver("solbacken", text("3 h", "ledger"))).toMatchObject({ outcome: "refused" });
    expect(await out.deliver("solbacken-kund", text("3 h", "ledger"))).toMatchObject({ outcome: "refused" });
    expect(out.reads("anna", "solbacken")).toEqual(before);
    expect(out.heard.lines).toContain("changed solbacken (outsiders)");
  });

  test("A1: it waits while Teams does not say who is there", async () => {
    out = await startWayOut();
    out.teams.trouble("pagedMembers", { kind: "status", status: 503 }, 100);
    out.teams.addChat({ name: "ny", members: ["anna", "erik"] });
    await out.teams.install("ny");
    expect(await out.deliver("ny", text("2 h", "ledger"))).toMatchObject({ outcome: "later" });
    expect(await out.deliver("ny", "for everybody")).toMatchObject({ outcome: "sent" });
  });

  describe("a reply for one person", () => {
    const cover = /A reply for Karin Ek/u;
    const see = async (where: string, who: string) => ({
      who: out.reads(who, where),
      others: out.reads("erik", where),
    });

    test("is a targeted message in a channel, and is edited as one", async () => {
      out = await startWayOut();
      const sent = await out.deliver("solbacken-kund", "yours", { visibleTo: out.teams.user("karin").id });
      expect(await see("solbacken-kund", "karin")).toEqual({ who: ["yours"], others: [] });
      if (sent.outcome !== "sent") throw new Error(sent.outcome);
      const edit = { visibleTo: out.teams.user("karin").id, sent: sent.id };
      expect(await out.deliver("solbacken-kund", "still yours", edit)).toEqual(sent);
      expect(await see("solbacken-kund", "karin")).toEqual({ who: ["still yours"], others: [] });
    });

    test("goes to the private chat with a colleague where targeted messages are not taken, and is edited there", async () => {
      out = await startWayOut();
      out.teams.takeTargeted(false);
      const visibleTo = out.teams.user("anna").id;
      const sent = await out.deliver("solbacken", "yours", { visibleTo });
      if (sent.outcome !== "sent") throw new Error(sent.outcome);
      expect(out.reads("anna", "personal")).toEqual(["About solbacken yours"]);
      expect(out.reads("anna", "solbacken")).toEqual(["Anna Lind, the reply is in our private chat."]);
      await out.deliver("solbacken", "still yours", { visibleTo, sent: sent.id });
      expect(out.reads("anna", "personal")).toEqual(["About solbacken still yours"]);
      expect(out.reads("anna", "solbacken")).toHaveLength(1);
    });

    test("A1: is never edited where others read it, whatever was once taken for a private chat", async () => {
      out = await startWayOut();
      const { id } = out.teams.conversation("solbacken-kund");
      const edit = { visibleTo: out.teams.user("anna").id, sent: `chat|${id}|1700` };
      expect(await out.deliver("solbacken", "yours", edit)).toEqual({ outcome: "lost" });
      expect(out.asked().filter((one) => one.startsWith("edit"))).toEqual([]);
    });

    test("went to the private chat: the thread where it was asked says so, and the notification names the place", async () => {
      out = await startWayOut();
      out.teams.takeTargeted(false);
      await out.teams.say("anna", "solbacken", "status");
      const asked = out.teams.messages("solbacken").at(-1);
      const visibleTo = out.teams.user("anna").id;
      await out.deliver("solbacken", "yours", { visibleTo, thread: asked?.id ?? "" });
      const said = out.teams.messages("solbacken").at(-1);
      expect(said).toMatchObject({
        root: asked?.id,
        said: { summary: "Anna Lind, the reply is in our private chat." },
      });
      expect(out.teams.mentions(said as NonNullable<typeof said>)).toEqual([]);
      expect(out.teams.messages(out.teams.personal("anna").id).at(-1)?.said.summary).toMatch(/^About solbacken/u);
    });

    test("went to the private chat, and the conversation cannot be told: it is not sent again", async () => {
      out = await startWayOut();
      out.teams.takeTargeted(false);
      const visibleTo = out.teams.user("anna").id;
      await out.deliver("solbacken", "before", { visibleTo });
      out.teams.trouble("post", { kind: "slow", ms: 0 });
      out.teams.trouble("post", { kind: "status", status: 503 });
      expect(await out.deliver("solbacken", "yours", { visibleTo })).toMatchObject({ outcome: "sent" });
      expect(out.reads("anna", "personal").at(-1)).toContain("yours");
      expect(out.reads("anna", "solbacken")).toHaveLength(1);
    });

    test("went to the private chat from a group chat without a topic: it is called by its people", async () => {
      out = await startWayOut();
      out.teams.takeTargeted(false);
      const { id } = out.teams.addChat({ name: "", members: ["anna", "karin"] });
      await out.teams.say("anna", id, "status");
      await out.deliver(id, "yours", { visibleTo: out.teams.user("anna").id });
      expect(out.reads("anna", "personal").at(-1)).toMatch(/^About Anna Lind, Karin Ek yours/u);
    });

    test("is behind a button for a customer: only they are shown it, and nobody of another tenant is ever written to alone", async () => {
      out = await startWayOut();
      out.teams.takeTargeted(false);
      const visibleTo = out.teams.user("karin").id;
      const sent = await out.deliver("solbacken-kund", "yours", { visibleTo });
      expect(sent).toMatchObject({ outcome: "sent" });
      const [message] = out.teams.messages("solbacken-kund");
      if (message === undefined) throw new Error("Nothing was sent");
      expect(out.reads("erik", "solbacken-kund")[0]).toMatch(cover);
      expect(out.teams.mentions(message)).toEqual(["karin"]);
      expect((await out.teams.press("erik", message, "Show")).shown).toMatch(/somebody else/u);
      await out.teams.press("karin", message, "Show");
      expect(out.reads("karin", "solbacken-kund")).toEqual(["yours"]);
      expect(out.reads("erik", "solbacken-kund")[0]).toMatch(cover);
      expect(out.asked()).not.toContain("create 201");
    });

    test("is behind a button for a colleague who has not installed the app", async () => {
      out = await startWayOut();
      out.teams.takeTargeted(false);
      await out.teams.uninstall("erik");
      await out.deliver("solbacken", "yours", { visibleTo: out.teams.user("erik").id });
      expect(out.reads("anna", "solbacken")[0]).toMatch(/A reply for Erik Holm/u);
    });

    test("a refused way is not tried with every message", async () => {
      out = await startWayOut();
      out.teams.takeTargeted(false);
      for (const said of ["one", "two", "three"])
        await out.deliver("solbacken-kund", said, { visibleTo: out.teams.user("karin").id });
      expect(out.asked().filter((one) => one === "post 403")).toHaveLength(1);
    });

    test("a forged button shows nothing", async () => {
      out = await startWayOut();
      out.teams.takeTargeted(false);
      await out.deliver("solbacken-kund", "yours", { visibleTo: out.teams.user("karin").id });
      const [message] = out.teams.messages("solbacken-kund");
      if (message === undefined) throw new Error("Nothing was sent");
      for (const data of [{ message: "another" }, {}, "x", { message: { $ne: 1 } }]) {
        const { shown } = await out.teams.press("karin", message, { type: "Action.Execute", verb: "show", data });
        expect(shown).toMatch(/not kept any more/u);
      }
    });
  });

  describe("what Teams refuses", () => {
    test.each([412, 429, 502, 504])(
      "%s: it is tried again later, and the conversation is left alone meanwhile",
      async (status) => {
        out = await startWayOut();
        out.teams.trouble("post", { kind: "status", status, retryAfter: 2 });
        const first = await out.deliver("solbacken", "one");
        expect(first).toMatchObject({ outcome: "later" });
        expect(first.outcome === "later" ? first.retryAfter : 0).toBeGreaterThanOrEqual(2_000);
        const posts = out.asked().filter((one) => one.startsWith("post")).length;
        expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "later" });
        expect(out.asked().filter((one) => one.startsWith("post"))).toHaveLength(posts);
        expect(await out.deliver("solbacken-privat", "three")).toMatchObject({ outcome: "sent" });
      },
    );

    test("a broken connection may have been a send", async () => {
      out = await startWayOut();
      out.teams.trouble("post", { kind: "drop" });
      expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "later", unsure: true });
    });

    test("a token that is not taken: the log says how to mend it, and what waits is kept", async () => {
      out = await startWayOut();
      out.teams.trouble("post", { kind: "status", status: 401 }, 2);
      expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "later", retryAfter: 60_000 });
      await out.deliver("solbacken", "two");
      expect(out.troubles).toEqual(["token"]);
      expect(await out.deliver("solbacken", "three")).toMatchObject({ outcome: "sent" });
    });

    test("an administrator's block is told with what to do, and ends with it", async () => {
      out = await startWayOut();
      out.teams.disable();
      expect(await out.deliver("solbacken", "one")).toMatchObject({
        outcome: "refused",
        advice: { say: "teams.advice.blocked" },
      });
      out.teams.disable(false);
      expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "sent" });
    });

    test("a conversation that is not there any more is not tried a second time", async () => {
      out = await startWayOut();
      out.teams.conversation("solbacken").deleted = true;
      expect(await out.deliver("solbacken", "one")).toMatchObject({
        outcome: "refused",
        advice: { say: "teams.advice.deleted" },
      });
      const calls = out.teams.calls.length;
      expect(await out.deliver("solbacken", "two")).toMatchObject({ outcome: "refused" });
      expect(out.teams.calls).toHaveLength(calls);
    });

    test("an unknown conversation is refused with advice", async () => {
      out = await startWayOut();
      out.teams.addChat({ name: "nobody's", members: ["anna"], installed: false });
      expect(await out.deliver("nobody's", "one")).toMatchObject({
        outcome: "refused",
        advice: { say: "teams.advice.removed" },
      });
    });
  });

  test("Teams' rates are kept: nothing is refused, whatever is sent at once", async () => {
    out = await startWayOut({ standIn: { rates: "strict", second: 0.05 }, pace: 0.05 });
    const came = await Promise.all(Array.from({ length: 40 }, (_, one) => out.deliver("solbacken", `${one}`)));
    expect(new Set(came.map(({ outcome }) => outcome))).toEqual(new Set(["sent", "later"]));
    expect(out.asked()).not.toContain("post 429");
  });

  test("a serviceUrl that no verified activity gave never gets a message", async () => {
    out = await startWayOut();
    const seen: string[] = [];
    const thief = createServer((request, response) => {
      seen.push(request.url ?? "");
      response.end("{}");
    });
    await new Promise<void>((resolve) => thief.listen(0, "127.0.0.1", resolve));
    const theirs = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/`;
    const { sent } = await out.teams.say("anna", "solbacken", "status");
    const forged = await out.teams.raw({ ...sent, id: "forged", serviceUrl: theirs });
    expect(forged.status).toBeGreaterThanOrEqual(400);
    expect(await out.deliver("solbacken", "one")).toMatchObject({ outcome: "sent" });
    expect(seen).toEqual([]);
    thief.close();
  });
});
