/** Looks up what a line mentions, so that commands find it by the name that lines know it by. */
export interface Mentioned {
  /** The handle of a user. */
  user(id: string): Promise<string | undefined>;
  /** The name of a channel. */
  channel(id: string): Promise<string | undefined>;
}

const markup = /<([^<>\s][^<>]*)>/gu;

/**
 * What a person typed, out of Slack's markup: `<@U1>` is `@karin`, `<#C1|sol>` is `#sol`, `<https://a|b>` is
 * `https://a`, `&amp;` is `&`. What Slack itself made a link of stays as it was typed: `<http://a.se|a.se>` is `a.se`.
 */
export async function typedText(text: string, mentioned: Mentioned): Promise<string> {
  const pieces: string[] = [];
  let at = 0;
  for (const found of text.matchAll(markup)) {
    pieces.push(entities(text.slice(at, found.index)), await meant(found[1] ?? "", mentioned));
    at = found.index + found[0].length;
  }
  return [...pieces, entities(text.slice(at))].join("");
}

/** What stands before, between and after mentions of the bot. */
export const partedByMention = (text: string, botUser: string): readonly string[] =>
  text.split(new RegExp(`<@${botUser}(?:\\|[^<>]*)?>`, "u"));

const entities = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

async function meant(inner: string, mentioned: Mentioned): Promise<string> {
  const [target = "", ...labels] = inner.split("|");
  const label = entities(labels.join("|"));
  if (/^@[UW][A-Z0-9]+$/u.test(target))
    return `@${(await mentioned.user(target.slice(1))) ?? (label || target.slice(1))}`;
  if (/^#[CGD][A-Z0-9]+$/u.test(target))
    return `#${(await mentioned.channel(target.slice(1))) ?? (label || target.slice(1))}`;
  if (/^!(channel|here|everyone)\b/u.test(target)) return `@${target.slice(1)}`;
  if (target.startsWith("!")) return label === "" ? target.slice(1) : label;
  if (/^(mailto|tel):/u.test(target)) return label === "" ? entities(target.slice(target.indexOf(":") + 1)) : label;
  // A composer puts `http://` before a name that looks like an address; a link that a person made keeps where it leads.
  if (label !== "" && entities(target) === `http://${label}`) return label;
  if (/^[a-z][a-z0-9+.-]*:/iu.test(target)) return entities(target);
  // No markup of Slack's: people's own angle brackets.
  return `<${entities(inner)}>`;
}
