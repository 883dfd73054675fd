import { expect, test } from "vitest";
import { openWorkspace } from "../../support/workspace.ts";

test("P2: in a house that speaks Swedish, who works in English is told, asked and refused in English", async () => {
  const ws = await openWorkspace({ language: "sv" });
  try {
    await ws.anna.says('open "Solbacken" golive:2027-01-15 language:en');
    await ws.anna.presses("open anyway").catch(() => undefined);
    await ws.erik.says("help");
    await ws.anna.says("away until:2026-12-14 stand-in:erik", { in: "dm-anna" });
    await ws.house.jobs.drain();
    const { rows } = await ws.test.pool.query<{ language: string | null }>(
      "select coalesce(c.language, p.language) as language from messages m join conversations c on c.id = m.conversation_id left join projects p on p.id = m.project_id where m.content::text like '%standingIn%'",
    );
    expect(rows).toEqual([{ language: "en" }]);
    const refused = await ws.anna.says('open "Solbacken" golive:2026-11-01', { in: "somewhere-new" });
    expect([refused.outcome, refused.answer.language]).toEqual(["refused", "en"]);
    // Nobody of these has a project: what is opened says its language itself.
    const first = await ws.petra.says('open "Lunden" golive:2026-11-01 language:en', { in: "somewhere-else" });
    expect(first.answer.language).toBe("en");
    expect((await ws.petra.says('öppna "Lunden" golive:2026-11-01', { in: "somewhere-else" })).answer.language).toBe(
      "sv",
    );
  } finally {
    await ws.close();
  }
});
