import { afterEach, beforeEach, expect, test } from "vitest";
import { openWorkspace, type Seen, type Workspace } from "../../support/workspace.ts";

let house: Workspace;
beforeEach(async () => {
  house = await openWorkspace();
});
afterEach(() => house.close());

test("the buttons of a channel's one reminder message are each about their own project", async () => {
  await house.openSolbacken();
  await house.anna.says('open "Åkerö Bygg AB" variant:smaller via:direct internal:solbacken golive:2026-12-18');
  for (const _ of [1, 2])
    if ((await house.messages("solbacken")).at(-1)?.buttons.some(({ runs }) => runs === "open anyway"))
      await house.anna.presses("open anyway");
  const akero = (await house.facts("akero")).project;
  const spoken = async () => (await house.messages("solbacken")).filter(({ content }) => ofSeveral(content));
  const ofSeveral = ({ blocks }: Seen["content"]) => blocks.filter((block) => block.kind === "heading").length > 1;
  await house.playTo("2026-12-29T09:00");
  const [both] = (await spoken()).slice(-1);
  expect(both?.text).toContain("Åkerö Bygg AB");
  expect(both?.text).toContain("Solbacken Vård AB");
  const theirs = (seen: Seen, of: string | undefined): Seen => ({
    ...seen,
    buttons: seen.buttons.filter((button) => button.of === of && button.runs === "snooze"),
  });
  if (both === undefined) throw new Error("nothing was said");
  const other = both.buttons.find(({ of }) => of !== undefined)?.of;
  const [joined, first] = other === akero.id ? ["akero", "solbacken"] : ["solbacken", "akero"];
  for (const [code, of] of [
    [joined, other],
    [first, undefined],
  ] as const) {
    const asked = await house.anna.presses("snooze", { on: theirs(both, of) });
    await house.anna.fills(asked.form, { until: "2027-01-20", reason: `waits in ${code}` });
    const snoozes = (await house.facts(code)).snoozes.map(({ reason }) => reason);
    expect(snoozes).toEqual([`waits in ${code}`]);
  }
});
