import { codeOf } from "../../domain/change.ts";
import type { ApprovalSubject, Blocker } from "../../domain/delivery.ts";
import type { DeliveryRequest, PersonRef, Project } from "../../domain/facts.ts";
import type { Id } from "../../domain/units.ts";
import type { Block, Button, Content } from "../../messages/content.ts";
import { day, list, type Phrase, person, phrase, type Value } from "../../messages/phrase.ts";
import { typedInstead } from "../../messages/typed-instead.ts";
import { said } from "../shared/blocks.ts";

/** The message of one round of asking for the delivery approval. */
export const deliverySubject = (id: Id): string => `delivery/${id}`;

/** Exactly what is approved, word for word as it is kept (L2): each requirement, and each change that was approved. */
export function approvalBlocks(subject: ApprovalSubject): readonly Block[] {
  const { customer, project, reference, deliveredOn, requirements, changes } = subject;
  const signed = reference === undefined ? { referred: "no", reference: "" } : { referred: "yes", reference };
  return [
    { kind: "heading", text: phrase("deliver.heading", { customer }) },
    said("deliver.deliveredOn", { on: day(deliveredOn), project, ...signed }),
    ...(requirements.length === 0
      ? []
      : [said("deliver.requirements"), { kind: "list", items: requirements.map(requirementWords) } as const]),
    ...(changes.length === 0
      ? []
      : [
          said("deliver.changes"),
          {
            kind: "list",
            items: changes.map(({ ref, kind, title }) => phrase(`deliver.change.${kind}`, { ref, title })),
          } as const,
        ]),
    said("deliver.meaning"),
  ];
}

function requirementWords({
  ref,
  text,
  deviation,
  change,
  deliveredOn,
  verifiedOn,
}: ApprovalSubject["requirements"][number]): Phrase {
  return phrase("deliver.requirement", {
    ...{ ref, text, deviation: deviation ? "yes" : "no" },
    ...(change === undefined ? { changed: "no", change: "" } : { changed: "yes", change }),
    ...(deliveredOn === undefined ? { dated: "no", delivered: "" } : { dated: "yes", delivered: day(deliveredOn) }),
    ...(verifiedOn === undefined ? { checked: "no", verified: "" } : { checked: "yes", verified: day(verifiedOn) }),
  });
}

/** The approval as a card for the approvers: what is kept, addressed to them, with the two answers. */
export function approvalCard(
  blocks: readonly Block[],
  request: Pick<DeliveryRequest, "id" | "digest">,
  approvers: readonly PersonRef[],
): Content {
  return {
    audience: "public",
    blocks: [
      {
        kind: "text",
        text: phrase("deliver.to", { who: list(approvers.map(({ id, name: called }) => person(id, called))) }),
        role: "address",
      },
      ...blocks,
      { kind: "buttons", buttons: approvalButtons(request) },
      ...typedInstead(approvalLine("approve", request.digest), approvalLine("decline", request.digest)),
    ],
  };
}

/** A yes, or a no with remarks, as it is typed, to the text of this digest (L3). */
export const approvalLine = (answer: "approve" | "decline", digest: string): string =>
  `deliver ${answer} ${codeOf(digest)}${answer === "decline" ? " <remarks>" : ""}`;

/** Yes, and no with remarks, to one round of asking (L3). */
export function approvalButtons({ id, digest }: Pick<DeliveryRequest, "id" | "digest">): readonly Button[] {
  const values = { delivery: id, digest };
  return [
    {
      id: `approve-${digest}`,
      label: phrase("deliver.button.approve"),
      style: "primary",
      runs: "deliver approve",
      values,
    },
    {
      id: `decline-${digest}`,
      label: phrase("deliver.button.decline"),
      style: "danger",
      runs: "deliver decline",
      values,
      asks: true,
    },
  ];
}

/** What keeps the approval from being asked for (L2, L3). */
export function blockerWords(blocker: Blocker): Phrase {
  switch (blocker.kind) {
    case "requirements-not-delivered":
    case "requirements-not-verified":
    case "changes-not-done":
    case "remarks-open":
      return phrase(`deliver.blocker.${blocker.kind}`, { refs: list(blocker.refs), count: blocker.refs.length });
    case "already-asked":
      return phrase("deliver.blocker.already-asked", { on: day(blocker.on) });
    case "already-approved":
      return phrase("deliver.blocker.already-approved", { on: day(blocker.on), ...by(blocker.by?.name) });
    default:
      return phrase(`deliver.blocker.${blocker.kind}`);
  }
}

const by = (who: string | undefined): Readonly<Record<string, Value>> =>
  who === undefined ? { known: "no", by: "" } : { known: "yes", by: who };

/** The line that clears it. */
export function blockerLine(blocker: Blocker, project: Pick<Project, "code">): string | undefined {
  switch (blocker.kind) {
    case "not-live":
      return "golive";
    case "requirements-not-delivered":
      return `require deliver ${blocker.refs[0]}`;
    case "requirements-not-verified":
      return `require verify ${blocker.refs[0]}`;
    case "changes-not-done":
      return `change done ${blocker.refs[0]}`;
    case "remarks-open":
      return `task done ${blocker.refs[0]}`;
    case "no-approver":
      return "team add <name> approver";
    case "no-shared-channel":
      return `bind shared in:${project.code}`;
    default:
      return undefined;
  }
}
