import type { DeliveryRequest, Requirement } from "../../../domain/facts.ts";
import { countedRequirements } from "../../../domain/requirement.ts";
import { at, day } from "../../../messages/phrase.ts";
import type { Part } from "../paper.ts";
import { dash, type PaperFacts, type Pen } from "../pen.ts";
import type { Drawn } from "./drawn.ts";

/** From where the approval was given, as the audit has it (L3). */
export interface ApprovalTrace {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly platform: string;
  /** The person's account there, where it is still known. */
  readonly account?: string;
}
export type DeliveryFacts = PaperFacts & { readonly request: DeliveryRequest; readonly trace?: ApprovalTrace };

/**
 * The delivery approval: exactly what was approved, by whom, when, from which account, and on what evidence (L2, L3).
 */
export function delivery(of: DeliveryFacts, pen: Pen): Drawn {
  return { title: pen.say("paper.delivery.title"), about: [], parts: deliveryParts(of, pen) };
}

export function deliveryParts(of: DeliveryFacts, pen: Pen): readonly Part[] {
  const { request, facts, trace } = of;
  const { goLive } = facts.project;
  const { decidedBy, decidedOn, text, digest } = request;
  const counted = countedRequirements(facts);
  return [
    {
      kind: "facts",
      rows: [
        pen.row("paper.delivery.by", decidedBy?.name ?? dash),
        pen.row("paper.delivery.at", trace === undefined ? pen.day(decidedOn) : pen.text(at(trace.at))),
        pen.row("paper.delivery.from", trace === undefined ? dash : accountWords(trace, pen)),
        pen.row("paper.delivery.goLive", pen.day(goLive?.on)),
        pen.row("paper.delivery.digest", digest),
      ],
    },
    pen.paragraph("paper.delivery.verify", { digest }, "quiet"),
    pen.heading("paper.delivery.text"),
    { kind: "quote", text },
    pen.heading("paper.delivery.evidence"),
    ...(counted.length === 0
      ? [pen.paragraph("paper.requirements.none", undefined, "quiet")]
      : [
          pen.table(
            "paper.delivery.evidence",
            ["require.column.ref", "require.column.text", "require.column.delivered", "require.column.verified"],
            counted.map((one) => evidenceOf(one, pen)),
          ),
        ]),
  ];
}

const accountWords = ({ platform, account }: ApprovalTrace, pen: Pen): string =>
  account === undefined
    ? pen.say("paper.delivery.platform", { platform })
    : pen.say("paper.delivery.account", { platform, account });

const evidenceOf = ({ ref, text, deliveredOn, verifiedOn, verifiedBy }: Requirement, pen: Pen): readonly string[] => [
  ref,
  text,
  pen.day(deliveredOn),
  verifiedOn === undefined || verifiedBy === undefined
    ? pen.day(verifiedOn)
    : pen.say("cell.by", { on: day(verifiedOn), by: verifiedBy.name }),
];
