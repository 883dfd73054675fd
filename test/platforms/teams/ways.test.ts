import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConnectorError } from "../../../src/platforms/teams/errors.ts";
import { createWays } from "../../../src/platforms/teams/out/ways.ts";
import { Unreachable } from "../../../src/platforms/unreachable.ts";

const refusedBy = (status: number, code?: string) => async (): Promise<never> => {
  throw new ConnectorError("no", code === undefined ? { status } : { status, code });
};

describe("the ways to one person", () => {
  const heard: unknown[] = [];
  const log = {
    info: (event: string, details: object = {}) => void heard.push({ event, ...details }),
    trouble: () => undefined,
    failed: () => "",
  };
  const targeted = { by: "targeted", to: "19:solbacken" } as const;
  const chat = { by: "chat", to: "29:anna" } as const;

  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    heard.length = 0;
  });

  test("one that is refused is closed for six hours, and no other with it; the log says which", async () => {
    const ways = createWays(log);
    expect(await ways.go(targeted, refusedBy(403, "Forbidden"))).toBeUndefined();
    expect(heard).toEqual([{ event: "a way to one person was refused", way: "targeted", code: "Forbidden" }]);
    expect([ways.isOpen(targeted), ways.isOpen({ ...targeted, to: "19:other" }), ways.isOpen(chat)]).toEqual([
      false,
      true,
      true,
    ]);
    vi.advanceTimersByTime(6 * 3_600_000 - 1);
    expect(ways.isOpen(targeted)).toBe(false);
    vi.advanceTimersByTime(1);
    expect(ways.isOpen(targeted)).toBe(true);
  });

  test("one that is taken gives what was sent, and stays open", async () => {
    const ways = createWays(log);
    expect(await ways.go(chat, async () => "sent")).toBe("sent");
    expect(ways.isOpen(chat)).toBe(true);
  });

  test.each([
    { what: "Teams is busy", way: targeted, status: 429, code: undefined },
    { what: "nobody answers", way: chat, status: 503, code: undefined },
    { what: "the bot is out of the conversation", way: targeted, status: 403, code: "BotNotInConversationRoster" },
  ])("$what: that is thrown, and the way stays open", async ({ way, status, code }) => {
    const ways = createWays(log);
    await expect(ways.go(way, refusedBy(status, code))).rejects.toThrow(ConnectorError);
    expect(ways.isOpen(way)).toBe(true);
  });

  test("they have taken the app out: there is another way than their chat", async () => {
    const ways = createWays(log);
    const gone = async () => {
      throw new Unreachable(new ConnectorError("gone", { status: 403, code: "NotInstalled" }));
    };
    expect(await ways.go(chat, gone)).toBeUndefined();
    expect(ways.isOpen(chat)).toBe(false);
  });
});
