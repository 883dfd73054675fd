import { expect, test } from "vitest";
import { formFor } from "../../src/bot/form.ts";
import { envOf, registry } from "./sample.ts";

const lineOf = (runs: string) => registry.line(runs)?.line ?? expect.fail(runs);

test("a form asks for every field, prefilled with what was typed as it would be kept", async () => {
  const fields = await formFor(lineOf("log"), { time: "1,5h", activity: "config", on: "fri" }, envOf());
  expect(fields).toMatchObject([
    { name: "time", label: "field.time", type: "text", required: true, value: "1h30" },
    { name: "activity", type: "select", required: true, value: "configuration" },
    { name: "note", type: "text", required: true },
    { name: "on", type: "day", required: false, value: "2026-11-20" },
    { name: "by", type: "text", required: false },
  ]);
  expect(fields[1]?.options?.map((option) => option.value)).toEqual([
    "workshop",
    "configuration",
    "checkins",
    "documentation",
    "handover",
  ]);
  expect(fields[2]).not.toHaveProperty("value");
});

test("what cannot be read comes back as it was typed", async () =>
  expect(await formFor(lineOf("log"), { time: "soon", activity: "lunch", on: "2026-02-30" }, envOf())).toMatchObject([
    { name: "time", value: "soon" },
    { name: "activity", type: "text", value: "lunch" },
    { name: "note" },
    { name: "on", type: "day", value: "2026-02-30" },
    { name: "by" },
  ]));

test("a list without anything to choose from is a box to type in", async () =>
  expect(await formFor(lineOf("require edit"), {}, envOf())).toMatchObject([
    { name: "ref", type: "text" },
    { name: "text" },
  ]));

test("values of a fixed list are ids, with their words as labels", async () => {
  const [, cause] = await formFor(lineOf("fault cause"), { cause: "tredje part" }, envOf());
  expect(cause).toMatchObject({ type: "select", value: "third-party" });
  expect(cause?.options).toContainEqual({
    value: "third-party",
    label: { name: { sv: "tredje part", en: "third party" } },
  });
});

test("what only a button brings is not shown", async () =>
  expect(
    (await formFor(lineOf("change approve"), { ref: "X1", digest: "abc" }, envOf())).map((one) => one.name),
  ).toEqual(["ref"]));
