import { z } from "zod";
import { spellings } from "./agreement-names.ts";
import type { Finding } from "./agreement-plan-checks.ts";

const loose = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const name = z.object({ sv: z.string(), en: z.string() });
const thing = z.object({ id: z.string(), name, aliases: loose(z.array(z.string())) });
const field = thing.extend({
  type: z.string(),
  ...{ series: z.unknown().optional(), kind: z.unknown().optional(), digits: z.unknown().optional() },
  choices: z.unknown().optional(),
  ...{ refersTo: loose(z.string()), default: loose(z.string()) },
  ...{ requiredWhen: loose(z.record(z.string(), z.string())), notBefore: loose(z.string()) },
  ports: loose(z.object({ numbers: z.array(z.string()), operator: loose(z.string()) })),
});
const area = z.object({
  id: z.string(),
  sheet: loose(name),
  fields: loose(z.array(loose(field))),
  key: loose(z.string()),
  called: loose(z.array(z.string())),
  single: loose(z.boolean()),
});
const readable = z.object({ areas: z.array(loose(area)) });

type Area = z.infer<typeof area>;
type Field = z.infer<typeof field>;
type Areas = readonly (Area | undefined)[];

/**
 * What is wrong with the fields of the areas (D6): two that one head of a column would mean, settings of another type
 * than theirs, a choice without choices, a record of an area that does not exist, a key that is no field.
 */
export function areaFindings(data: unknown): readonly Finding[] {
  const areas = readable.safeParse(data).data?.areas ?? [];
  return areas.flatMap((one, index) => (one === undefined ? [] : findingsOf(one, ["areas", index], areas)));
}

function findingsOf(one: Area, path: readonly (string | number)[], areas: Areas): readonly Finding[] {
  const { fields = [], key, called = [], single } = one;
  const isWhole = fields.every((each) => each !== undefined);
  const unknown = (id: string) => isWhole && !fields.some((each) => each?.id === id);
  const findings = fields.flatMap((each, index) =>
    each === undefined ? [] : fieldFindings(each, [...path, "fields", index], areas),
  );
  findings.push(...headsTwice(fields, [...path, "fields"]));
  if (isWhole)
    for (const [index, each] of fields.entries())
      if (each !== undefined) findings.push(...namesFindings(each, [...path, "fields", index], fields));
  if (key !== undefined && unknown(key))
    findings.push({ path: [...path, "key"], problem: `there is no field ${key} in ${one.id}` });
  for (const [index, id] of called.entries()) {
    if (unknown(id))
      findings.push({ path: [...path, "called", index], problem: `there is no field ${id} in ${one.id}` });
  }
  if (fields.length > 0 && key === undefined && single !== true)
    findings.push({ path, problem: "is a list of records: `key` must say which field a record is known by" });
  if (single === true && fields.length === 0) findings.push({ path, problem: "is one record and has no fields" });
  return findings;
}

/** What only fields of one type have. */
const ofType: Readonly<Record<string, readonly string[]>> = {
  series: ["number"],
  kind: ["number"],
  digits: ["extension"],
  choices: ["choice"],
  refersTo: ["record", "records"],
  notBefore: ["day"],
  ports: ["yes-no"],
};

function fieldFindings(one: Field, path: readonly (string | number)[], areas: Areas): Finding[] {
  const findings: Finding[] = Object.entries(ofType).flatMap(([setting, types]) =>
    one[setting as keyof Field] === undefined || types.includes(one.type)
      ? []
      : [{ path: [...path, setting], problem: `belongs to a field of the type ${types.join(" or ")}` }],
  );
  if (one.type === "choice" && one.choices === undefined)
    findings.push({ path, problem: "is a choice: `choices` must say between what" });
  if (ofType.refersTo?.includes(one.type) && one.refersTo === undefined)
    findings.push({ path, problem: "names records: `refers_to` must say of which area" });
  if (one.refersTo !== undefined) {
    const named = areas.find((each) => each?.id === one.refersTo);
    const problem =
      named === undefined && areas.every((each) => each !== undefined)
        ? `there is no area ${one.refersTo}`
        : named !== undefined && (named.fields ?? []).length === 0
          ? `the area ${one.refersTo} has no fields`
          : undefined;
    if (problem !== undefined) findings.push({ path: [...path, "refersTo"], problem });
  }
  return [...findings, ...choiceFindings(one, path)];
}

/** Other fields of the area that a field speaks of. */
function namesFindings(
  { requiredWhen = {}, notBefore, ports }: Field,
  path: readonly (string | number)[],
  fields: readonly (Field | undefined)[],
): readonly Finding[] {
  const operator = ports?.operator;
  const named = [
    ...Object.keys(requiredWhen).map((id) => [id, [...path, "requiredWhen", id]] as const),
    ...(notBefore === undefined ? [] : [[notBefore, [...path, "notBefore"]] as const]),
    ...(ports?.numbers ?? []).map((id, at) => [id, [...path, "ports", "numbers", at]] as const),
    ...(operator === undefined ? [] : [[operator, [...path, "ports", "operator"]] as const]),
  ];
  return named.flatMap(([id, at]) =>
    fields.some((each) => each?.id === id) ? [] : [{ path: at, problem: `there is no field ${id} beside it` }],
  );
}

function choiceFindings(one: Field, path: readonly (string | number)[]): readonly Finding[] {
  const choices = z.array(thing).safeParse(one.choices).data;
  const findings: Finding[] = choices === undefined ? [] : [...headsTwice(choices, [...path, "choices"])];
  const allowed = one.type === "yes-no" ? ["yes", "no"] : choices?.map(({ id }) => id);
  if (one.default !== undefined && allowed !== undefined && !allowed.includes(one.default))
    findings.push({ path: [...path, "default"], problem: `must be one of ${allowed.join(", ")}` });
  return findings;
}

/** Two that one written word would mean. */
function headsTwice(
  things: readonly (z.infer<typeof thing> | undefined)[],
  path: readonly (string | number)[],
): readonly Finding[] {
  const owners = new Map<string, string>();
  return things.flatMap((one, index) =>
    (one === undefined ? [] : spellings(one)).flatMap((spelling) => {
      const owner = owners.get(spelling);
      if (owner === undefined) owners.set(spelling, one?.id ?? "");
      return owner === undefined ? [] : [{ path: [...path, index], problem: `"${spelling}" already means ${owner}` }];
    }),
  );
}
