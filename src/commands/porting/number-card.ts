import type { ProjectContext } from "../../bot/command.ts";
import { businessCalendar } from "../../domain/calendar.ts";
import type { PortingAnswers, ProjectFacts } from "../../domain/facts.ts";
import { dayOfRole } from "../../domain/plan.ts";
import {
  earliestPorting,
  isOpenRequest,
  isSent,
  lastDayToAsk,
  type PortingRequest,
  portingRequests,
} from "../../domain/porting-request.ts";
import type { Ref } from "../../domain/units.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { day, phrase, raw, type Text } from "../../messages/phrase.ts";
import {
  fillButton,
  missingWords,
  numberWords,
  type PortingScene,
  requestBlocks,
  stepButton,
} from "../../messages/porting-words.ts";
import { buttonsBlock } from "../shared/blocks.ts";

/** The message of a number's porting in the shared channel. */
export const requestSubject = (ref: Ref): string => `porting/${ref}`;

/** What numbers are judged by, in a command. */
export const portingScene = ({ agreement, today }: Pick<ProjectContext, "agreement" | "today">): PortingScene => ({
  ...{ agreement, today },
  calendar: businessCalendar(agreement.calendar),
});

/** What every number of a customer has in common: one that is added begins with what the last one says. */
const shared = ["operator", "subscriber", "orgno", "address", "signer", "signed"] as const;

type Known = Pick<ProjectFacts, "project" | "portingRequests">;

/** Opens the form of one more number, with what is known of the others (D4). */
export function addNumber(facts: Known): Button {
  const last = portingRequests(facts).at(-1)?.answers ?? {};
  const orgno = facts.project.organisationNumber;
  const values: PortingAnswers = {
    ...(orgno !== undefined && { orgno }),
    ...Object.fromEntries(shared.flatMap((answer) => (last[answer] ? [[answer, last[answer]]] : []))),
  };
  return { id: "porting-add", label: phrase("porting.button.add"), runs: "porting fill", values, asks: true };
}

/** The plan's day, at the hour that the office opens, where nobody has said otherwise and it can still hold (D7). */
export function wanted(
  answers: PortingAnswers,
  { facts, agreement, today }: Pick<ProjectContext, "agreement" | "today"> & { readonly facts: Known },
): PortingAnswers {
  const on = dayOfRole(facts.project, agreement, "porting");
  const hour = agreement.calendar.officeHours.from.slice(0, 2);
  const earliest = earliestPorting(answers, agreement, businessCalendar(agreement.calendar), today);
  return on === undefined || on < earliest ? {} : { when: `${on}T${hour}:00` };
}

/** Says that what was rejected is right now, though nothing of it is another. */
const mended = ({ ref }: PortingRequest): Button => ({
  ...{ id: `porting-mended-${ref}`, label: phrase("porting.button.mended", { ref }), runs: "porting mended" },
  values: { ref },
});

/** What the customer presses on a number: filling it in until it is at the operator, and again when that says no. */
export function customersButtons(request: PortingRequest, facts: Known): readonly Button[] {
  if (facts.project.state !== "open" || !isOpenRequest(request) || isSent(request)) return [];
  return [fillButton(request), ...(request.state === "rejected" ? [mended(request)] : [])];
}

/** What staff press on a number: what comes next of it. */
export function staffButtons(request: PortingRequest): readonly Button[] {
  const next = {
    complete: ["asked"],
    mended: ["asked"],
    asked: ["confirmed", "reject"],
    confirmed: ["ported", "reject"],
  };
  const verbs = next[request.state as keyof typeof next] ?? [];
  return verbs.map((verb) => stepButton(request, verb as Parameters<typeof stepButton>[1]));
}

/** What the shared channel sees of a number: where it stands, and what is pressed while it waits for the customer. */
export function requestCard(request: PortingRequest, facts: Known, scene: PortingScene): Content {
  return {
    audience: "public",
    blocks: [...requestBlocks(request, scene), ...buttonsBlock(customersButtons(request, facts))],
  };
}

/** Every number, where it stands, what is missing and by when, and when it is ported (D4). */
export function requestTable(requests: readonly PortingRequest[], { agreement, calendar }: PortingScene): Block {
  const cell = (value: string | undefined): Text => raw(value ?? "");
  return {
    kind: "table",
    columns: [
      { label: phrase("porting.column.ref") },
      { label: phrase("porting.column.number") },
      { label: phrase("porting.column.state") },
      { label: phrase("porting.column.missing") },
      { label: phrase("porting.column.last") },
      { label: phrase("porting.column.day") },
    ],
    rows: requests.map((request) => {
      const last = isOpenRequest(request) && !isSent(request) ? lastDayToAsk(request, agreement, calendar) : undefined;
      return [
        cell(request.ref),
        cell(numberWords(request)),
        phrase(`porting.state.${request.state}`),
        request.missing.length === 0 || !isOpenRequest(request)
          ? cell("")
          : phrase("porting.missing", { missing: missingWords(request) }),
        last === undefined ? cell("") : phrase("porting.by", { on: day(last) }),
        request.day === undefined
          ? cell("")
          : phrase("porting.at", {
              ...{ on: day(request.day), time: request.time ?? "" },
              sure: request.state === "confirmed" || request.state === "ported" ? "yes" : "no",
            }),
      ];
    }),
  };
}
