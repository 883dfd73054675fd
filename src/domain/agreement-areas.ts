import { z } from "zod";
import type { DataArea } from "./agreement.ts";
import { type DataField, fieldTypes } from "./data-field.ts";
import type { LocalName } from "./units.ts";

interface Kinds {
  readonly id: z.ZodType<string>;
  readonly name: z.ZodType<LocalName>;
  readonly text: z.ZodType<string>;
}

/** What an agreement says of an area of customer data, and of its fields (D1, D6). Unknown keys are refused. */
export function areaSchema({ id, name, text }: Kinds): z.ZodType<DataArea> {
  const aliases = z.array(text);
  const choice = z.strictObject({ id, name, aliases: aliases.default([]) });
  const field: z.ZodType<DataField> = z.strictObject({
    ...{ id, name, aliases: aliases.default([]) },
    type: z.enum(fieldTypes),
    ...{ required: z.boolean().default(false), unique: z.boolean().default(false) },
    ...{ series: z.boolean().optional(), kind: z.enum(["fixed", "mobile"]).optional() },
    digits: z.array(z.int().min(1).max(10)).min(1).optional(),
    ...{ example: name.optional(), hint: name.optional() },
    choices: z.array(choice).min(2, "must name at least two").optional(),
    ...{ refersTo: id.optional(), default: text.optional() },
    ...{ requiredWhen: z.record(id, id).optional(), notBefore: id.optional() },
    known: z.enum(["customer", "organisation-number"]).optional(),
    ports: z.strictObject({ numbers: z.array(id).min(1), operator: id.optional() }).optional(),
  });
  return z.strictObject({
    ...{ id, name, aliases },
    sheet: name.optional(),
    fields: z.array(field).default([]),
    key: id.optional(),
    called: z.array(id).default([]),
    single: z.boolean().default(false),
  });
}
