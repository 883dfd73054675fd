import { webApi } from "@slack/bolt";
import { expect, test } from "vitest";
import { languages } from "../../../src/messages/language.ts";
import { createWords } from "../../../src/messages/words.ts";
import { adviceFor, deliveredOf, refusalWords } from "../../../src/platforms/slack/errors.ts";

const refused = (error: string) => new webApi.WebAPIPlatformError({ ok: false, error });

test.each([
  { error: refused("not_in_channel"), came: "refused" },
  { error: refused("is_archived"), came: "refused" },
  { error: refused("channel_not_found"), came: "refused" },
  { error: refused("invalid_blocks"), came: "refused" },
  { error: refused("message_not_found"), came: "lost" },
  { error: refused("cant_update_message"), came: "lost" },
  { error: refused("token_revoked"), came: "later", unsure: undefined },
  { error: refused("missing_scope"), came: "later", unsure: undefined },
  { error: refused("internal_error"), came: "later", unsure: true },
  { error: new webApi.WebAPIRateLimitedError(7), came: "later", unsure: undefined, retryAfter: 7_000 },
  { error: new webApi.WebAPIRequestError(new Error("socket hang up")), came: "later", unsure: true },
  { error: new webApi.WebAPIHTTPError(503, "Unavailable", {}), came: "later", unsure: true },
])("$error.message: $came", ({ error, came, ...more }) => {
  expect(deliveredOf(error, "solbacken")).toMatchObject({ outcome: came, ...JSON.parse(JSON.stringify(more)) });
});

test("what nobody expected is thrown on", () => {
  expect(() => deliveredOf(new TypeError("oops"), "solbacken")).toThrow("oops");
});

test.each([
  "token_revoked",
  "missing_scope",
  "not_in_channel",
  "channel_not_found",
  "is_archived",
  "restricted_action",
])("%s has advice in words, in both languages", (code) => {
  const advice = adviceFor(code, { channel: "solbacken", needed: "pins:write" });
  for (const language of languages) expect(advice && createWords().text(language, advice).length).toBeGreaterThan(20);
});

test.each([
  ["not_in_channel", /\/invite/],
  ["channel_not_found", /\/invite/],
  ["is_archived", /archived.*[Uu]narchive/],
  ["thread_not_found", /message is not there/],
  ["message_not_found", /message is not there/],
  ["not_enabled", /not_enabled/],
] as const)(
  "%s is told with what mends it, and nobody is asked to invite us where that mends nothing",
  (code, said) => {
    const text = createWords().text("en", refusalWords(refused(code)));
    expect(text).toMatch(said);
    expect(text).toContain("nothing was done");
    expect(text.includes("/invite")).toBe(["not_in_channel", "channel_not_found"].includes(code));
  },
);
