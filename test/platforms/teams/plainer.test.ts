import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Day } from "../../../src/domain/units.ts";
import { plainText } from "../../../src/messages/plain.ts";
import { createWords } from "../../../src/messages/words.ts";
import { longContents, unpictured } from "../../fixtures/long-contents.ts";
import { startWayOut, type WayOut } from "./way-out.ts";

const words = createWords();
/** Every text that a person reads, wherever in the card it stands. */
function textsIn(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    key === "text" && typeof value === "string" ? [value] : textsIn(value),
  );
}
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

describe.each([{ lacks: ["Table", "Container", "RichTextBlock", "FactSet"] }, { lacks: ["AdaptiveCard"] }])(
  "where Teams takes no $lacks",
  ({ lacks }) => {
    let out: WayOut;
    beforeAll(async () => {
      out = await startWayOut({ standIn: { lacks }, pace: 0 });
    });
    afterAll(() => out.stop());

    test.each(longContents)("%s arrives whole, with its buttons, and the log says so once", async (_name, content) => {
      const before = out.teams.messages("solbacken").length;
      expect(await out.deliver("solbacken", { ...content, audience: "public" }, { language: "sv" })).toMatchObject({
        outcome: "sent",
      });
      const shown = out.teams.messages("solbacken").slice(before);
      const drawn = letters(shown.flatMap(({ said }) => [said.text, ...textsIn(said.cards)]).join(""));
      const skipped = new Set(
        content.blocks.flatMap((block) =>
          block.kind === "table" ? block.columns.map(({ label }) => words.text("sv", label)) : [],
        ),
      );
      const said = plainText(words, "sv", unpictured(content), "2026-11-23" as Day).split("\n");
      for (const text of said.flatMap((line) => line.split(/ \| |: /u))) {
        expect(skipped.has(text) || drawn.includes(letters(text)), text.slice(0, 100)).toBe(true);
      }
      const ids = content.blocks.flatMap((block) =>
        block.kind === "buttons" ? block.buttons.map(({ id }) => id) : [],
      );
      const found = [...JSON.stringify(shown.at(-1)?.said.cards).matchAll(/"button":"([^"]+)"/gu)].map(([, id]) => id);
      expect(found).toEqual(lacks.includes("AdaptiveCard") ? [] : ids);
      expect(out.troubles.filter((one) => one.includes("plainer"))).toHaveLength(1);
    });
  },
);

describe("what Teams refuses for good", () => {
  let out: WayOut;
  afterEach(() => out.stop());

  test.each([
    { status: 404, code: "NotFound" },
    { status: 403, code: "Forbidden" },
  ])("$status when asked who somebody is: acknowledged, said, and not asked for again", async ({ status, code }) => {
    out = await startWayOut();
    out.teams.addUser({ name: "nils", realName: "Nils Ny" });
    await out.teams.addMember("nils", "Leverans");
    out.teams.trouble("member", { kind: "status", status, code }, 50);
    const acked = await out.teams
      .say("nils", "solbacken-kund", "status")
      .catch(() => out.teams.say("nils", "solbacken", "status"));
    expect(acked.status).toBe(200);
    expect(out.teams.everything("nils")).toMatch(/does not let me see who you are|may not see who is in this channel/);
    expect(out.teams.everything("nils")).not.toContain("try again");
  });
});
