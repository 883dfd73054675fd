import { describe, expect, test } from "vitest";
import {
  AgreementMistakes,
  agreementFromJson,
  agreementJson,
  parseAgreement,
} from "../../src/domain/agreement-file.ts";
import { agreement, agreementText } from "../fixtures/project-facts.ts";

/** The shipped file with one text replaced by another; the text must be there. */
function edited(...edits: readonly (readonly [from: string | RegExp, to: string])[]): string {
  return edits.reduce((text, [from, to]) => {
    expect(text).toMatch(from);
    return text.replace(from, to);
  }, agreementText);
}
/** What is wrong with a file, as `line field problem`. */
function mistakes(text: string): readonly string[] {
  try {
    parseAgreement(text, "a.yaml");
    return [];
  } catch (error) {
    if (error instanceof AgreementMistakes)
      return error.mistakes.map(({ line, field, problem }) => `${line} ${field}: ${problem}`);
    throw error;
  }
}
const lineOf = (text: string, of = agreementText) => of.slice(0, of.indexOf(text)).split("\n").length;

describe("P1: the agreement that is shipped", () => {
  test("S2, S8: the smaller variant holds 24 hours in five packages, the larger one's are agreed at the sale", () => {
    expect(agreement.packages.map(({ id }) => id)).toEqual([
      "workshop",
      "configuration",
      "checkins",
      "documentation",
      "handover",
    ]);
    expect(agreement.variants.smaller?.hours).toEqual({
      workshop: 480,
      configuration: 480,
      checkins: 240,
      documentation: 120,
      handover: 120,
    });
    expect(agreement.variants.larger?.hours).toBeUndefined();
    expect(agreement.checkIns).toEqual({
      ...{ package: "checkins", included: 4, minutesEach: 60, remind: 15 },
      propose: { times: 3, at: ["09:00", "10:30", "13:00", "14:30"], ahead: 2, within: 10 },
    });
  });
  test("S2b, S7: the text states no price and no rate, so neither is set", () => {
    expect([agreement.variants.smaller?.price, agreement.variants.larger?.price, agreement.runningRate]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
  test("S5, S8: changes after kickoff are charged in both variants", () => {
    expect(Object.values(agreement.variants).map((variant) => variant.chargesChangesAfterKickoff)).toEqual([
      true,
      true,
    ]);
  });
  test("D1: the 13 areas of customer data, in the order of the text", () => {
    expect(agreement.areas.map(({ name }) => name.sv.toLowerCase())).toEqual([
      "huvudnummer",
      "gruppnummer",
      "aktivitetsstyrning",
      "röstbrevlåda",
      "hantering av undantag",
      "nummertjänster",
      "funktionsgrupper",
      "tillval till användarlicens",
      "mobila tjänster",
      "tillval till företagsgemensamma tjänster",
      "faxlösningar",
      "hårdvara",
      "övrigt",
    ]);
  });
  test("R1, R2, R3: travel and VAT", () => {
    expect(agreement.travel).toMatchObject({ hourly: 49_000, adminFee: 10, adminFeeOn: "costs", perOccasion: 69_000 });
    expect(agreement.travel?.cities.map(({ id }) => id)).toEqual(["stockholm", "goteborg"]);
    expect(agreement.vat).toBe(25);
  });
  test("F2, S4, T1: where faults go, Kö Premium, and the add-ons", () => {
    expect(agreement.faults).toEqual({ mail: "kundcenter@icentrex.se", phone: "020-20 20 22" });
    expect(agreement.options).toMatchObject([{ id: "ko-premium", recommends: "larger" }]);
    expect(agreement.addOns).toHaveLength(7);
  });
  test("P1: a pinned version reads back as it was stored", () => {
    expect(agreementFromJson(agreementJson(agreement))).toEqual(agreement);
  });
  test.each([
    ["{}", "nothing"],
    ["no json", "no JSON"],
    [agreementJson(agreement).replace('"vat":25', '"vat":"25"'), "a wrong type"],
    [agreementJson(agreement).replace('"hourly":49000', '"hourly":490.5'), "no whole öre"],
  ])("P1: what is stored is checked: %#, %s", (json) => expect(() => agreementFromJson(json)).toThrow());
});

describe("P2: money is written in kronor and time in hours and minutes", () => {
  test.each([
    ["490", 49_000],
    ["12000.50", 1_200_050],
    ['"12 000,50"', 1_200_050],
  ])("%s", (typed, ore) =>
    expect(parseAgreement(edited(["hourly: 490", `hourly: ${typed}`]), "a.yaml").travel?.hourly).toBe(ore),
  );
  test.each([
    ["2h30", 150],
    ["90m", 90],
    ["1h05m", 65],
  ])("%s", (typed, minutes) => {
    expect(
      parseAgreement(edited(["documentation: 2h", `documentation: ${typed}`]), "a.yaml").variants.smaller?.hours
        ?.documentation,
    ).toBe(minutes);
  });
  test("S2b, S7: a price and a rate can be set", () => {
    const text = edited(
      ["# running_rate:", "running_rate: 1200"],
      ["    # price: (unset", "    price: 45000 # (unset"],
    );
    expect(parseAgreement(text, "a.yaml")).toMatchObject({
      runningRate: 120_000,
      variants: { smaller: { price: 4_500_000 } },
    });
  });
});

describe("P1: a file that cannot be used names every mistake by line and field", () => {
  test.each([
    ["hourly: 490", "hourly: -490", "travel.hourly: -490 is no amount in kronor, such as 490 or 12000.50"],
    ["hourly: 490", "hourly: 490.505", "travel.hourly: 490.505 is no amount in kronor, such as 490 or 12000.50"],
    ["vat: 25", "vat: 125", "vat: Too big: expected number to be <=100"],
    ["version: 2026-11-01", "version: 2026-02-30", "version: must be a day such as 2026-11-01"],
    [
      "minutes_per_day_ask: 16h",
      "minutes_per_day_ask: 16",
      "limits.minutes_per_day_ask: 16 is no time in whole minutes, such as 8h, 2h30 or 45m",
    ],
    [
      "minutes_per_day_ask: 16h",
      "minutes_per_day_ask: 1.25h",
      "limits.minutes_per_day_ask: 1.25h is no time in whole minutes, such as 8h, 2h30 or 45m",
    ],
    [
      "minutes_per_day_ask: 16h",
      "minutes_per_day_ask: 0h",
      "limits.minutes_per_day_ask: 0h is no time in whole minutes, such as 8h, 2h30 or 45m",
    ],
    ["minutes_per_day_ask: 16h", "minutes_per_day_ask: 101h", "limits: must not refuse earlier than it asks"],
    [
      "go_live_near: { before: [1, 5] }",
      "go_live_near: { before: [5, 1] }",
      "reminders.go_live_near.before: must go from the smallest to the largest, each once",
    ],
    [
      "go_live_near: { before: [1, 5] }",
      "go_live_near: { before: [5, 5] }",
      "reminders.go_live_near.before: must go from the smallest to the largest, each once",
    ],
    ["key: subject", "key: topic", "areas.12.key: there is no field topic in other"],
    [
      "ports: { numbers: [fixed-number, mobile-number] }",
      "series: true",
      "areas.7.fields.12.series: belongs to a field of the type number",
    ],
    ["not_before: from", "not_before: start", "areas.4.fields.4.not_before: there is no field start beside it"],
    [
      "required_when: { solution: mail }",
      "required_when: { way: mail }",
      "areas.10.fields.2.required_when.way: there is no field way beside it",
    ],
    [
      "ports: { numbers: [fixed-number, mobile-number] }",
      "ports: { numbers: [fixed-number, cell] }",
      "areas.7.fields.12.ports.numbers.1: there is no field cell beside it",
    ],
    ["- id: fax", "- id: voicemail", 'areas.10: "voicemail" already means voicemail'],
    ["aliases: [hw, devices, telefoner]", "aliases: [faxlosning]", 'areas.11: "faxlosning" already means fax'],
    ["aliases: [docs, doc, dok, dokument]", "aliases: [Konfig]", 'packages.3: "konfig" already means configuration'],
    [
      "documentation: 2h",
      "documentation: 2h, design: 2h",
      "variants.smaller.hours.design: there is no work package design",
    ],
    ["documentation: 2h, ", "", "variants.smaller.hours: must say the hours of documentation"],
    [
      "check_ins: { package: checkins",
      "check_ins: { package: calls",
      "check_ins.package: there is no work package calls",
    ],
    [
      'at: ["09:00", "10:30"',
      'at: ["10:30", "09:00"',
      "check_ins.propose.at: must go from the earliest to the latest, each once",
    ],
    ["checkins: 4h", "checkins: 5h", "variants.smaller.hours.checkins: must be the 4 calls of check_ins"],
    [
      "admin_fee_on: costs",
      "admin_fee_on: everything",
      'travel.admin_fee_on: Invalid option: expected one of "costs"|"trip"',
    ],
    [
      "time_zone: Europe/Stockholm",
      "time_zone: Europe/Stokholm",
      "calendar.time_zone: must be a time zone such as Europe/Stockholm",
    ],
    ['from: "08:00"', 'from: "18:00"', "calendar.office_hours: must end later than they begin"],
    ["mail: kundcenter@icentrex.se", "mail: kundcenter", "faults.mail: must be a mail address"],
    [
      "\nvat: 25",
      '\ninvoicing: { name: iCentrex, organisation_number: "556036-0794", vat_number: SE556036079301 }\nvat: 25',
      "invoicing.organisation_number: must be an organisation number such as 556036-0793, in quotes",
    ],
    [
      "\nvat: 25",
      '\ninvoicing: { name: iCentrex, organisation_number: "556036-0793", vat_number: SE5560360793 }\nvat: 25',
      "invoicing.vat_number: must be a VAT number such as SE556036079301",
    ],
    [
      "\nvat: 25",
      '\ninvoicing: { name: iCentrex, organisation_number: "556036-0793", vat_number: SE556036079301, bankgiro: "5050-1056" }\nvat: 25',
      "invoicing.bankgiro: must be a bankgiro such as 5050-1055",
    ],
    [
      "  # logo: logo.png",
      "  logo: nowhere.png",
      "letterhead.logo: nowhere.png is no file beside this one, such as logo.png",
    ],
    [
      "  # logo: logo.png",
      "  logo: ../package.json",
      "letterhead.logo: ../package.json is no file beside this one, such as logo.png",
    ],
    [
      'colour: "#17527a"',
      'colour: "#ffcc00"',
      "letterhead.colour: must be darker: it could not be read on white paper",
    ],
    ['colour: "#17527a"', "colour: blue", 'letterhead.colour: must be a colour such as "#0b5c8a", in quotes'],
    ["recommends: larger", "recommends: largest", "options.0.recommends: there is no variant largest"],
    ["aliases: [större]", "aliases: [mindre]", 'variants.larger: "mindre" already means smaller'],
    [
      "means: go-live",
      "means: kickoff",
      "plan.3.means: workshop already means kickoff",
      "plan: one of the days must mean go-live",
    ],
    ["    means: go-live\n", "", "plan: one of the days must mean go-live"],
    [
      "means: go-live",
      "means: launch",
      'plan.3.means: Invalid option: expected one of "customer-data"|"kickoff"|"porting"|"go-live"',
    ],
    [
      "kickoff: { not_before: workshop }",
      "kickoff: { not_before: meeting }",
      "kickoff.not_before: there is no day meeting in the plan",
    ],
    ["after: [data]", "after: [meeting]", "plan.1.after.0: there is no day meeting in the plan"],
    ["after: [data]", "after: [golive]", "plan.1.after.0: golive does not stand before workshop in the plan"],
    ["      - before: golive", "      - before: meeting", "plan.0.lead.1.before: there is no day meeting in the plan"],
    [
      "      - before: porting",
      "      - before: data",
      "plan.1.lead.0.before: data does not stand after workshop in the plan",
    ],
    ["    before: workshop\n", "    before: meeting\n", "deadlines.0.before: there is no day meeting in the plan"],
    ["    step: termination\n", "    step: notice\n", "deadlines.3.step: there is no step notice of the porting"],
    ["business_days: 5", "business_days: 0", "plan.0.lead.0.business_days: Too small: expected number to be >=1"],
    ["aliases: [driftsatt]", "aliases: [Kunddata]", 'plan.3: "kunddata" already means data'],
    ["aliases: [uppsägning]", "aliases: [loa]", 'porting.steps.1: "loa" already means fullmakt'],
    ["  preparation: { before: [2, 5, 10] }", "", "reminders.preparation: is missing: a day of the plan means kickoff"],
    ["    means: porting\n", "", "porting: no day of the plan means porting"],
    [
      /^porting:\n(?: {2}.*\n)+/mu,
      "",
      "plan: a day means porting, and there is no porting with its steps",
      "deadlines.2.step: there is no step fullmakt of the porting",
      "deadlines.3.step: there is no step termination of the porting",
      "reminders.porting: must be left out: there is no porting",
    ],
    [/^check_ins:.*\n/mu, "", "reminders.check_in_not_booked: must be left out: there are no check_ins"],
    ["vat: 25", "vat: 25\ncolour: red", "colour: is no setting"],
    ["  per_occasion: 690", "  per_occasion: 690\n  perOccasion: 700", "travel.perOccasion: is no setting"],
  ])("%s → %s", (from, to, ...told) => {
    const text = edited([from, to]);
    const found = mistakes(text);
    expect(found.map((each) => each.slice(each.indexOf(" ") + 1)).toSorted()).toEqual(told.toSorted());
  });

  test("the line is where the mistake stands, and a missing setting is reported where it should be", () => {
    expect(mistakes(edited(["hourly: 490", "hourly: free"]))[0]).toMatch(new RegExp(`^${lineOf("hourly: 490")} `));
    expect(mistakes(edited(["  hourly: 490\n", ""]))).toEqual([`${lineOf("travel:")} travel.hourly: is missing`]);
    expect(mistakes(edited(["vat: 25", "vat:"]))[0]).toMatch(/ vat: is missing$/);
  });
  test("every mistake is named at once, in the order of the file, in a message to act on", () => {
    const text = edited(
      ["checkins: 4h", "checkins: 5h"],
      ["vat: 25", "vatt: 25"],
      ["hourly: 490", "hourly: -1"],
      ["- id: fax", "- id: other"],
    );
    const found = mistakes(text);
    expect(found).toHaveLength(5);
    const numbers = found.map((mistake) => Number.parseInt(mistake, 10));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(() => parseAgreement(text, "services/x.yaml")).toThrow(
      /services\/x\.yaml:\d+ travel\.hourly: -1 is no amount/,
    );
  });
  test.each([
    ["name: [a\nversion: b", 2],
    ["name: a\nname: b", 2],
    ["a:\n\t- b", 2],
  ])("broken YAML is named by its line: %j", (text, line) =>
    expect(mistakes(text)[0]).toMatch(new RegExp(`^${line} `)),
  );
  test.each(["", "just a text", "[1, 2]"])("a file without settings: %j", (text) =>
    expect(mistakes(text).length).toBeGreaterThan(0),
  );
});
