import type { Fact, Hardware } from "../../domain/facts.ts";
import { answerable } from "../../domain/fault.ts";
import type { Block } from "../../messages/content.ts";
import { list, phrase, raw, type Text } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";

/** The devices with their four facts, and whether we support them (F3). */
export function hardwareTable(devices: readonly Hardware[]): Block {
  const columns = ["name", "mac", "service", "approved", "bought", "provisioned", "support"] as const;
  return {
    kind: "table",
    columns: columns.map((column) => ({ label: phrase(`hardware.column.${column}`) })),
    rows: devices.map((device): readonly Text[] => [
      raw(device.name),
      raw(device.mac ?? "–"),
      factCell(device.partOfService),
      factCell(device.approved),
      factCell(device.boughtFromUs),
      factCell(device.provisioned),
      phrase(answerable(device).supported ? "hardware.fact.yes" : "hardware.fact.no"),
    ]),
  };
}

const factCell = (fact: Fact): Text => phrase(`hardware.fact.${fact}`);

/** What we answer for in a device, and why we do not support one that we do not (F3). */
export function answersFor(device: Hardware): Block {
  const { responsible, supported, notSupportedBecause } = answerable(device);
  const values = { name: device.name, responsible: responsible ? "yes" : "no" };
  if (supported) return said("hardware.supported", values);
  return said(
    "hardware.notSupported",
    { ...values, because: list(notSupportedBecause.map((why) => phrase(`hardware.because.${why}`))) },
    "warning",
  );
}
