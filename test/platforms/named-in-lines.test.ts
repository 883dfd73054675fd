import { describe, expect, test } from "vitest";
import { createAcquaintance, placesNamed } from "../../src/platforms/named-in-lines.ts";
import { Unreachable } from "../../src/platforms/unreachable.ts";

const keys = new Set(["internal", "shared", "delad"]);

describe("channels that a line names in plain words", () => {
  test.each<[line: string, names: readonly string[]]>([
    ['open "Solbacken" shared:solbacken-kund internal:#solbacken', ["solbacken-kund", "solbacken"]],
    ['bind shared delad:"Solbacken kund"', ["Solbacken kund"]],
    ['open "Solbacken" shared:"#solbacken-kund"', ["solbacken-kund"]],
    ["open x shared:”Solbacken kund”", ["Solbacken kund"]],
    ["open x SHARED:solbacken", ["solbacken"]],
    ["status #solbacken", ["solbacken"]],
    ["log 2h configuration on:fri by:erik", []],
    ["x-shared:solbacken", []],
    ["shared:a shared:a", ["a"]],
  ])("%s", (line, names) => expect([...placesNamed(line, keys)]).toEqual(names));

  test("no more of them than one line may name", () => {
    const line = Array.from({ length: 12 }, (_, n) => `shared:c${n}`).join(" ");
    expect([...placesNamed(line, keys)]).toEqual(["c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7"]);
  });
});

describe("who and what a line names, looked up", () => {
  const met: string[] = [];
  const acquaintance = createAcquaintance({
    meet: async ({ name }) => name.toLowerCase(),
    channels: { met: async ({ name }: { readonly name: string }) => void met.push(name) } as never,
  });
  const place = (name: string) =>
    Promise.resolve({
      platform: "slack",
      tenant: "T1",
      external: "C1",
      name,
      private: false,
      outsiders: false,
    } as const);
  const karin = Promise.resolve({ platform: "slack", tenant: "T1", user: "U1", name: "Karin", staff: false } as const);

  test("is known by its name from then on", async () => {
    expect(await acquaintance.person(karin)).toBe("karin");
    expect(await acquaintance.place(place("solbacken"))).toBe("solbacken");
    expect(met).toEqual(["solbacken"]);
  });

  test("a channel that is called by its id has no name that a line could use", async () => {
    met.length = 0;
    expect(await acquaintance.place(place("C1"))).toBeUndefined();
    expect(met).toEqual([]);
  });

  test("nobody is taken for somebody unseen; a fault of ours is no silence of the platform", async () => {
    expect(await acquaintance.person(Promise.reject(new Unreachable("down")))).toBeUndefined();
    expect(await acquaintance.place(Promise.reject(new Unreachable("down")))).toBeUndefined();
    await expect(acquaintance.person(Promise.reject(new TypeError("ours")))).rejects.toThrow("ours");
  });
});
