import { answerable } from "../../../domain/fault.ts";
import type { Part } from "../paper.ts";
import { dash, type PaperFacts, type Pen } from "../pen.ts";

/** The devices with their four facts, and whether they are supported (F3). */
export function hardwareTable({ facts }: PaperFacts, pen: Pen): readonly Part[] {
  if (facts.hardware.length === 0) return [pen.paragraph("paper.hardware.none", undefined, "quiet")];
  return [
    pen.table(
      "paper.hardware",
      [
        ...(["hardware.column.name", "hardware.column.mac", "hardware.column.service"] as const),
        ...(["hardware.column.approved", "hardware.column.bought", "hardware.column.provisioned"] as const),
        "hardware.column.support",
      ],
      facts.hardware.map((device) => [
        device.name,
        device.mac?.match(/[\dA-F]{2}/giu)?.join(":") ?? dash,
        ...([device.partOfService, device.approved, device.boughtFromUs, device.provisioned] as const).map((fact) =>
          pen.say(`hardware.fact.${fact}`),
        ),
        pen.say(answerable(device).supported ? "hardware.fact.yes" : "hardware.fact.no"),
      ]),
    ),
    pen.paragraph("fault.answer", undefined, "quiet"),
  ];
}
