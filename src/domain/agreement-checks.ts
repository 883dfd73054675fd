import { z } from "zod";
import { areaFindings } from "./agreement-area-checks.ts";
import { type Named, spellings } from "./agreement-names.ts";
import { type Finding, planFindings } from "./agreement-plan-checks.ts";

export type { Finding };

const loose = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const name = z.object({ sv: z.string(), en: z.string() });
const thing = z.object({ id: z.string(), name, aliases: z.array(z.string()).optional() });
const option = thing.extend({ recommends: loose(z.string()) });
const hours = loose(z.record(z.string(), z.unknown()));
const variants = z.record(z.string(), loose(thing.omit({ id: true }).partial().extend({ hours })));

/**
 * Only what the checks across rooms need, and whatever of it can be read: a mistake elsewhere must not hide one here.
 */
const readable = z.object({
  packages: loose(z.array(loose(thing))),
  areas: loose(z.array(loose(thing))),
  options: loose(z.array(loose(option))),
  addOns: loose(z.array(loose(thing))),
  travel: loose(z.object({ cities: loose(z.array(loose(thing))) })),
  plan: loose(z.array(loose(thing))),
  deadlines: loose(z.array(loose(thing))),
  porting: loose(z.object({ steps: loose(z.array(loose(thing))), operators: loose(z.array(loose(thing))) })),
  checkIns: loose(z.object({ package: z.string(), included: z.number(), minutesEach: z.unknown() })),
  variants: loose(variants),
});

/** What is wrong between the rooms of an agreement: names that clash, packages that do not exist or have no hours. */
export function crossFindings(data: unknown, minutes: (figure: unknown) => number | undefined): readonly Finding[] {
  const read = readable.safeParse(data);
  if (!read.success) return [];
  const { packages, areas, options, addOns, travel, plan, deadlines, porting, checkIns, variants: sold } = read.data;
  const findings: Finding[] = [
    ...clashes(["packages"], packages),
    ...clashes(["areas"], areas),
    ...clashes(["options"], options),
    ...clashes(["addOns"], addOns),
    ...clashes(["travel", "cities"], travel?.cities),
    ...clashesOfVariants(sold),
    ...clashes(["plan"], plan),
    ...clashes(["deadlines"], deadlines),
    ...clashes(["porting", "steps"], porting?.steps),
    ...clashes(["porting", "operators"], porting?.operators),
    ...unknownVariants(options, sold),
    ...planFindings(data),
    ...areaFindings(data),
  ];
  // A package that could not be read would only be reported twice.
  if (packages === undefined || packages.includes(undefined)) return findings;
  const known = packages.flatMap((found) => (found === undefined ? [] : [found.id]));
  if (checkIns !== undefined && !known.includes(checkIns.package)) {
    findings.push({ path: ["checkIns", "package"], problem: `there is no work package ${checkIns.package}` });
  }
  for (const [variant, its] of Object.entries(sold ?? {})) {
    if (its?.hours === undefined) continue;
    const path = ["variants", variant, "hours"];
    for (const id of Object.keys(its.hours)) {
      if (!known.includes(id)) findings.push({ path: [...path, id], problem: `there is no work package ${id}` });
    }
    for (const id of known) if (!(id in its.hours)) findings.push({ path, problem: `must say the hours of ${id}` });
    const each = minutes(checkIns?.minutesEach);
    const total = checkIns === undefined ? undefined : minutes(its.hours[checkIns.package]);
    if (checkIns !== undefined && each !== undefined && total !== undefined && total !== each * checkIns.included) {
      findings.push({
        path: [...path, checkIns.package],
        problem: `must be the ${checkIns.included} calls of check_ins`,
      });
    }
  }
  return findings;
}

/** Two variants that one typed name would mean. */
function clashesOfVariants(sold: z.infer<typeof variants> = {}): readonly Finding[] {
  const ids = Object.keys(sold);
  const named = ids.map((id) => {
    const { name: called, aliases } = sold[id] ?? {};
    return called === undefined ? undefined : { id, name: called, aliases };
  });
  return clashes([], named).map(({ path: [index], problem }) => ({
    path: ["variants", ids[Number(index)] ?? ""],
    problem,
  }));
}

/** An option that recommends what is not sold (S4). */
function unknownVariants(options: z.infer<typeof readable>["options"] = [], sold: object = {}): readonly Finding[] {
  return options.flatMap((option, index) =>
    option?.recommends === undefined || Object.hasOwn(sold, option.recommends)
      ? []
      : [{ path: ["options", index, "recommends"], problem: `there is no variant ${option.recommends}` }],
  );
}

/** Two things that one typed name would mean. */
function clashes(path: readonly (string | number)[], things: readonly (Named | undefined)[] = []): readonly Finding[] {
  const owners = new Map<string, Named>();
  return things.flatMap((found, index) => {
    if (found === undefined) return [];
    const taken = spellings(found).flatMap((spelling) => {
      const owner = owners.get(spelling);
      if (owner === undefined) owners.set(spelling, found);
      return owner === undefined
        ? []
        : [{ path: [...path, index], problem: `"${spelling}" already means ${owner.id}` }];
    });
    return taken;
  });
}
