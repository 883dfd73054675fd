import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Hardware } from "../../domain/facts.ts";
import { findHardware } from "../../domain/fault.ts";
import type { Reply } from "../../messages/content.ts";
import { said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { fact } from "../shared/fact-field.ts";
import { answersFor, hardwareTable } from "./hardware-table.ts";

/** The devices of the project with the four facts that say what we answer for (F3). */
export const hardware = defineCommand({
  name: "hardware",
  summary: "summary.hardware",
  lines: [
    projectLine({
      summary: "summary.hardware",
      examples: ["hardware"],
      allow: everyone,
      audience: "public",
      reads: true,
      input: {},
      async run(_values, { facts }) {
        const { customer } = facts.project;
        if (facts.hardware.length === 0) return { audience: "public", blocks: [said("hardware.none", { customer })] };
        return {
          audience: "public",
          blocks: [said("hardware.title", { customer, count: facts.hardware.length }), hardwareTable(facts.hardware)],
        };
      },
    }),
    projectLine({
      verb: "add",
      summary: "summary.hardware.add",
      examples: [
        'hardware add "Yealink T54W" mac:805EC0123456 service approved bought provisioned',
        'hardware add "Jabra 75" bought provisioned:n/a',
      ],
      allow: ["staff"],
      audience: "public",
      input: {
        name: field.text({ max: 120 }),
        mac: field.mac().optional(),
        service: fact("yes", "no"),
        approved: fact("yes", "no"),
        bought: fact("yes", "no"),
        provisioned: fact("yes", "no", "not-applicable"),
      },
      async run({ name, mac, service, approved, bought, provisioned }, ctx) {
        const device = { name, partOfService: service, approved, boughtFromUs: bought, provisioned };
        return add(ctx, mac === undefined ? device : { ...device, mac });
      },
    }),
  ],
});

async function add({ facts, store }: ProjectContext, device: Omit<Hardware, "id">): Promise<Reply> {
  stillOpen(facts);
  const known = device.mac === undefined ? undefined : findHardware(facts.hardware, device.mac)[0];
  if (known?.mac !== undefined) throw refuse("hardware.refuse.already", { name: known.name, mac: known.mac }, { field: "mac" });
  const added = await store.hardware.add(facts.project.id, device);
  const done =
    added.mac === undefined
      ? said("hardware.added", { name: added.name }, "success")
      : said("hardware.addedMac", { name: added.name, mac: added.mac }, "success");
  return { audience: "public", blocks: [done, answersFor(added)] };
}
