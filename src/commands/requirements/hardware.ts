import { defineCommand, everyone, type ProjectContext, projectLine } from "../../bot/command.ts";
import { field } from "../../bot/fields.ts";
import { refuse } from "../../bot/refusal.ts";
import type { Hardware } from "../../domain/facts.ts";
import { findHardware } from "../../domain/fault.ts";
import type { Reply } from "../../messages/content.ts";
import { list } from "../../messages/phrase.ts";
import { said } from "../shared/blocks.ts";
import { stillOpen } from "../shared/checks.ts";
import { fact, factNow } from "../shared/fact-field.ts";
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
        'hardware add "Unit A7" mac:805EC0123456 service approved bought provisioned',
        'hardware add "Unit B2" bought provisioned:n/a',
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
    projectLine({
      verb: "set",
      summary: "summary.hardware.set",
      examples: ["hardware set 805EC0123456 provisioned", 'hardware set "Unit B2" mac:805EC0123456'],
      allow: ["staff"],
      audience: "public",
      input: {
        device: field.text({ max: 120 }),
        mac: field.mac().optional(),
        service: factNow("yes", "no"),
        approved: factNow("yes", "no"),
        bought: factNow("yes", "no"),
        provisioned: factNow("yes", "no", "not-applicable"),
      },
      run: ({ device, mac, service, approved, bought, provisioned }, ctx) =>
        set(ctx, device, { mac, partOfService: service, approved, boughtFromUs: bought, provisioned }),
    }),
    projectLine({
      verb: "remove",
      summary: "summary.hardware.remove",
      examples: ['hardware remove 805EC0123456 "typed wrong"'],
      allow: ["staff"],
      audience: "public",
      input: { device: field.text({ max: 120 }), reason: field.text({ max: 300 }) },
      run: ({ device, reason }, ctx) => remove(ctx, device, reason),
    }),
  ],
});

async function add({ facts, store }: ProjectContext, device: Omit<Hardware, "id">): Promise<Reply> {
  stillOpen(facts);
  const known = device.mac === undefined ? undefined : findHardware(facts.hardware, device.mac)[0];
  if (known?.mac !== undefined)
    throw refuse("hardware.refuse.already", { name: known.name, mac: known.mac }, { field: "mac" });
  const added = await store.hardware.add(facts.project.id, device);
  const done =
    added.mac === undefined
      ? said("hardware.added", { name: added.name }, "success")
      : said("hardware.addedMac", { name: added.name, mac: added.mac }, "success");
  return { audience: "public", blocks: [done, answersFor(added)] };
}

/** The device that is meant by its name or its MAC address. Throws the refusal of one that is unknown, or ambiguous. */
function deviceOf({ facts }: ProjectContext, typed: string): Hardware {
  stillOpen(facts);
  if (facts.hardware.length === 0)
    throw refuse("hardware.none", { customer: facts.project.customer }, { line: 'hardware add "…"' });
  const [device, ...others] = findHardware(facts.hardware, typed);
  if (device === undefined)
    throw refuse(
      "hardware.refuse.unknown",
      { device: typed, known: list(facts.hardware.map(called)) },
      { field: "device" },
    );
  if (others.length > 0)
    throw refuse(
      "hardware.refuse.several",
      { device: typed, known: list([device, ...others].map(called)) },
      { field: "device" },
    );
  return device;
}

const called = ({ name, mac }: Hardware): string => (mac === undefined ? name : `${name} ${mac}`);

/**
 * Corrects what is recorded of a device, or what has become of it: provisioned later, a MAC address typed wrong (C1).
 */
async function set(ctx: ProjectContext, typed: string, change: Partial<Omit<Hardware, "id" | "name">>): Promise<Reply> {
  const { facts, store } = ctx;
  const device = deviceOf(ctx, typed);
  if (Object.values(change).every((value) => value === undefined))
    throw refuse("hardware.refuse.nothing", { device: called(device) });
  const same =
    change.mac === undefined ? undefined : findHardware(facts.hardware, change.mac).find(({ id }) => id !== device.id);
  if (same?.mac !== undefined)
    throw refuse("hardware.refuse.already", { name: same.name, mac: same.mac }, { field: "mac" });
  if (!(await store.hardware.update(facts.project.id, device.id, change)))
    throw refuse("hardware.refuse.gone", { device: called(device) });
  const now = (await ctx.reload()).hardware.find(({ id }) => id === device.id) ?? device;
  return { audience: "public", blocks: [said("hardware.set", { device: called(now) }, "success"), answersFor(now)] };
}

async function remove(ctx: ProjectContext, typed: string, reason: string): Promise<Reply> {
  const device = deviceOf(ctx, typed);
  const removed = await ctx.store.hardware.remove(ctx.facts.project.id, device.id, reason);
  if (!removed) throw refuse("hardware.refuse.gone", { device: called(device) });
  return { audience: "public", blocks: [said("hardware.removed", { device: called(device), reason }, "success")] };
}
