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

test("P2: an English project of a Swedish house speaks English in both channels: answer, card, reminders and digests", async () => {
  const ws = await openWorkspace({ language: "sv" });
  try {
    await ws.conversation("solbacken-kund");
    const open = 'open "Solbacken" shared:solbacken-kund data:2026-12-04 golive:2026-12-18 language:en';
    const asked = await ws.anna.says(open);
    const opened = asked.messages.some(({ buttons }) => buttons.some(({ runs }) => runs === "open anyway"))
      ? await ws.anna.presses("open anyway")
      : asked;
    expect([asked.answer.language, opened.outcome, opened.answer.language]).toEqual(["en", "done", "en"]);
    await ws.anna.says("team add johan");
    await ws.playTo("2026-12-08T09:00");
    const { rows } = await ws.test.pool.query<{
      where: string;
      language: string;
      subject: string | null;
      text: string;
    }>(
      "select c.name as where, coalesce(c.language, p.language) as language, m.subject, m.content::text as text from messages m join conversations c on c.id = m.conversation_id join projects p on p.id = m.project_id",
    );
    for (const where of ["solbacken", "solbacken-kund"]) {
      const there = rows.filter((row) => row.where === where);
      const kinds = new Set(there.map(({ subject }) => subject?.split("/")[0]));
      expect([...kinds], where).toContain("digest");
      if (where === "solbacken-kund") expect([...kinds], where).toEqual(expect.arrayContaining(["standing", "nag"]));
      expect(there.filter(({ language }) => language !== "en")).toEqual([]);
      // Lines are composed where they are said, in the words of who reads them.
      const lines = there.flatMap(({ text }) => [...text.matchAll(/"line": ?"([^"]*)"/gu)].map(([, line]) => line));
      expect(lines.filter((line) => /koppla|öppna|avstämning|kunddata|tidplan|lägg|krav/u.test(line ?? ""))).toEqual(
        [],
      );
    }
  } finally {
    await ws.close();
  }
});
