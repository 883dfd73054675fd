const fence = /^```(?:[a-z]{0,20}\n)?([\s\S]*?)\n?```$/u;
const marks = ["`", "**", "*", "__", "_", "~"] as const;

/** Takes off the marks that stand around the whole of a text, and nowhere in it. */
function unwrapped(text: string): string {
  const inner = fence.exec(text)?.[1];
  if (inner !== undefined && !inner.includes("```")) return inner.trim();
  for (const mark of marks) {
    if (text.length <= 2 * mark.length || !text.startsWith(mark) || !text.endsWith(mark)) continue;
    const within = text.slice(mark.length, -mark.length);
    if (!within.includes(mark) && within.trim() === within) return within;
  }
  return text;
}

const anyQuote = /["“”„‟»«]/u;

/**
 * A command in a few words ends with no mark: `status!`. Of a longer line, or one with quotes, it may be a part of a
 * note.
 */
function unexclaimed(text: string): string {
  let end = text.length;
  while ("!.…".includes(text[end - 1] ?? "-")) end -= 1;
  const line = text.slice(0, end).trimEnd();
  const isShort =
    line !== "" && line.length <= 60 && line.split(/\s+/u).length <= 3 && !anyQuote.test(line) && !line.endsWith(":");
  return end < text.length && isShort ? unwrapped(line) : text;
}

/**
 * A typed line without what composers and people put around it: the colon after a mention, the marks of code, bold and
 * italics around the whole line or around its first word, and the exclamation mark of a short one. What stands inside
 * stays as it was typed.
 */
export function composedLine(typed: string): string {
  let text = typed.trim().replace(/^[:,;]\s*/u, "");
  for (let times = 0; times < marks.length; times += 1) {
    const bare = unwrapped(text);
    if (bare === text) break;
    text = bare;
  }
  const [first = ""] = /^\S+/u.exec(text) ?? [];
  text = `${unwrapped(first)}${text.slice(first.length)}`;
  return unexclaimed(text);
}

const address = /^(?:\/startklar\b|<at>\s*startklar\s*<\/at>|@?startklar(?![\p{L}\p{N}-]))[:,]?\s*/iu;

/** The same without the bot's name or its command before it. */
export const addressedLine = (typed: string): string => composedLine(composedLine(typed).replace(address, ""));

/** The same with the marks that stand around it, as it is shown to whoever typed it. */
export const markedLine = (typed: string): string => typed.trim().replace(address, "");
