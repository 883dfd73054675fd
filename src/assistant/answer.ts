/** As many beginnings of a list are looked at: an answer has one, and a few more where it thinks aloud. */
const mostBeginnings = 20;

/** The items of an answer, each as it came; one that is no JSON is null. */
export interface Listed {
  readonly items: readonly unknown[];
  /** The list has its end. */
  readonly whole: boolean;
}

/**
 * The items of a model's answer: of JSON with fences or prose around it, of a bare list, and of an answer that breaks
 * off, those that are whole. Undefined when there is no list of items.
 */
export function itemsIn(text: string): Listed | undefined {
  const whole = parsed(text.trim());
  if (whole !== undefined) return listIn(whole.value);
  const beginnings = [...text.matchAll(/"items"\s*:\s*\[/g)].slice(-mostBeginnings);
  const bare = beginnings.length === 0 ? [...text.matchAll(/\[\s*(?=[{\]])/g)].slice(0, mostBeginnings) : [];
  const lists = [...beginnings, ...bare].map(({ index, 0: head }) => listFrom(text, index + head.length));
  return lists.findLast(({ items }) => items.length > 0) ?? lists[0];
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function listIn(value: unknown): Listed | undefined {
  if (Array.isArray(value)) return { items: value, whole: true };
  const items = typeof value === "object" && value !== null && "items" in value ? value.items : undefined;
  return Array.isArray(items) ? { items, whole: true } : undefined;
}

/** The objects of a list from behind its bracket on, up to its end or to where it breaks off. */
function listFrom(text: string, start: number): Listed {
  const items: unknown[] = [];
  for (let at = start; at < text.length; ) {
    const sign = text[at] as string;
    if (sign === "]") return { items, whole: true };
    if (sign !== "{") {
      at += 1;
      continue;
    }
    const end = endOf(text, at);
    if (end === undefined) break;
    items.push(parsed(text.slice(at, end))?.value ?? null);
    at = end;
  }
  return { items, whole: false };
}

/** Behind the brace that closes the one that stands there; braces in strings close nothing. */
function endOf(text: string, start: number): number | undefined {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const sign = text[at];
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "{") depth += 1;
    else if (sign === "}") {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
