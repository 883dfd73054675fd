import { describe, expect, test } from "vitest";
import type { Day } from "../../src/domain/units.ts";
import type { Awaited, Waiting } from "../../src/domain/waiting.ts";
import {
  comingWords,
  partyWords,
  phaseWords,
  planWarningWords,
  waitingWords,
} from "../../src/messages/project-words.ts";
import { createWords } from "../../src/messages/words.ts";
import { agreement, day, projectFacts } from "../fixtures/project-facts.ts";

const words = createWords();
const today = day("2026-11-23");
const both = (text: Parameters<typeof words.text>[1]) => [words.text("en", text, today), words.text("sv", text, today)];

describe("what waits, in words", () => {
  test.each<{ what: Awaited; en: string; sv: string }>([
    {
      what: { kind: "data", areas: ["fax", "hardware"], stuck: [] },
      en: "customer data: Fax solutions and Hardware",
      sv: "kunddata: Faxlösningar och Hårdvara",
    },
    {
      what: { kind: "data", areas: ["fax", "voicemail"], stuck: ["voicemail"] },
      en: "customer data: Fax solutions and Voicemail; stuck: Voicemail",
      sv: "kunddata: Faxlösningar och Röstbrevlåda; har kört fast: Röstbrevlåda",
    },
    {
      what: { kind: "data", areas: agreement.areas.map(({ id }) => id), stuck: [] },
      en: "customer data: all 13 areas",
      sv: "kunddata: alla 13 områden",
    },
    {
      what: { kind: "data", areas: agreement.areas.map(({ id }) => id), stuck: ["fax"] },
      en: "customer data: all 13 areas; stuck: Fax solutions",
      sv: "kunddata: alla 13 områden; har kört fast: Faxlösningar",
    },
    {
      what: { kind: "data", areas: agreement.areas.slice(1).map(({ id }) => id), stuck: [] },
      en: "customer data: all 13 areas but main number",
      sv: "kunddata: alla 13 områden utom huvudnummer",
    },
    {
      what: { kind: "data-review", areas: agreement.areas.map(({ id }) => id) },
      en: "review of customer data: all 13 areas",
      sv: "granskning av kunddata: alla 13 områden",
    },
    {
      what: { kind: "data-review", areas: ["fax"] },
      en: "review of customer data: Fax solutions",
      sv: "granskning av kunddata: Faxlösningar",
    },
    {
      what: { kind: "porting", step: "fullmakt" },
      en: "letter of authority for the number porting",
      sv: "fullmakt för porteringen",
    },
    {
      what: { kind: "porting", step: "termination" },
      en: "termination with the previous supplier, to take effect after the porting",
      sv: "uppsägning hos tidigare leverantör, att gälla efter porteringen",
    },
    { what: { kind: "task", ref: "T1", title: "Floor plan" }, en: "task T1 Floor plan", sv: "uppgift T1 Floor plan" },
    {
      what: { kind: "offer", ref: "X1", title: "Queues" },
      en: "answer to offer X1 Queues",
      sv: "svar på offert X1 Queues",
    },
    { what: { kind: "fault", ref: "F1", text: "no calls" }, en: "fault F1 no calls", sv: "fel F1 no calls" },
    { what: { kind: "deliver", refs: ["R1"] }, en: "delivery of requirement R1", sv: "leverans av krav R1" },
    {
      what: { kind: "verify", refs: ["R1", "R2"] },
      en: "verification of requirements R1 and R2",
      sv: "verifiering av krav R1 och R2",
    },
    { what: { kind: "approval" }, en: "delivery approval", sv: "leveransgodkännande" },
  ])("D4, D5, L2: $en", ({ what, en, sv }) => {
    expect(both(waitingWords({ who: "customer", what }, agreement, today))).toEqual([en, sv]);
  });

  test.each<{ due?: string; since?: string; en: string; sv: string }>([
    { due: "2026-11-23", en: "kickoff (by Mon 23 Nov)", sv: "uppstartsmöte (senast mån 23 nov)" },
    { due: "2026-11-24", en: "kickoff (by Tue 24 Nov)", sv: "uppstartsmöte (senast tis 24 nov)" },
    {
      due: "2026-11-22",
      en: "kickoff (was due Sun 22 Nov)",
      sv: "uppstartsmöte (försenat, skulle ha varit klart sön 22 nov)",
    },
    {
      due: "2026-11-20",
      en: "kickoff (was due Fri 20 Nov)",
      sv: "uppstartsmöte (försenat, skulle ha varit klart fre 20 nov)",
    },
    { since: "2026-11-20", en: "kickoff (since Fri 20 Nov)", sv: "uppstartsmöte (sedan fre 20 nov)" },
    { en: "kickoff", sv: "uppstartsmöte" },
  ])("$en", ({ due, since, en, sv }) => {
    const item: Waiting = {
      who: "supplier",
      what: { kind: "kickoff" },
      ...(due !== undefined && { due: due as Day }),
      ...(since !== undefined && { since: since as Day }),
    };
    expect(both(waitingWords(item, agreement, today))).toEqual([en, sv]);
  });
});

test("whom it waits for has a name", () => {
  const through = projectFacts({ project: { via: { kind: "partner", name: "Nordtele AB" } } });
  expect(both(partyWords("customer", through, agreement))[0]).toBe("Solbacken Vård AB");
  expect(both(partyWords("partner", through, agreement))[0]).toBe("Nordtele AB");
  expect(both(partyWords("supplier", through, agreement))[0]).toBe("iCentrex");
});

test("phases, dates ahead and what looks wrong in a plan", () => {
  expect(both(phaseWords("handover"))).toEqual([
    "Follow-up and handover to operations",
    "Uppföljning och överlämning till förvaltning",
  ]);
  const coming = comingWords({
    kind: "plan",
    which: "golive",
    name: { sv: "Driftsättning", en: "Go-live" },
    on: day("2026-12-18"),
  });
  expect(both(coming.label)).toEqual(["Go-live", "Driftsättning"]);
  expect(both(coming.value)).toEqual(["Fri 18 Dec", "fre 18 dec"]);
  const warning = planWarningWords({ kind: "not-a-business-day", which: "golive", on: day("2026-12-24") }, agreement);
  expect(both(warning)[0]).toBe("Go-live: Thu 24 Dec is not a business day.");
});
