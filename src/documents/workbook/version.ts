import { createHash } from "node:crypto";
import type { Agreement } from "../../domain/agreement.ts";

/**
 * The version of an agreement's template: another as soon as what is asked for is another. A word changed in a name or
 * a hint is no other version.
 */
export function templateVersion({ name, version, areas }: Pick<Agreement, "name" | "version" | "areas">): string {
  const asked = areas.map(({ id, key, fields }) => [
    id,
    key,
    fields.map((field) => [field.id, field.type, field.refersTo, field.choices?.map((choice) => choice.id)]),
  ]);
  const digest = createHash("sha256").update(JSON.stringify(asked)).digest("hex");
  return `${name} ${version} ${digest.slice(0, 8)}`;
}
