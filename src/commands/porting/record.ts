import type { ProjectContext } from "../../bot/command.ts";
import { type Refusal, refuse } from "../../bot/refusal.ts";
import type { PortingAnswers, PortingRequestEntry, ProjectFacts } from "../../domain/facts.ts";
import {
  canRecord,
  type PortingRequest,
  type PortingRequestRefusal,
  portingRequests,
} from "../../domain/porting-request.ts";
import type { Day, Ref } from "../../domain/units.ts";
import { day, type Phrase, phrase, type Value } from "../../messages/phrase.ts";
import { missingWords, portingFindingWords } from "../../messages/porting-words.ts";
import { byOf, stillOpen } from "../shared/checks.ts";

type Recorded = Pick<PortingRequestEntry, "kind"> & Partial<Pick<PortingRequestEntry, "answers" | "reason" | "task">>;

/** Records something of a request; the request as it is then. */
export async function record(
  ctx: ProjectContext,
  ref: Ref,
  { on = ctx.today, answers = {}, ...what }: Recorded & { readonly on?: Day },
): Promise<PortingRequest> {
  const { store, facts, now, actor } = ctx;
  await store.portingRequests.add(facts.project.id, {
    ...{ ref, answers, ...what, on, recordedAt: now, by: byOf(actor), bySide: actor.staff ? "staff" : "customer" },
  });
  return requestIn(await ctx.reload(), ref);
}

function requestIn(facts: ProjectFacts, ref: Ref): PortingRequest {
  const found = portingRequests(facts).find((one) => one.ref === ref);
  if (found === undefined) throw refuse("porting.refuse.unknown", { ref }, { field: "ref" });
  return found;
}

/** The request, where that can be recorded of it. Throws the refusal. */
export function mayRecord(ctx: ProjectContext, ref: Ref, kind: PortingRequestEntry["kind"]): PortingRequest {
  stillOpen(ctx.facts);
  const request = requestIn(ctx.facts, ref);
  const decision = canRecord(request, kind);
  if (!decision.ok) throw refusal(decision.refused, request, ctx);
  return request;
}

function refusal(why: PortingRequestRefusal, request: PortingRequest, { actor }: ProjectContext): Refusal {
  const { ref, missing, findings } = request;
  switch (why.kind) {
    case "incomplete": {
      const because: readonly Phrase[] = findings.map(portingFindingWords);
      const values = { ref, missing: missingWords(request), count: missing.length };
      return refuse("porting.refuse.incomplete", values, { because });
    }
    case "sent":
      return refuse("porting.refuse.sent", { ref, on: day(why.on) }, actor.staff ? { line: `undo ${ref}` } : undefined);
    case "unmended":
      return refuse("porting.refuse.unmended", { ref }, actor.staff ? { line: `porting mended ${ref}` } : undefined);
    case "not-asked":
      return refuse(
        "porting.refuse.notAsked",
        { ref, state: phrase(`porting.state.${request.state}`) },
        nextLine(request),
      );
    case "settled":
      return refuse("porting.refuse.settled", { ref, state: why.state, on: day(why.on) });
  }
}

/** What has to be recorded of a number before its operator can have said anything of it. */
const nextLine = ({ ref, state }: PortingRequest) =>
  state === "complete" || state === "mended" ? { line: `porting asked ${ref}` } : undefined;

/** What was known of a number before, for the history: days, and nothing that is somebody's own. */
export function answersBefore(facts: ProjectFacts, ref: Ref): Readonly<Record<string, Value | undefined>> {
  const { signed, when } = portingRequests(facts).find((one) => one.ref === ref)?.answers ?? ({} as PortingAnswers);
  return {
    signed: signed === undefined ? undefined : day(signed as Day),
    when: when?.replace("T", " "),
  };
}
