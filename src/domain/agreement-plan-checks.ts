import { z } from "zod";
import type { PlanRole } from "./agreement-plan.ts";

/** A mistake and where it is, as a path of keys and positions. */
export interface Finding {
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

const loose = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const lead = z.object({ before: z.string() });
const day = z.object({
  id: z.string(),
  means: loose(z.string()),
  after: loose(z.array(z.string())),
  lead: loose(z.array(lead)),
});
const deadline = lead.extend({ step: loose(z.string()) });

/** What of a plan the checks need, and of what depends on it: whatever can be read. */
const readable = z.object({
  plan: loose(z.array(loose(day))),
  kickoff: loose(z.object({ notBefore: z.string() })),
  deadlines: loose(z.array(loose(deadline))),
  porting: z.unknown().optional(),
  checkIns: z.unknown().optional(),
  reminders: loose(z.record(z.string(), z.unknown())),
});

const roles: ReadonlySet<string> = new Set<PlanRole>(["customer-data", "kickoff", "porting", "go-live"]);
type Plan = readonly (z.infer<typeof day> | undefined)[];

/**
 * What is wrong with a plan: a role given twice, no go-live, days that do not exist, and what hangs on a day that is
 * not there.
 */
export function planFindings(data: unknown): readonly Finding[] {
  const read = readable.safeParse(data);
  const plan = read.data?.plan;
  if (read.data === undefined || plan === undefined) return [];
  const { kickoff, porting, checkIns, reminders, deadlines = [] } = read.data;
  // A day that could not be read may be the one that seems to be missing.
  const isWhole = plan.every((one) => one !== undefined && (one.means === undefined || roles.has(one.means)));
  const means = (role: string): boolean => plan.some((one) => one?.means === role);
  const unknown = (id: string): boolean => isWhole && !plan.some((one) => one?.id === id);
  const findings: Finding[] = [
    ...rolesTwice(plan),
    ...orderFindings(plan, unknown),
    ...leadFindings(plan, unknown),
    ...deadlineFindings(deadlines, porting, unknown),
  ];
  if (kickoff !== undefined && unknown(kickoff.notBefore))
    findings.push({ path: ["kickoff", "notBefore"], problem: `there is no day ${kickoff.notBefore} in the plan` });
  if (!isWhole) return findings;
  if (!means("go-live")) findings.push({ path: ["plan"], problem: "one of the days must mean go-live" });
  if (means("porting") && porting === undefined)
    findings.push({ path: ["plan"], problem: "a day means porting, and there is no porting with its steps" });
  if (!means("porting") && porting !== undefined)
    findings.push({ path: ["porting"], problem: "no day of the plan means porting" });
  if (reminders === undefined) return findings;
  return [
    ...findings,
    ...mustAgree(reminders, "preparation", means("kickoff"), [
      "a day of the plan means kickoff",
      "no day of the plan means kickoff",
    ]),
    ...mustAgree(reminders, "porting", porting !== undefined, ["there is porting", "there is no porting"]),
    ...mustAgree(reminders, "checkInNotBooked", checkIns !== undefined, [
      "there are check_ins",
      "there are no check_ins",
    ]),
  ];
}

function rolesTwice(plan: Plan): readonly Finding[] {
  return plan.flatMap((one, index) => {
    const first = plan.findIndex((other) => other?.means === one?.means);
    if (one?.means === undefined || first === index) return [];
    return [{ path: ["plan", index, "means"], problem: `${plan[first]?.id} already means ${one.means}` }];
  });
}

/** A day comes after days that the plan has, and that stand before it. */
function orderFindings(plan: Plan, unknown: (id: string) => boolean): readonly Finding[] {
  return plan.flatMap((one, index) =>
    (one?.after ?? []).flatMap((other, at): readonly Finding[] => {
      const path = ["plan", index, "after", at];
      if (unknown(other)) return [{ path, problem: `there is no day ${other} in the plan` }];
      const stands = plan.findIndex((candidate) => candidate?.id === other);
      return stands >= index ? [{ path, problem: `${other} does not stand before ${one?.id} in the plan` }] : [];
    }),
  );
}

/** A day leads to days that the plan has, and that stand after it. */
function leadFindings(plan: Plan, unknown: (id: string) => boolean): readonly Finding[] {
  return plan.flatMap((one, index) =>
    (one?.lead ?? []).flatMap(({ before }, at): readonly Finding[] => {
      const path = ["plan", index, "lead", at, "before"];
      if (unknown(before)) return [{ path, problem: `there is no day ${before} in the plan` }];
      const stands = plan.findIndex((candidate) => candidate?.id === before);
      return stands >= 0 && stands <= index
        ? [{ path, problem: `${before} does not stand after ${one?.id} in the plan` }]
        : [];
    }),
  );
}

const stepsOf = z.object({ steps: z.array(z.object({ id: z.string() })) });

/** A deadline counts back from a day of the plan, and is of a step that there is. */
function deadlineFindings(
  deadlines: readonly (z.infer<typeof deadline> | undefined)[],
  porting: unknown,
  unknown: (id: string) => boolean,
): readonly Finding[] {
  const steps = stepsOf.safeParse(porting).data?.steps;
  return deadlines.flatMap((one, index): readonly Finding[] => {
    if (one === undefined) return [];
    const noDay = unknown(one.before)
      ? [{ path: ["deadlines", index, "before"], problem: `there is no day ${one.before} in the plan` }]
      : [];
    const hasStep =
      one.step === undefined ||
      (porting !== undefined && steps === undefined) ||
      steps?.some(({ id }) => id === one.step);
    return hasStep
      ? noDay
      : [...noDay, { path: ["deadlines", index, "step"], problem: `there is no step ${one.step} of the porting` }];
  });
}

/** A reminder has its days exactly where there is something to remind of. */
function mustAgree(
  reminders: object,
  key: string,
  isThere: boolean,
  [there, gone]: readonly [string, string],
): readonly Finding[] {
  const isSet = Object.hasOwn(reminders, key);
  if (isThere === isSet) return [];
  return [{ path: ["reminders", key], problem: isThere ? `is missing: ${there}` : `must be left out: ${gone}` }];
}
