import { expect, test } from "vitest";
import { composedLine } from "../../../src/bot/lines/composed.ts";

test.each([
  [": status", "status"],
  [", status", "status"],
  ["`log 2h configuration`", "log 2h configuration"],
  ["```log 2h configuration```", "log 2h configuration"],
  ["```\nlog 2h configuration\n```", "log 2h configuration"],
  ["```text\nlog 2h\n```", "log 2h"],
  ["*status*", "status"],
  ["**status**", "status"],
  ["*_status_*", "status"],
  ["~status~", "status"],
  ["*log* 2h configuration", "log 2h configuration"],
  ["`status` in:solbacken", "status in:solbacken"],
  ["status!", "status"],
  ["Status !!", "Status"],
  ["invoice close!", "invoice close"],
  ["undo H5.", "undo H5"],
  ["`status`!", "status"],
])("%j is %j", (typed, line) => expect(composedLine(typed)).toBe(line));

test.each([
  ['log 2h configuration "bra jobbat!"'],
  ["log 2h configuration bra jobbat!"],
  ['require add "*viktigt* krav"'],
  ["minutes C1 * punkt\n* punkt"],
  ["*a* b *c*"],
  ["travel costs:5 to:!"],
  ["*"],
  ["!!"],
  ["``"],
  ["log 1,5h"],
  ["travel 3h30 costs:1 200,50"],
])("%j stays as it is but for its first word", (typed) =>
  expect(composedLine(typed)).toBe(typed.replace(/^\*a\*/u, "a")),
);
