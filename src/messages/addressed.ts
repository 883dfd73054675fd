import type { Content } from "./content.ts";

/**
 * The persons whom a content addresses, by our ids, and what they are called there: those that its texts speak of. A
 * button's values may name somebody too, as somebody would type it: they address nobody.
 */
export function addressed(content: Content): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  JSON.stringify(content, (key, value: unknown) => {
    if (key === "values") return undefined;
    if (typeof value === "object" && value !== null && "person" in value && "called" in value) {
      const { person, called } = value;
      if (typeof person === "string" && typeof called === "string") found.set(person, called);
    }
    return value;
  });
  return found;
}
