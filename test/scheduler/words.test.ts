import { expect, test } from "vitest";
import { snoozeSubjects } from "../../src/domain/snooze.ts";
import { phrase } from "../../src/messages/phrase.ts";
import { allDue } from "../../src/scheduler/due.ts";
import { heldUpWords } from "../../src/scheduler/held-up.ts";
import {
  agreement,
  asTold,
  data,
  dataMissing,
  member,
  projectFacts,
  snapshot,
  swedish,
  task,
  team,
} from "./support.ts";

test("D5: what somebody is stuck with reads well for every area, and for everything else that can be", () => {
  const subjects = snoozeSubjects({ tasks: [task("T1")], changes: [] }, agreement);
  const said = subjects.map((subject) => swedish(phrase("late.deed", { what: heldUpWords(subject, agreement) })));
  expect(said.map((what) => `kommer inte vidare med ${what}`).join("\n")).toMatchInlineSnapshot(`
    "kommer inte vidare med kunddata
    kommer inte vidare med området huvudnummer
    kommer inte vidare med området gruppnummer
    kommer inte vidare med området aktivitetsstyrning
    kommer inte vidare med området röstbrevlåda
    kommer inte vidare med området hantering av undantag
    kommer inte vidare med området nummertjänster
    kommer inte vidare med området funktionsgrupper
    kommer inte vidare med området tillval till användarlicens
    kommer inte vidare med området mobila tjänster
    kommer inte vidare med området tillval till företagsgemensamma tjänster
    kommer inte vidare med området faxlösningar
    kommer inte vidare med området hårdvara
    kommer inte vidare med området övrigt
    kommer inte vidare med uppgift T1
    kommer inte vidare med förberedelse av workshopen
    kommer inte vidare med sista avstämningsmötet
    kommer inte vidare med granskningen av kunddata
    kommer inte vidare med att be om leveransgodkännandet
    kommer inte vidare med kunddata
    kommer inte vidare med workshopen och dess förberedelse
    kommer inte vidare med porteringen
    kommer inte vidare med att boka avstämningsmöte
    kommer inte vidare med morgondagens avstämningsmöte
    kommer inte vidare med protokoll som saknas
    kommer inte vidare med timmar
    kommer inte vidare med offerter som väntar på svar
    kommer inte vidare med uppgifter som förfaller
    kommer inte vidare med den kommande driftsättningen
    kommer inte vidare med leveransgodkännandet
    kommer inte vidare med överlämningen
    kommer inte vidare med det som kunden inte kommer vidare med
    kommer inte vidare med dagar som har passerats
    kommer inte vidare med ett projekt som står stilla"
  `);
  const stuck = (...areas: readonly string[]) => {
    const by = { id: "karin", name: "Karin" };
    const facts = projectFacts({
      members: team,
      data: [
        ...dataMissing(...areas),
        ...areas.map((area) => ({ ...data(area, "stuck", "HR svarar inte"), by, bySide: "customer" as const })),
      ],
    });
    return allDue(snapshot(facts, "2026-12-01 09:00")).flatMap(({ subject, text }) =>
      subject === "stuck" ? [swedish(text)] : [],
    );
  };
  expect(stuck("other")).toEqual([
    "Karin kommer inte vidare med området övrigt (sedan fre 20 nov): ”HR svarar inte”. Det väntar på att vi hjälper till eller flyttar dagen.",
  ]);
  expect(stuck("fax", "hardware")).toEqual([
    "Karin kommer inte vidare med områdena faxlösningar och hårdvara (sedan fre 20 nov): ”HR svarar inte”. Det väntar på att vi hjälper till eller flyttar dagen.",
  ]);
});

test("C2: nobody is named twice in an escalated text, and of two people it is said who does what", () => {
  const due = { ref: "T1", due: "2026-12-01" } as const;
  const said = (members: typeof team, who: string | undefined, on: string) =>
    allDue(
      snapshot(
        asTold(
          projectFacts({
            members,
            tasks: [
              task(due.ref, {
                due: due.due as never,
                ...(who === undefined ? {} : { who: { id: who, handle: who, name: who } }),
              }),
            ],
          }),
          on,
        ),
        `${on} 09:00`,
      ),
    )
      .filter(({ key }) => key.startsWith("task-due/"))
      .map(({ to, text }) => `${to}: ${swedish(text)}`);
  const ours = [...team, member("erik", "staff"), member("karin", "sponsor")];
  const task1 = "uppgift T1 ”Skicka planritning” skulle ha varit klar tis 1 dec.";
  expect(said(ours, undefined, "2026-12-04")).toEqual([`internal: anna: ${task1} Ta tag i det.`]);
  expect(said(ours, "erik", "2026-12-04")).toEqual([`internal: erik: ${task1} anna, se till att det blir gjort.`]);
  expect(said(ours, "erik", "2026-12-14")).toEqual([
    `internal: erik: ${task1} anna, det väntar fortfarande: se till att det blir gjort.`,
  ]);
  expect(said(ours, "karin", "2026-12-04")).toEqual([
    `shared: karin: ${task1} anna hör av sig för att hjälpa till.`,
    `internal: anna: inget svar från Solbacken Vård AB, hör av dig till dem. Till karin: ${task1}`,
  ]);
});
