import { describe, expect, test } from "vitest";
import type { Keeping } from "../../../src/messages/keeping.ts";
import { type Happening, plainId } from "../../../src/platforms/teams/who/conversation-ref.ts";
import { createConversations } from "../../../src/platforms/teams/who/conversations.ts";
import { keepingInMemory } from "../../support/hosting.ts";

const home = "tenant-home";
const channel = (more: Partial<Happening> = {}): Happening => ({
  type: "message",
  serviceUrl: "https://smba.trafficmanager.net/emea/",
  conversation: { id: "19:a@thread.tacv2;messageid=1700", conversationType: "channel", tenantId: home, isGroup: true },
  from: { id: "29:anna" },
  recipient: { id: "28:bot", name: "Startklar" },
  channelData: { tenant: { id: home }, team: { id: "19:team@thread.tacv2" }, channel: { id: "19:a@thread.tacv2" } },
  ...more,
});
const chat = (id: string, user = "29:anna"): Happening => ({
  type: "message",
  serviceUrl: "https://smba.trafficmanager.net/emea/",
  conversation: { id, conversationType: "personal", tenantId: home },
  from: { id: user },
  recipient: { id: "28:bot" },
});

function counting(keeping: Keeping = keepingInMemory()) {
  const writes: string[] = [];
  const moves: string[] = [];
  const counted: Keeping = {
    ...keeping,
    async put(collection, key, value) {
      writes.push(`${collection} ${key}`);
      await keeping.put(collection, key, value);
    },
  };
  const moved = async (tenant: string, from: string, to: string) => void moves.push(`${tenant}: ${from} → ${to}`);
  return { writes, moves, open: () => createConversations({ keeping: counted, moved }) };
}

describe("the conversations that the bot knows", () => {
  test("a conversation is kept without the thread, with the address and tenant that its activity gave", async () => {
    const { open } = counting();
    const ref = await open().learn(channel());
    expect(ref).toEqual({
      id: "19:a@thread.tacv2",
      serviceUrl: "https://smba.trafficmanager.net/emea/",
      tenant: home,
      kind: "channel",
      team: { id: "19:team@thread.tacv2" },
      bot: { id: "28:bot", name: "Startklar" },
    });
    expect(plainId("a:1;messageid=2")).toBe("a:1");
  });

  test("it survives a restart, and is written only when something has changed", async () => {
    const { writes, open } = counting();
    await open().learn(channel());
    const after = writes.length;
    const again = open();
    await again.learn(channel());
    await again.learn(channel({ from: { id: "29:anna" } }));
    expect(writes).toHaveLength(after);
    expect(await open().of("19:a@thread.tacv2")).toMatchObject({ tenant: home });
    await again.learn(channel({ serviceUrl: "https://smba.trafficmanager.net/uk/" }));
    expect(writes).toHaveLength(after + 1);
    expect(await open().of("19:a@thread.tacv2")).toMatchObject({ serviceUrl: "https://smba.trafficmanager.net/uk/" });
  });

  test("a name that was told once is kept when the next activity does not tell it", async () => {
    const { open } = counting();
    const known = open();
    const data = channel().channelData;
    await known.learn(
      channel({ channelData: { ...data, channel: { id: "19:a@thread.tacv2", name: "solbacken", type: "private" } } }),
    );
    expect(await known.learn(channel())).toMatchObject({ name: "solbacken", channelType: "private" });
  });

  test("a conversation that is gone is refused until people speak there again; what is told of it does not bring it back", async () => {
    const { open } = counting();
    const known = open();
    await known.learn(channel());
    expect(await known.gone("19:a@thread.tacv2", "removed")).toBe(true);
    expect(await known.gone("19:a@thread.tacv2", "removed")).toBe(false);
    expect(await known.learn(channel({ type: "conversationUpdate" }))).toMatchObject({ gone: "removed" });
    expect((await known.learn(channel())).gone).toBeUndefined();
    expect(await known.gone("19:nowhere@thread.tacv2", "deleted")).toBe(false);
  });

  test("a private chat that has another id after a new installation takes the place of the old one", async () => {
    const { open, moves } = counting();
    const known = open();
    await known.learn(chat("a:1"));
    await known.learn(chat("a:1"));
    expect(moves).toEqual([]);
    await known.learn(chat("a:2"));
    expect(moves).toEqual([`${home}: a:1 → a:2`]);
    expect(await known.person("29:anna")).toEqual({ chat: "a:2", seen: "a:1" });
    expect(await known.of("a:1")).toMatchObject({ gone: "deleted" });
  });

  test("a channel that Teams moves to another kind of thread is the same channel", async () => {
    const { open, moves } = counting();
    const known = open();
    const of = (id: string) => channel({ conversation: { id, conversationType: "channel", tenantId: home } });
    await known.learn(of("19:abc@thread.skype"));
    await known.learn(of("19:abcd@thread.tacv2"));
    expect(moves).toEqual([]);
    await known.learn(of("19:abc@thread.tacv2"));
    expect(moves).toEqual([`${home}: 19:abc@thread.skype → 19:abc@thread.tacv2`]);
  });

  test.each([
    { what: "no address", activity: channel({ serviceUrl: undefined }) },
    { what: "no conversation", activity: channel({ conversation: undefined }) },
    { what: "nobody it is for", activity: channel({ recipient: undefined }) },
  ])("an activity with $what is not learned from", async ({ activity }) => {
    await expect(counting().open().learn(activity)).rejects.toThrow(TypeError);
  });

  test.each([
    { type: "personal", isGroup: undefined, kind: "personal" },
    { type: "groupChat", isGroup: true, kind: "groupChat" },
    { type: "channel", isGroup: true, kind: "channel" },
    { type: undefined, isGroup: true, kind: "groupChat" },
    { type: undefined, isGroup: undefined, kind: "personal" },
  ])("what a local client calls $type (isGroup $isGroup) is a $kind", async ({ type, isGroup, kind }) => {
    const ref = await counting()
      .open()
      .learn(channel({ conversation: { id: "x", conversationType: type, isGroup } }));
    expect(ref.kind).toBe(kind);
  });

  test.each([
    { where: "two people's chat", id: "19:anna_karin@unq.gbl.spaces", type: "personal", isGroup: undefined },
    { where: "a chat without a type", id: "19:abc@thread.v2", type: undefined, isGroup: undefined },
    { where: "a channel's thread", id: "19:a@thread.tacv2;messageid=1700", type: "personal", isGroup: false },
  ])(
    "A1: $where is nobody's private chat with the bot, whatever its activity calls it",
    async ({ id, type, isGroup }) => {
      const { open, moves } = counting();
      const known = open();
      await known.learn(chat("a:1"));
      const ref = await known.learn({
        ...chat(id),
        conversation: { id, conversationType: type, isGroup, tenantId: home },
      });
      expect(ref.kind).toBe("groupChat");
      expect(await known.person("29:anna")).toEqual({ chat: "a:1", seen: "a:1" });
      expect(moves).toEqual([]);
    },
  );

  test("A1: what was kept as a private chat, and cannot be one, is none any longer", async () => {
    const keeping = keepingInMemory();
    const { open } = counting(keeping);
    const ref = await open().learn(chat("a:1"));
    const id = "19:anna_karin@unq.gbl.spaces";
    await keeping.put("conversations", id, { ...ref, id });
    await keeping.put("people", "29:anna", { chat: id, seen: id });
    expect(await open().of(id)).toMatchObject({ kind: "groupChat" });
    expect((await open().all()).find((one) => one.id === id)).toMatchObject({ kind: "groupChat" });
    expect(await open().person("29:anna")).toEqual({ seen: id });
  });
});
