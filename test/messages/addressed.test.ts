import { expect, test } from "vitest";
import { addressed } from "../../src/messages/addressed.ts";
import { list, person, phrase } from "../../src/messages/phrase.ts";

test("whom a text addresses, wherever in it, is addressed; whom a button's values name is not", () => {
  const text = phrase("cell.list", { items: list([person("p1", "Karin"), person("p2", "Johan")]) });
  const button = {
    id: "yes",
    label: phrase("team.anyway"),
    runs: "team anyway",
    values: { how: "add", person: "petra", called: "Petra" },
  };
  const found = addressed({
    audience: "public",
    blocks: [
      { kind: "text", text },
      { kind: "buttons", buttons: [button] },
    ],
    retired: [button],
  });
  expect([...found]).toEqual([
    ["p1", "Karin"],
    ["p2", "Johan"],
  ]);
});
