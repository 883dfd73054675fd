import type { ProjectContext } from "../../bot/command.ts";
import { type PortingStatus, portedStep, portingStatus, portingSteps } from "../../domain/porting.ts";
import { doubtOf } from "../../domain/porting-outlook.ts";
import { isOpenRequest, type PortingRequest, portingRequests } from "../../domain/porting-request.ts";
import type { Block, Reply } from "../../messages/content.ts";
import { day, phrase } from "../../messages/phrase.ts";
import { portingFindingWords, tooLateWords } from "../../messages/porting-words.ts";
import { doubtWords, stepWords } from "../../messages/project-words.ts";
import { buttonsBlock, said, textBlock } from "../shared/blocks.ts";
import { confirmStep } from "./buttons.ts";
import { addNumber, customersButtons, portingScene, requestTable, staffButtons } from "./number-card.ts";
import { owedNumbers } from "./owed.ts";
import { warning } from "./step.ts";

/** That the numbers have been ported, or for when it is planned, and whether that can hold (D7). */
function portedOrPlanned({ day: on, done, isPorted }: PortingStatus, ctx: ProjectContext): Block {
  const { facts, agreement, today } = ctx;
  const ported = done.find(({ step }) => step === portedStep(agreement));
  if (isPorted) return said("porting.ported", { on: day(ported?.on ?? on) }, "success");
  const doubt = doubtOf(facts, agreement, today);
  return doubt === undefined
    ? said("porting.planned", { on: day(on) })
    : said("porting.planned.doubt", { what: doubtWords(on, doubt) }, "warning");
}

/** Where the porting stands, the steps before it, and each number (D4). */
export async function overview(ctx: ProjectContext): Promise<Reply> {
  const { agreement, facts, today, actor, place } = ctx;
  const status = portingStatus(facts, agreement, today);
  const requests = portingRequests(facts);
  const owed = await owedNumbers(ctx);
  if (status === undefined && requests.length === 0) {
    const isOpen = facts.project.state === "open";
    return {
      audience: "public",
      blocks: [
        said("porting.none", { offer: "no" }),
        ...owed.blocks,
        ...buttonsBlock(isOpen ? [...owed.buttons, addNumber(facts)] : []),
      ],
    };
  }
  const scene = portingScene(ctx);
  if (status?.isPorted === true) {
    const all = requests.length === 0 ? [] : [requestTable(requests, scene)];
    return { audience: "public", blocks: [portedOrPlanned(status, ctx), ...all] };
  }
  const staff = actor.staff && place.kind !== "shared";
  if (facts.project.state === "cancelled") return stopped(requests, status, ctx);
  const steps = status === undefined ? [] : stepBlocks(status, ctx);
  const open = requests.filter(isOpenRequest);
  const warnings = open.flatMap((request) => {
    const late = tooLateWords(request, scene);
    return [...[...request.findings, ...request.hints].map(portingFindingWords), ...(late === undefined ? [] : [late])];
  });
  const ofNumbers = open
    .slice(0, mostWithButtons)
    .flatMap((request) => [...(staff ? staffButtons(request) : []), ...customersButtons(request, facts)]);
  const ofSteps = (status?.outstanding ?? []).map((step) =>
    confirmStep(step, agreement, staff ? "porting done" : "porting confirm"),
  );
  return {
    audience: "public",
    blocks: [
      ...steps,
      ...(requests.length === 0
        ? []
        : [said("porting.numbers", { count: requests.length }), requestTable(requests, scene)]),
      ...warnings.map((text) => textBlock(text, "warning")),
      ...owed.blocks,
      ...buttonsBlock(
        facts.project.state === "open" ? [...ofSteps, ...ofNumbers, ...owed.buttons, addNumber(facts)] : [],
      ),
    ],
  };
}

/** Of a project that is cancelled: nothing is ported, nothing is asked for, and what was known of it stays (D4). */
function stopped(requests: readonly PortingRequest[], status: PortingStatus | undefined, ctx: ProjectContext): Reply {
  const numbers = requests.length === 0 ? [] : [requestTable(requests, portingScene(ctx))];
  return {
    audience: "public",
    blocks: [
      said("standing.cancelled", undefined, "warning"),
      ...(status === undefined ? [] : [said("porting.stopped", { on: day(status.day) })]),
      ...numbers,
    ],
  };
}

/** As many numbers are answered with buttons where all of them are shown; the others by their cards. */
const mostWithButtons = 5;

function stepBlocks(status: PortingStatus, ctx: ProjectContext): readonly Block[] {
  const { agreement } = ctx;
  const rows = portingSteps(agreement).map(({ id: step }) => {
    const done = status.done.find((entry) => entry.step === step);
    if (done === undefined) {
      const isLeft = status.outstanding.includes(step);
      return {
        label: stepWords(step, agreement),
        value: phrase(isLeft ? "porting.state.outstanding" : "porting.state.byNumbers"),
      };
    }
    const values = { by: done.by.name, on: day(done.on), ends: done.ends === undefined ? "" : day(done.ends) };
    const value = phrase("porting.state.done", { ...values, known: done.ends === undefined ? "no" : "yes" });
    return { label: stepWords(step, agreement), value };
  });
  return [portedOrPlanned(status, ctx), { kind: "facts", rows }, ...warning(ctx)];
}
