import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Content } from "../../../src/messages/content.ts";
import { dayOf } from "../../../src/messages/day.ts";
import { raw } from "../../../src/messages/phrase.ts";
import { movedTo, wallClock } from "../../../src/platforms/local/clock.ts";
import { type LocalWorkspace, type Said, startLocalWorkspace } from "../../support/local-workspace.ts";

const api = "/local/api";
const zone = "Europe/Stockholm";
const saying = (text: string): Content => ({ audience: "public", blocks: [{ kind: "text", text: raw(text) }] });
const said = (id: string, where: string, text: string, more: Partial<Said> = {}): Said => ({
  id,
  in: where,
  content: saying(text),
  ...more,
});
const texts = (body: { messages: { text: string }[] }) => body.messages.map(({ text }) => text);

let workspace: LocalWorkspace;
beforeEach(async () => {
  workspace = await startLocalWorkspace(() => ({}), {
    meanwhile: async (say) => {
      await say(said("tick-1", "kontoret", "Påminnelse"));
      await say(said("tick-2", "kontoret", "Bara Anna", { visibleTo: "anna" }));
      await say(said("tick-3", "dm-anna", "Privat"));
    },
  });
});
afterEach(() => workspace.stop());

describe("the clock", () => {
  const move = (by: object) => workspace.post(`${api}/clock`, by);

  test.each([
    { by: { advance: "P1D" }, now: "2026-11-24T09:00" },
    { by: { advance: "PT2H" }, now: "2026-11-23T11:00" },
    { by: { to: "2026-12-01T09:00" }, now: "2026-12-01T09:00" },
    { by: { to: "2026-11-23T09:00" }, now: "2026-11-23T09:00" },
  ])("moves by $by to $now", async ({ by, now }) => {
    const { status, body } = await move(by);
    expect({ status, now: body.now }).toEqual({ status: 200, now });
    expect((await workspace.get(`${api}/workspace`)).body.now).toBe(now);
  });

  test.each([
    { why: "backwards", by: { to: "2026-11-23T08:59" } },
    { why: "backwards by a duration", by: { advance: "-PT1H" } },
    { why: "to a day that is not", by: { to: "2027-02-30T09:00" } },
    { why: "by a word", by: { advance: "a day" } },
    { why: "nowhere", by: {} },
    { why: "twice at once", by: { advance: "P1D", to: "2026-12-01T09:00" } },
    { why: "by a century", by: { advance: "P100Y" } },
  ])("does not move $why", async ({ by }) => {
    expect((await move(by)).status).toBe(400);
    expect((await workspace.get(`${api}/workspace`)).body.now).toBe("2026-11-23T09:00");
  });

  test("A1: answers with what was said meanwhile, as far as the viewer may see it", async () => {
    expect(texts((await move({ advance: "PT1H" })).body)).toEqual(["Påminnelse"]);
  });
  test.each([
    { as: "anna", sees: ["Påminnelse", "Bara Anna", "Privat"] },
    { as: "erik", sees: ["Påminnelse"] },
    { as: "karin", sees: [] },
  ])("A1: $as hears $sees", async ({ as, sees }) =>
    expect(texts((await move({ advance: "PT1H", as })).body)).toEqual(sees),
  );

  test("stands while a real platform is configured", async () => {
    const real = await startLocalWorkspace(() => ({}), { clockMoves: false });
    expect((await real.post(`${api}/clock`, { advance: "P1D" })).status).toBe(409);
    await real.stop();
  });
});

describe("a move of the clock", () => {
  const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;
  test.each([
    {
      from: "2026-10-24T12:00+02:00",
      by: { advance: "P1D" },
      shows: "2026-10-25T12:00",
      why: "a day stays a day when summer time ends",
    },
    {
      from: "2026-10-24T12:00+02:00",
      by: { advance: "PT24H" },
      shows: "2026-10-25T11:00",
      why: "24 hours are 24 hours",
    },
    {
      from: "2026-03-28T12:00+01:00",
      by: { to: "2026-03-29T02:30" },
      shows: "2026-03-29T03:30",
      why: "an hour that is skipped is moved on",
    },
    {
      from: "2026-11-23T09:00:59+01:00",
      by: { to: "2026-11-23T09:00" },
      shows: "2026-11-23T09:00",
      why: "the minute that it shows is no move",
    },
    { from: "2026-11-23T09:00+01:00", by: { advance: "P0D" }, shows: "2026-11-23T09:00", why: "nothing is no move" },
  ])("$from by $by shows $shows: $why", ({ from, by, shows }) => {
    const moved = movedTo(at(from), by, zone);
    expect(moved).toBeGreaterThanOrEqual(at(from));
    expect(wallClock(moved, zone)).toBe(shows);
  });

  test("the day is the zone's own", () => expect(dayOf(at("2026-11-23T23:30Z"), zone)).toBe("2026-11-24"));
});
