import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createNaming } from "../../../src/platforms/slack/who/naming.ts";

/** Slack's list of the bot's channels, in pages of one; it can be away. */
function listOf(...channels: readonly { readonly id: string; readonly name: string }[]) {
  const client = new webApi.WebClient("xoxb");
  const list = vi.fn(async ({ cursor = "0" }: { readonly cursor?: string | undefined } = {}) => {
    const at = Number(cursor);
    const more = at + 1 < channels.length;
    return {
      ok: true,
      channels: channels.slice(at, at + 1),
      response_metadata: { next_cursor: more ? String(at + 1) : "" },
    };
  });
  client.users.conversations = list as unknown as typeof client.users.conversations;
  return { client, list };
}

describe("what channels are called", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test("a name that is not known is read from all pages, once a minute at most", async () => {
    const { client, list } = listOf({ id: "C1", name: "solbacken" }, { id: "C2", name: "akero" });
    const naming = createNaming(client);
    expect(await naming.find("akero")).toBe("C2");
    expect(list).toHaveBeenCalledTimes(2);
    expect(await naming.find("nobody-knows")).toBeUndefined();
    expect(await naming.find("solbacken")).toBe("C1");
    expect(list).toHaveBeenCalledTimes(2);
    vi.advanceTimersByTime(60_000);
    await naming.find("nobody-knows");
    expect(list).toHaveBeenCalledTimes(4);
  });

  test("a channel has one name: the one before is free for another", async () => {
    const naming = createNaming(listOf().client);
    naming.called("C1", "solbacken");
    naming.called("C1", "solbacken-gamla");
    expect([await naming.find("solbacken"), await naming.find("solbacken-gamla")]).toEqual([undefined, "C1"]);
    naming.called("C2", "solbacken");
    expect([await naming.find("solbacken"), await naming.find("solbacken-gamla")]).toEqual(["C2", "C1"]);
  });

  test("while Slack does not answer, what was known is found", async () => {
    const { client, list } = listOf();
    const naming = createNaming(client);
    naming.called("C1", "solbacken");
    list.mockRejectedValueOnce(new Error("away"));
    expect(await naming.find("akero")).toBeUndefined();
    expect(await naming.find("solbacken")).toBe("C1");
  });
});
