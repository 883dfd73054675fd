import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { transcriptOf } from "../support/minutes-transcripts.ts";
import { type MinutesStage, stages } from "./minutes-stages.ts";

/** Forty minutes of talk, as Teams writes it down. */
const transcript = transcriptOf({
  ...({ as: "teams-vtt", minutes: 40, seed: 7, language: "sv" } as const),
  people: ["Anna Lind", "Karin Ek", "Johan Berg"],
  passages: [
    [
      { speaker: "Anna Lind", words: "Okej, då börjar vi med huvudnumret." },
      { speaker: "Anna Lind", words: "Beslut: huvudnumret svarar sju till arton på vardagar." },
    ],
    [{ speaker: "Johan Berg", words: "Jag skickar planritningen senast fredag." }],
    [
      { speaker: "Anna Lind", words: "Då bestämmer vi att faxen sägs upp." },
      { speaker: "Karin Ek", words: "Nej, vänta, lab använder den fortfarande." },
    ],
    [{ speaker: "Karin Ek", words: "Om provtagningen flyttar så behöver vi en kö till." }],
    [{ speaker: "Karin Ek", words: "Jag ringer Tele2 på onsdag." }],
  ],
});
const words = transcript.split(/\s+/u).length;

/** What a 40-minute transcript takes until its minutes are published: drop, of which meeting, publish. */
const mostClicks = 2;

describe.each(Object.entries(stages))("S2, M1: minutes on %s", (name, start) => {
  let stage: MinutesStage;
  beforeAll(async () => {
    stage = await start();
    await stage.types("team add erik");
    for (const at of ["10:00", "13:00", "15:00"]) await stage.types(`checkin schedule 2026-11-23 ${at}`);
    for (const call of ["C1", "C2", "C3"]) await stage.types(`checkin hold ${call}`);
    await stage.types('require add "Two queues"');
    await stage.types("kickoff");
  }, 60_000);
  afterAll(() => stage.stop());

  test("typed notes are checked on their card, published, followed up, and corrected by an addendum", async () => {
    await stage.types(
      [
        "minutes C1 Beslut: två köer",
        "Åtgärd: någon ringer Telia",
        "Åtgärd: Karin bokar möte 4/12",
        "Beslut: fax behålls",
        "Ändring i avrop: en kö till",
        "Utlovad data: Karin skickar faxlösningar senast 2/12",
        "Anna nämnde larmet",
      ].join("\n"),
    );
    await stage.presses(/^Untick 1$/);
    await stage.presses(/^Tick 1$/);
    await stage.presses(/^Who does 2\?$/);
    await stage.fills({ owner: "Johan Berg" });
    await stage.presses(/^3: Fri 4 Dec$/);
    await stage.presses(/^Edit 4$/);
    await stage.fills({ text: "faxen behålls till mars" });
    await stage.presses(/^Add from the notes/);
    await stage.fills({ lines: "M1:7", kind: "question" });
    // Six items fill a card.
    await stage.presses(/^On to page 2 of 2$/);
    await stage.presses(/^Drop 7$/);
    await stage.presses(/^Publish 6 of 6$/);
    const published = await stage.theirs();
    expect(published).toContain("Johan Berg: ringer Telia");
    expect(published).toContain("faxen behålls till mars");
    expect(published).not.toContain("larmet");
    const { tasks, snoozes } = await stage.facts();
    expect(tasks).toMatchObject([
      { title: "ringer Telia", who: { handle: "johan" } },
      { title: "bokar möte", who: { handle: "karin" }, due: "2026-12-04" },
      { title: "skickar faxlösningar", who: { handle: "karin" }, due: "2026-12-02" },
    ]);
    expect(snoozes).toMatchObject([{ subject: "data/fax", until: "2026-12-02" }]);
    await stage.presses(/^Change request: en kö till/);
    await stage.fills({ fixed: "4500" });
    expect((await stage.facts()).changes).toMatchObject([{ title: "en kö till" }]);

    await stage.types("minutes correct M1");
    await stage.presses(/^Drop 2$/);
    await stage.presses(/^Publish the correction$/);
    await stage.fills({ reason: "Johan ringde redan" });
    expect(await stage.theirs()).toMatch(/Correction of M1, edition 2.*Johan ringde redan/su);
    expect((await stage.facts()).tasks[0]?.withdrawn?.reason).toBe("Johan ringde redan");
  });

  test("a thread is minutes: who said what", async () => {
    await stage.thread("kickoff", [
      ["Anna Lind", "Beslut: porten flyttas 15 januari"],
      ["Erik Holm", "Jag skickar planen på fredag"],
      ["Anna Lind", "Tack"],
    ]);
    await stage.presses(/^Publish 2 of 2$/);
    expect((await stage.facts()).tasks.at(-1)).toMatchObject({ title: "skickar planen", who: { handle: "erik" } });
  });

  test("a transcript of 40 minutes, dropped, is published after two presses", async () => {
    const began = performance.now();
    let clicks = 0;
    const presses = async (label: RegExp) => {
      clicks += 1;
      await stage.presses(label);
    };
    await stage.drops("Avstämning.vtt", transcript);
    await presses(/^check-in C2, /);
    await presses(/^Publish /);
    const seconds = (performance.now() - began) / 1000;
    process.stdout.write(`${name}: 40 minutes, ${words} words: ${clicks} presses, ${seconds.toFixed(1)} s\n`);
    expect(clicks).toBeLessThanOrEqual(mostClicks);
    expect(seconds).toBeLessThan(30);
    const published = await stage.theirs();
    expect(published).toContain("huvudnumret svarar sju till arton");
    expect(published).toContain("Johan Berg: skickar planritningen, by Fri 27 Nov");
    expect(published).not.toMatch(/faxen sägs upp|provtagningen|planritningen.*\n.*surrade/u);
  });

  test("a file given with the line is the notes of that meeting, and no customer data", async () => {
    await stage.attaches("minutes C3", "anteckningar.txt", "Beslut: larmet kopplas till växeln");
    const { minutes, files } = { ...(await stage.facts()), files: await stage.ours() };
    expect(minutes.find(({ meeting }) => meeting === "C3")?.content).toMatchObject({
      items: [{ text: "larmet kopplas till växeln" }],
    });
    expect(files).not.toMatch(/Of which meeting is it\?.*Of which meeting is it\?/su);
    expect(`${await stage.ours()}${await stage.theirs()}`).not.toMatch(/anteckningar\.txt is here|Which area/u);
  });
});
