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
  expect(said.map((what) => `har kört fast med ${what}`).join("\n")).toMatchInlineSnapshot(`
    "har kört fast med kunddata
    har kört fast med området huvudnummer
    har kört fast med området gruppnummer
    har kört fast med området aktivitetsstyrning
    har kört fast med området röstbrevlåda
    har kört fast med området hantering av undantag
    har kört fast med området nummertjänster
    har kört fast med området funktionsgrupper
    har kört fast med området tillval till användarlicens
    har kört fast med området mobila tjänster
    har kört fast med området tillval till företagsgemensamma tjänster
    har kört fast med området faxlösningar
    har kört fast med området hårdvara
    har kört fast med området övrigt
    har kört fast med uppgift T1
    har kört fast med förberedelse av workshopen
    har kört fast med sista avstämningsmötet
    har kört fast med granskningen av kunddata
    har kört fast med att be om leveransgodkännandet
    har kört fast med kunddata
    har kört fast med workshopen och dess förberedelse
    har kört fast med porteringen
    har kört fast med att boka avstämningsmöte
    har kört fast med morgondagens avstämningsmöte
    har kört fast med protokoll som saknas
    har kört fast med timmar
    har kört fast med offerter som väntar på svar
    har kört fast med uppgifter som förfaller
    har kört fast med den kommande driftsättningen
    har kört fast med leveransgodkännandet
    har kört fast med överlämningen
    har kört fast med det som kunden har kört fast med
    har kört fast med dagar som har passerats
    har kört fast med ett projekt som står stilla"
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
    "Karin har kört fast med området övrigt (sedan fre 20 nov): ”HR svarar inte”. Hjälp till, eller flytta dagen.",
  ]);
  expect(stuck("fax", "hardware")).toEqual([
    "Karin har kört fast med områdena faxlösningar och hårdvara (sedan fre 20 nov): ”HR svarar inte”. Hjälp till, eller flytta dagen.",
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
