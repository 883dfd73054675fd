import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import type { DataField } from "../../src/domain/data-field.ts";
import type { GivenCell } from "../../src/domain/data-given.ts";
import { readValue } from "../../src/domain/data-value.ts";
import type { Day } from "../../src/domain/units.ts";
import { writtenValue } from "../../src/messages/data-value-words.ts";

const field = (type: DataField["type"], more: Partial<DataField> = {}): DataField => ({
  ...{ id: "x", name: { sv: "X", en: "X" }, aliases: [], type, required: false, unique: false },
  ...more,
});
const today = "2026-11-29" as Day;
const read = (of: DataField, cell: GivenCell) => {
  const { value, finding } = readValue(of, cell, { country: "SE", today });
  return [value, finding && `${finding.weight} ${finding.what}`];
};
const none = undefined;

describe("D6: a subscriber's number, as people write it", () => {
  test.each<[GivenCell, string | undefined, string?]>([
    ["08-123 45 67", "+4681234567"],
    ["08\u2011123\u00a045\u202f67", "+4681234567"],
    ["08–123 45 67", "+4681234567"],
    ["08/123 45 67", "+4681234567"],
    ["(08) 123 45 67", "+4681234567"],
    ["+46 (0)8 123 45 67", "+4681234567"],
    ["0046 8 123 45 67", "+4681234567"],
    ["Tel: 08-123 45 67", "+4681234567"],
    ["46701740605", "+46701740605"],
    [46701740605, "+46701740605"],
    ["020-20 20 22", "+4620202022"],
    ["0771-123 456", "+46771123456"],
    ["010-123 45 67", "+46101234567"],
    [701740605, "+46701740605", "repaired number.zero"],
    ["8-123 45 67", "+4681234567", "repaired number.zero"],
    ["7,01235E+08", none, "fault number.scientific"],
    ["4.41E+11", none, "fault number.scientific"],
    ["112", none, "fault number.service"],
    [112, none, "fault number.service"],
    ["114 14", none, "fault number.service"],
    ["1177", none, "fault number.service"],
    ["0719123456789", none, "fault number.long"],
    ["08-12", none, "fault number.short"],
    ["07001", none, "fault number.short"],
    ["växeln", none, "fault number.letters"],
    ["+4581234567", "+4581234567", "question number.foreign"],
    ["0939-123 45 67", "+469391234567", "question number.premium"],
    ["08-123 45 67 ankn 12", "+4681234567", "question number.extension"],
    ["08-123 45 67, 070-174 06 05", none, "fault number.several"],
    ["08-123 45 67 / 070-174 06 05", none, "fault number.several"],
    ["08-123 45 00–49", none, "fault number.series"],
    ["", none],
    ["\u00a0", none],
    ...[
      "-",
      "–",
      "—",
      "--",
      "saknas",
      "Saknas.",
      "ej",
      "inget",
      "Inga",
      "n/a",
      "N.A.",
      "none",
      "x",
      "X",
      "finns ej",
    ].map((text): [string, undefined] => [text, none]),
    ["(–)", none],
    ["0", none, "fault number.short"],
    ["?", none, "fault number.letters"],
    ["saknas än", none, "fault number.letters"],
    ["xx", none, "fault number.letters"],
    ["08-123 45 09 (direkt)", "+4681234509", "question number.note"],
    ["070-174 06 05 (privat)", "+46701740605", "question number.note"],
    ["08\u2011123\u00a045 09 vx", "+4681234509", "question number.note"],
    ["direkt: 08-123 45 09", "+4681234509", "question number.note"],
    ["Växel (08-123 45 09)", "+4681234509", "question number.note"],
    ["(08) 123 45 09, Anna Ek", "+4681234509", "question number.note"],
    ["+46 (0)8 123 45 09 – receptionen", "+4681234509", "question number.note"],
    ["tel: 08-123 45 09 (direct)", "+4681234509", "question number.note"],
    ["8-123 45 09 (direkt)", "+4681234509", "question number.note"],
    ["08-123 45 67 ankn 12 (Bo)", "+4681234567", "question number.note"],
    ["+45 81 23 45 67 (Köpenhamn)", "+4581234567", "question number.note"],
    ["ej 08-123 45 09", none, "fault number.letters"],
    ["08-123 45 09 (inte aktivt)", none, "fault number.letters"],
    ["rum 12", none, "fault number.letters"],
    ["4.41E+11 (direkt)", none, "fault number.scientific"],
    ["112 (SOS)", none, "fault number.service"],
    ["08-123 45 00–49 (direkt)", none, "fault number.series"],
    ["070-174 06 05 (slutar 31/12)", "+46701740605", "question number.note"],
    ["08-123 45 67 (2 st)", "+4681234567", "question number.note"],
    ["08-123 45 67 (2)", "+4681234567", "question number.note"],
    ["08-123 45 67 från 1 jan", "+4681234567", "question number.note"],
    ["0701740605?", "+46701740605", "question number.note"],
    ["0701740605 *", "+46701740605", "question number.note"],
    ["'0701740605", "+46701740605"],
    ["08-123 45 67 till 49 direkt", none, "fault number.series"],
    ["08-123 45 67 (direkt), 070-174 06 05 (mobil)", none, "fault number.several"],
    ["direkt 08-123 45 67, mobil 070-174 06 05", none, "fault number.several"],
    ["08-123 45 67 (070-174 06 05)", none, "fault number.several"],
    ["08-123 45 67 070-174 06 05", none, "fault number.several"],
    ["08-123 45 67 + 070-174 06 05", none, "fault number.several"],
    ["08-123 45 67 | 070-174 06 05", none, "fault number.several"],
    ["08-123 45 67 mob 070-174 06 05", none, "fault number.several"],
    ["08-123 45 67\n070-174 06 05", none, "fault number.several"],
    ["08-123 45 67 or 070-174 06 05", none, "fault number.several"],
  ])("%j", (cell, value, finding) => expect(read(field("number"), cell)).toEqual([value, finding]));

  test("what is left out beside a number is told, with what else is odd about it", () => {
    const found = (cell: string, more: Partial<DataField> = {}) =>
      readValue(field("number", more), cell, { country: "SE", today }).finding?.args;
    expect(found("Direkt: 8-123 45 09 (Bo Ek)")).toEqual({ read: "+4681234509", note: "Direkt, Bo Ek", odd: "none" });
    expect(found("08-123 45 09 vx", { kind: "mobile" })).toMatchObject({ note: "vx", odd: "notMobile" });
    expect(found("08-123 45 09 ankn 12 (Bo)")).toMatchObject({ note: "Bo", odd: "extension" });
    expect(found(`08-123 45 09 ${"lång ".repeat(40)}`)?.note).toHaveLength(40);
  });

  test.each<[GivenCell, string | undefined, string?]>([
    ["08-123 45 00–49", "+4681234500-+4681234549"],
    ["08-123 45 00-49", "+4681234500-+4681234549"],
    ["08-123 45 00 - 49", "+4681234500-+4681234549"],
    ["08-123 45 00 till 08-123 45 49", "+4681234500-+4681234549"],
    ["08-123 45 00 t.o.m. 49", "+4681234500-+4681234549"],
    ["+4681234500-+4681234549", "+4681234500-+4681234549"],
    ["0470-123 00–19", "+4647012300-+4647012319"],
    ["8-123 45 00–49", "+4681234500-+4681234549", "repaired number.zero"],
    ["08-123 45 00–00", "+4681234500"],
    ["08-123 45 67", "+4681234567"],
    ["08-123 45 00–49 (direktval)", "+4681234500-+4681234549", "question number.note"],
    ["Serie: 08-123 45 00 till 08-123 45 49", "+4681234500-+4681234549", "question number.note"],
    ["08-123 45 00–49, 08-123 46 00–49", none, "fault number.several"],
    ["08-123 45 00–49 (50 nummer)", "+4681234500-+4681234549", "question number.note"],
    ["08-123 45 49–00", none, "fault number.series-backwards"],
    ["08-123 00 00–08-124 99 99", none, "fault number.series-long"],
    ["08-123 00 00–9999", "+4681230000-+4681239999"],
    ["08-123 45 00–0470-123 00", none, "fault number.series-end"],
  ])("a series: %j", (cell, value, finding) =>
    expect(read(field("number", { series: true }), cell)).toEqual([value, finding]),
  );

  test("of another kind than the column's, it is asked about", () => {
    expect(read(field("number", { kind: "mobile" }), "08-123 45 67")[1]).toBe("question number.not-mobile");
    expect(read(field("number", { kind: "mobile" }), "070-174 06 05")[1]).toBeUndefined();
    expect(read(field("number", { kind: "fixed" }), "070-174 06 05")[1]).toBe("question number.not-fixed");
    expect(read(field("number", { kind: "fixed" }), "010-123 45 67")[1]).toBeUndefined();
  });
});

describe("D6: other identifiers", () => {
  test.each<[DataField["type"], GivenCell, string | undefined, string?]>([
    ["e-mail", "Anna.Andersson@Exempel.SE", "anna.andersson@exempel.se"],
    ["e-mail", "mailto:a@b.se", "a@b.se"],
    ["e-mail", "Anna <a@b.se>", "a@b.se", "repaired e-mail.named"],
    ["e-mail", "a@b.se; c@d.se", none, "fault e-mail.several"],
    ["e-mail", "åsa@b.se", none, "fault e-mail.letters"],
    ["e-mail", "a@b", none, "fault e-mail.invalid"],
    ["mac", "80:5E:C0:12:34:56", "805EC0123456"],
    ["mac", "80-5e-c0-12-34-56", "805EC0123456"],
    ["mac", "805e.c012.3456", "805EC0123456"],
    ["mac", "805e c012 3456", "805EC0123456"],
    ["mac", "MAC: 805EC0123456", "805EC0123456"],
    ["mac", "8O:5E:CO:12:34:56", "805EC0123456", "repaired mac.letter-o"],
    ["mac", "80:5E:C0:12:34", none, "fault mac.length"],
    ["mac", "80:5E:C0:12:34:5G", none, "fault mac.letters"],
    ["mac", "00:00:00:00:00:00", "000000000000", "question mac.odd"],
    ["mac", "01:00:5E:00:00:01", "01005E000001", "question mac.odd"],
    ["organisation-number", "556036-0793", "5560360793"],
    ["organisation-number", 5560360793, "5560360793"],
    ["organisation-number", "SE556036079301", "5560360793"],
    ["organisation-number", "165560360793", "5560360793"],
    ["organisation-number", "556036-0794", none, "fault organisation-number.check"],
    ["organisation-number", "556036-079", none, "fault organisation-number.length"],
    ["organisation-number", "Bolaget AB", none, "fault organisation-number.invalid"],
    ["organisation-number", "811218-9876", "8112189876", "question organisation-number.personal"],
    ["extension", 4501, "4501"],
    ["extension", "ankn. 45 01", "4501"],
    ["extension", "45A1", none, "fault extension.letters"],
    ["extension", "–", none],
    ["e-mail", "saknas", none],
    ["mac", "n/a", none],
    ["organisation-number", "-", none],
    ["sim-card", "ej", none],
    ["day", "–", none],
    ["deviating-days", "Inga", none],
    ["mac", "x", none, "fault mac.letters"],
    ["text", "-", "-"],
    ["day", { day: "2026-12-24" as Day }, "2026-12-24"],
    ["day", "2026-12-24", "2026-12-24"],
    ["day", "20261224", "2026-12-24"],
    ["day", "24/12 2026", "2026-12-24"],
    ["day", "24.12.2026", "2026-12-24"],
    ["day", "den 24 december 2026", "2026-12-24"],
    ["day", "24 Dec 2026", "2026-12-24"],
    ["day", "24/12", "2026-12-24", "question day.year"],
    ["day", "1/2", "2027-02-01", "question day.year"],
    ["day", 46380, "2026-12-24", "repaired day.number"],
    ["day", "2026-02-30", none, "fault day.none"],
    ["day", "30/2", none, "fault day.none"],
    ["day", "snart", none, "fault day.invalid"],
    ["day", "2026-12-24 eller så", none, "fault day.invalid"],
    ["yes-no", "Ja", "yes"],
    ["yes-no", true, "yes"],
    ["yes-no", "x", "yes"],
    ["yes-no", "No", "no"],
    ["yes-no", 0, "no"],
    ["yes-no", "kanske", none, "fault yes-no.unclear"],
    ["text", "A\u030asa\u00a0\u200b ", "Åsa"],
    ["text", "x".repeat(2000), "x".repeat(2000)],
    ["text", "x".repeat(2001), none, "fault text.long"],
  ])("%s %j", (type, cell, value, finding) => expect(read(field(type), cell)).toEqual([value, finding]));

  test("an extension has as many digits as the agreement lets it", () => {
    expect(read(field("extension", { digits: [3, 4] }), "123")[1]).toBeUndefined();
    expect(read(field("extension", { digits: [3, 4] }), "12345")[1]).toBe("fault extension.length");
  });

  const licence = field("choice", {
    choices: [
      { id: "attendant", name: { sv: "Telefonist", en: "Attendant" }, aliases: ["växeltelefonist"] },
      { id: "standard", name: { sv: "Standard", en: "Standard" }, aliases: ["user"] },
    ],
  });
  test.each<[string, string | undefined, string?]>([
    ["TELEFONIST", "attendant"],
    ["Super", none, "fault choice.unknown"],
    ["Usser", "standard", "repaired choice.near"],
    ["Stndrd", none, "fault choice.unknown"],
    ["Stnadrad", "standard", "repaired choice.near"],
    ["attendant", "attendant"],
    ["Va\u0308xeltelefonist", "attendant"],
    ["Telefonsit", "attendant", "repaired choice.near"],
    ["guld", none, "fault choice.unknown"],
  ])("a choice: %s", (text, value, finding) => expect(read(licence, text)).toEqual([value, finding]));
});

const dayAfterDay = (first: string, count: number, hours: string): string =>
  Array.from({ length: count }, (_, at) => `${addDays(first as Day, at)} ${hours}`).join("; ");
const closedFrom = (first: string, count: number): string => dayAfterDay(first, count, "closed");
const [xmas, holidays] = [closedFrom("2026-12-24", 3), closedFrom("2026-12-24", 14)];
const january = closedFrom("2027-01-24", 3);
const everyOther =
  "mon 08:00-17:00; tue 09:00-17:00; wed 08:00-17:00; thu 09:00-17:00; fri 08:00-17:00; sat closed; sun closed";
const fridayBreak =
  "mon 08:00-17:00; tue 08:00-17:00; wed 08:00-17:00; thu 08:00-17:00; fri 08:00-12:00 13:00-17:00; " +
  "sat closed; sun closed";
const week = (weekday: string, sat = "closed", sun = "closed") =>
  `${["mon", "tue", "wed", "thu", "fri"].map((day) => `${day} ${weekday}`).join("; ")}; sat ${sat}; sun ${sun}`;

describe("D6: opening hours cover the week and do not overlap", () => {
  test.each<[string, string | undefined, string?]>([
    ["mån–fre 8–17; lör–sön stängt", week("08:00-17:00")],
    ["Mon-Fri 8:00-12:00, 13:00-17:00; Sat-Sun closed", week("08:00-12:00 13:00-17:00")],
    ["vardagar 0800-1700, helg stängt", week("08:00-17:00")],
    ["Måndag till fredag kl. 8 till 17\nLördag och söndag stängt", week("08:00-17:00")],
    ["må, ti, on, to, fr: 8-17. lö, sö: 10-14", week("08:00-17:00", "10:00-14:00", "10:00-14:00")],
    ["mån-fre 8-12; mån-fre 13-17; lör 10-14; sön stängt", week("08:00-12:00 13:00-17:00", "10:00-14:00")],
    ["dygnet runt", week("00:00-24:00", "00:00-24:00", "00:00-24:00")],
    ...[
      ...["alltid öppet / dygnet runt", "Alltid öppet", "öppet dygnet runt, alla dagar", "24/7", "24 h, året runt"],
      ...["Dygnet runt (365 dagar om året)", "Always open (24/7)", "open 24 hours", "alltid"],
    ].map((text) => [text, week("00:00-24:00", "00:00-24:00", "00:00-24:00")] as [string, string]),
    ["mån–fre dygnet runt; lör–sön stängt", week("00:00-24:00", "closed", "closed")],
    ["alltid 8–17", undefined, "fault hours.no-days"],
    ["alltid stängt", undefined, "fault hours.no-days"],
    ["alla dagar dygnet runt", week("00:00-24:00", "00:00-24:00", "00:00-24:00")],
    ["mån–fre 8–17", week("08:00-17:00"), "repaired hours.weekend"],
    ["mån–fre 8–17, lör 10–14", week("08:00-17:00", "10:00-14:00"), "repaired hours.weekend"],
    [week("08:00-12:00 13:00-17:00"), week("08:00-12:00 13:00-17:00")],
    ["mån–tors 8–17; lör–sön stängt", none, "fault hours.days-missing"],
    ["8–17", none, "fault hours.no-days"],
    ["mån–fre", none, "fault hours.no-times"],
    ["mån–fre 17–8; lör–sön stängt", none, "fault hours.backwards"],
    ["mån–fre 8–12, 12–17; lör–sön stängt", week("08:00-12:00 12:00-17:00")],
    ["mån–fre 8–12, 11.59–17; lör–sön stängt", none, "fault hours.overlap"],
    ["mån–fre 8–25; lör–sön stängt", none, "fault hours.clock"],
    ["mån–fre 8–17; mån stängt; lör–sön stängt", none, "fault hours.twice"],
    ["som vanligt", none, "fault hours.unclear"],
    ...[
      ...["mån-fre 8-17, stängt lunch 12-13", "mån-fre 8–17 (lunch 12–13), lör–sön stängt"],
      ...["mån–fre 8-17 lunchstängt 12-13", "Mon-Fri 8-17 (closed for lunch 12-13)", "mån–fre 8–17, stängt 12–13"],
      ...["mån–fre 8-17; lör–sön stängt; lunch mån–fre 12–13", "mån–fre 8–17; lör–sön stängt\nLunchstängt 12.00–13.00"],
      ...["mån–fre 8–17; mån–fre stängt för lunch 12–13", "vardagar kl. 8–17 med lunchuppehåll kl 12–13"],
      ...["Mon–Fri 8am–5pm (closed 12–1 pm), Sat–Sun closed", "mån-fre 8-12, lunch 12-13, 13-17"],
    ].map((text): [string, string, string] => [text, week("08:00-12:00 13:00-17:00"), "question hours.read"]),
    ...["mån–fre 8–17 (lunch 12–13 alla dagar), helg stängt", "Vardagar mellan 8 och 17, stängt mellan 12 och 13"].map(
      (text): [string, string, string] => [text, week("08:00-12:00 13:00-17:00"), "question hours.read"],
    ),
    ["8–17 mån, ons, fre; 9–17 tis, tors", everyOther, "question hours.read"],
    ["mån–fre 8–12 fm, 1–5 em", week("08:00-12:00 13:00-17:00"), "question hours.read"],
    ["Mon–Fri 8–17 closed 12–13 on Fridays", fridayBreak, "question hours.read"],
    ["mån–fre 8–17, stängt 12–13 på fredagar", fridayBreak, "question hours.read"],
    ["mån–fre: 8–17 | lör–sön: stängt", week("08:00-17:00")],
    ["mån–fre 8–17 / lör–sön stängt", week("08:00-17:00")],
    ["Vardagarna 8–17. Stängt på helgerna.", week("08:00-17:00"), "question hours.read"],
    ["Weekdays between 8 and 17; weekends closed", week("08:00-17:00")],
    ["öppet dygnet runt mån–fre, stängt helg", week("00:00-24:00"), "question hours.read"],
    ["Stängt lör–sön, öppet mån–fre 8–17", week("08:00-17:00"), "question hours.read"],
    ["mån–fre 8–17, stängt lör, sön 10–14", week("08:00-17:00", "closed", "10:00-14:00"), "question hours.read"],
    ["mån-fre 8am-5pm; lör-sön closed", week("08:00-17:00")],
    ["Mon–Fri 8.30 a.m. – 5 p.m.; Sat–Sun closed", week("08:30-17:00")],
    ["mån–fre 8 fm – 5 em; helg stängt", week("08:00-17:00")],
    ["Mon–Sun 12am–12am", week("00:00-24:00", "00:00-24:00", "00:00-24:00")],
    ["Mon–Fri 8.30 am – 5 pm", week("08:30-17:00"), "repaired hours.weekend"],
    ["Mon–Fri 8 – 5 pm; Sat–Sun closed", week("08:00-17:00"), "question hours.read"],
    ["Mon–Fri 8am – 5; Sat 10–2 pm; Sun closed", week("08:00-17:00", "10:00-14:00"), "question hours.read"],
    ["Mon–Fri 1–5 pm; Sat–Sun closed", week("13:00-17:00"), "question hours.read"],
    ["8–17 mån–fre, stängt lör–sön", week("08:00-17:00"), "question hours.read"],
    ["mån–fre 8–17 stängt lör–sön", week("08:00-17:00"), "question hours.read"],
    ["mån–fre; lör–sön stängt", week("closed"), "question hours.read"],
    ["mån–fre 8–5; lör–sön stängt", none, "fault hours.backwards"],
    ["mån–fre 8–17, lunch 7–9; lör–sön stängt", none, "fault hours.break"],
    ["mån–fre 8–17, lunch; lör–sön stängt", none, "fault hours.part"],
    ["mån–fre 8–17, öppet över lunch 12–13; lör–sön stängt", none, "fault hours.part"],
    ["mån–fre 8–17, ej lunchstängt 12–13; lör–sön stängt", none, "fault hours.part"],
    ["mån–fre enligt avtal; lör–sön stängt", none, "fault hours.not-times"],
    ["mån–fre 8–17; röda dagar stängt", none, "fault hours.part"],
    ["lör stängt 12–13; mån–fre 8–17", none, "fault hours.not-times"],
    ["8–17 (gäller mån–fre)", none, "fault hours.part"],
    ["mån–fre 8–17, lör stängt, sön stängt 12–13", none, "fault hours.not-times"],
  ])("%j", (text, value, finding) => expect(read(field("opening-hours"), text)).toEqual([value, finding]));

  test.each<[string, string | undefined, string?]>([
    ["2026-12-24 stängt; 2026-12-31 8–12", "2026-12-24 closed; 2026-12-31 08:00-12:00"],
    ["2026-12-31 8–12\n2026-12-24 stängt", "2026-12-24 closed; 2026-12-31 08:00-12:00"],
    ["2026-12-24–2026-12-26 stängt", "2026-12-24 closed; 2026-12-25 closed; 2026-12-26 closed"],
    ["24-25/12 stängt", "2026-12-24 closed; 2026-12-25 closed", "question hours.read"],
    ["24/12 stängt, 2/1 10–14", "2026-12-24 closed; 2027-01-02 10:00-14:00", "question hours.read"],
    ["24/12 stängt", "2026-12-24 closed", "question day.year"],
    ["2026-12-24", none, "fault hours.no-times-on"],
    ["2026-12-24\n2026-12-25 stängt", none, "fault hours.no-times-on"],
    ["2026-12-24 enligt avtal", none, "fault hours.not-times-on"],
    ["julafton stänger vi 12", none, "fault hours.not-times-on"],
    ...["julafton stängt", "Christmas Eve closed", "Julaftonen 2026: stängt", "stängt julafton", "closed 24 Dec"].map(
      (text): [string, string, string] => [text, "2026-12-24 closed", "question hours.read"],
    ),
    ["nyårsdagen stängt", "2027-01-01 closed", "question hours.read"],
    ["New Year’s Day: closed", "2027-01-01 closed", "question hours.read"],
    ["stängt julafton, juldagen 10–12", "2026-12-24 closed; 2026-12-25 10:00-12:00", "question hours.read"],
    ["julafton 8-12", "2026-12-24 08:00-12:00", "question hours.read"],
    ["julafton 12-16 (lunch 13-14)", "2026-12-24 12:00-13:00 14:00-16:00", "question hours.read"],
    ["24 julafton stängt", none, "fault hours.no-day"],
    ["torsdag 24/12 stängt", "2026-12-24 closed", "question day.year"],
    ["Thu Dec 24, 2026 closed; fre 25 dec 2026 stängt", "2026-12-24 closed; 2026-12-25 closed"],
    ["fre 24/12 stängt", none, "fault hours.no-day"],
    ["Jul 24–26 stängt", none, "fault hours.no-day"],
    ["24–26 jul stängt", closedFrom("2027-07-24", 3), "question hours.read"],
    ["Dec 24th–26th closed", xmas, "question hours.read"],
    ["2026-12-24–26 stängt", xmas, "question hours.read"],
    ["juli 8–15", none, "fault hours.no-times-on"],
    ["1 juli – 15 augusti 8–15", dayAfterDay("2027-07-01", 46, "08:00-15:00"), "question hours.read"],
    ["midsommarafton 8-12", "2027-06-25 08:00-12:00", "question hours.read"],
    ["trettondagen stängt", "2027-01-06 closed", "question hours.read"],
    ["Kristi himmelsfärdsdag 2028 stängt", "2028-05-25 closed", "question hours.read"],
    ["alla helgons dag stängt", "2027-11-06 closed", "question hours.read"],
    ["julafton och juldagen stängt", "2026-12-24 closed; 2026-12-25 closed", "question hours.read"],
    ["julafton–annandag jul stängt", xmas, "question hours.read"],
    ["24-26 december stängt", xmas, "question hours.read"],
    ["24, 25 och 26 december stängt", xmas, "question hours.read"],
    ["Dec 24–26 closed", xmas, "question hours.read"],
    ["December 24, 2026 closed", "2026-12-24 closed"],
    ["24–26 december 2026 stängt", xmas],
    ["2026-12-24, 2026-12-25 stängt", "2026-12-24 closed; 2026-12-25 closed", "question hours.read"],
    ["24/12 8–12, 24-26 januari stängt", `2026-12-24 08:00-12:00; ${january}`, "question hours.read"],
    ["24 dec – 6 jan stängt", holidays, "question hours.read"],
    ["24 dec 2026 – 6 jan stängt", holidays, "question hours.read"],
    ["24 dec – 6 jan 2027 stängt", holidays, "question hours.read"],
    ["2026-12-31 8–17 (lunch 12–13)", "2026-12-31 08:00-12:00 13:00-17:00", "question hours.read"],
    ["röda dagar stängt", none, "fault hours.red-days"],
    ["alla helgdagar: stängt", none, "fault hours.red-days"],
    ["Public holidays closed", none, "fault hours.red-days"],
    ["jul stängt", none, "fault hours.no-day"],
    ["lillejulafton stängt", none, "fault hours.no-day"],
    ["vecka 29 stängt", none, "fault hours.no-day"],
    ["8–12", none, "fault hours.no-day"],
    ["24/12, 8-12, 25/12 stängt", "2026-12-24 08:00-12:00; 2026-12-25 closed", "question hours.read"],
    ["24–31 februari stängt", none, "fault day.none"],
    ["2020-12-24 stängt", "2020-12-24 closed", "question hours.past"],
    ["2026-11-28 stängt; 2026-11-29 8–12", "2026-11-28 closed; 2026-11-29 08:00-12:00", "question hours.past"],
    ["2026-11-20 stängt; 24/12 stängt", "2026-11-20 closed; 2026-12-24 closed", "question hours.past-read"],
    ["2026-12-24 stängt; 24/12 8–12", none, "fault hours.day-twice"],
    ["2026-02-30 stängt", none, "fault day.none"],
    ["2026-12-26–2026-12-24 stängt", none, "fault hours.run"],
  ])("deviating days: %j", (text, value, finding) =>
    expect(read(field("deviating-days"), text)).toEqual([value, finding]),
  );
});

test("D6: whatever is read of hours is written, and reads back the same", () => {
  const part = fc.constantFrom(
    ...[
      "mån–fre",
      "lör–sön",
      "vardagar",
      "fri",
      "alla dagar",
      "on",
      "tors",
      "8–17",
      "10-14",
      "8–5 pm",
      "9am",
      "12",
      "–",
    ],
    ...["lunch 12–13", "stängt", "closed 12-1 pm", "(", ")", ",", ";", "och", "dygnet runt", "mellan 8 och 9", "på"],
    ...["julafton", "24", "24/12", "Dec 24", "26 december", "2026-12-31", "nyårsdagen 2027", "till", "röda dagar", "x"],
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 10 }),
      fc.constantFrom("opening-hours", "deviating-days"),
      (parts, type) => {
        const of = field(type as DataField["type"]);
        const [value] = read(of, parts.join(" "));
        if (value === undefined) return;
        for (const language of ["sv", "en"] as const)
          expect(
            read(
              of,
              writtenValue(of, value, language, () => undefined),
            )[0],
          ).toBe(value);
      },
    ),
    { numRuns: 2_000 },
  );
});

test("D6: a long cell of hours or numbers takes no time", () => {
  for (const text of [
    "0-0 ",
    "24/12, ",
    "stängt ",
    "mån ",
    "(",
    "8-",
    "1, ",
    "julafton, ",
    "lunch ",
    "12 och ",
    "+46 ",
  ]) {
    const started = performance.now();
    for (const type of ["opening-hours", "deviating-days", "number"] as const)
      read(field(type, { series: true }), text.repeat(2_000 / text.length));
    expect(performance.now() - started).toBeLessThan(5_000);
  }
});

test("D6: days that go on today have begun", () => {
  const of = (text: string, on: string) =>
    readValue(field("deviating-days"), text, { country: "SE", today: on as Day }).value;
  expect(of("24 dec – 6 jan stängt", "2026-12-28")).toBe(holidays);
  expect(of("julafton – trettondagen stängt", "2027-01-02")).toBe(holidays);
  expect(of("påskafton–annandag påsk stängt", "2027-03-28")).toBe(closedFrom("2027-03-27", 3));
});

test.each<[DataField["type"], string, string, string]>([
  ["number", "+4681234567", "08-123 45 67", "08-123 45 67"],
  ["number", "+4581234567", "+45 81 23 45 67", "+45 81 23 45 67"],
  ["number", "+4681234500-+4681234549", "08-123 45 00–49", "08-123 45 00–49"],
  ["number", "+4681230000-+4681239999", "08-123 00 00–9999", "08-123 00 00–9999"],
  ["mac", "805EC0123456", "80:5E:C0:12:34:56", "80:5E:C0:12:34:56"],
  ["organisation-number", "5560360793", "556036-0793", "556036-0793"],
  ["yes-no", "yes", "ja", "yes"],
  [
    "opening-hours",
    week("08:00-12:00 13:00-17:00"),
    "mån–fre 08:00–12:00, 13:00–17:00; lör–sön stängt",
    "Mon–Fri 08:00–12:00, 13:00–17:00; Sat–Sun closed",
  ],
  [
    "deviating-days",
    "2026-12-24 closed; 2026-12-31 08:00-12:00",
    "2026-12-24 stängt; 2026-12-31 08:00–12:00",
    "2026-12-24 closed; 2026-12-31 08:00–12:00",
  ],
])("D6: what is kept as %s %s is written, and reads back the same", (type, value, sv, en) => {
  const of = field(type, { series: true });
  const written = (["sv", "en"] as const).map((language) => writtenValue(of, value, language, () => undefined));
  expect(written).toEqual([sv, en]);
  for (const text of written) expect(read(of, text)[0]).toBe(value);
});
