import { describe, expect, test } from "vitest";
import { ConnectorError, deliveredOf, TokenError, tokenAdvice } from "../../../src/platforms/teams/errors.ts";
import { Unreachable } from "../../../src/platforms/unreachable.ts";

const of = (status: number, code?: string) =>
  new ConnectorError("no", { status, ...(code === undefined ? {} : { code }) });

describe("what came of a send that Teams did not take", () => {
  test.each([
    { error: of(412), rest: 700, came: { outcome: "later", retryAfter: 700 } },
    { error: of(429, "TooManyRequests"), rest: 700, came: { outcome: "later", retryAfter: 700 } },
    { error: of(502), rest: 700, came: { outcome: "later", retryAfter: 700, unsure: true } },
    { error: of(504), rest: 700, came: { outcome: "later", retryAfter: 700, unsure: true } },
    { error: of(500), came: { outcome: "later", unsure: true } },
    { error: of(503), came: { outcome: "later", unsure: true } },
    { error: new ConnectorError("timeout of 15000ms exceeded"), came: { outcome: "later", unsure: true } },
    { error: of(401), came: { outcome: "later", retryAfter: 60_000 } },
    { error: new TokenError("invalid_client", true), came: { outcome: "later", retryAfter: 60_000 } },
    { error: of(404, "ActivityNotFoundInConversation"), came: { outcome: "lost" } },
    { error: of(404, "ConversationNotFound"), came: { outcome: "refused", advice: { say: "teams.advice.deleted" } } },
    {
      error: of(403, "BotNotInConversationRoster"),
      came: { outcome: "refused", advice: { say: "teams.advice.removed" } },
    },
    { error: of(403, "BotDisabledByAdmin"), came: { outcome: "refused", advice: { say: "teams.advice.blocked" } } },
    { error: of(403, "MessageWritesBlocked"), came: { outcome: "refused", advice: { say: "teams.advice.blocked" } } },
    { error: of(413, "MessageSizeTooBig"), came: { outcome: "refused", why: "MessageSizeTooBig" } },
    { error: of(400, "BadSyntax"), came: { outcome: "refused", why: "BadSyntax" } },
  ])("$error.name $error.status $error.code: $came.outcome", ({ error, rest, came }) => {
    expect(deliveredOf(error, "solbacken", rest)).toMatchObject(came);
    expect(deliveredOf(new Unreachable(error), "solbacken", rest)).toMatchObject(came);
  });

  test("what never left is not unsure, and what Microsoft did not answer waits for the outbox's own time", () => {
    expect(deliveredOf(new ConnectorError("ECONNREFUSED", { unsent: true }), "x")).not.toHaveProperty("unsure");
    expect(deliveredOf(new TokenError("timed out", false), "x")).not.toHaveProperty("retryAfter");
  });

  test("a fault of ours is not taken for one of Teams'", () => {
    const fault = new RangeError("ours");
    expect(() => deliveredOf(fault, "x")).toThrow(fault);
  });
});

test.each([
  ["700016 - AADSTS700016: Application with identifier 'x' was not found", "teams.advice.token.app"],
  ["AADSTS90002: Tenant 'x' not found", "teams.advice.token.tenant"],
  ["AADSTS900023: Specified tenant identifier 'x' is neither a valid DNS name", "teams.advice.token.tenant"],
  ["AADSTS7000215: Invalid client secret provided", "teams.advice.token"],
  ["AADSTS7000222: The provided client secret keys are expired", "teams.advice.token"],
  ["invalid_client", "teams.advice.token"],
])("what Microsoft's sign-in refuses is told by its code: %s", (why, say) => {
  expect(tokenAdvice(why)).toMatchObject({ say, with: { why } });
});
