import type { Fields, User } from "./types.ts";
import type { World } from "./world.ts";

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** A message as Teams' own editor sends it. */
export interface Typed {
  /** With `<at>` marks, HTML's own signs escaped. */
  readonly text: string;
  readonly entities: readonly Fields[];
  /** The same as rich text. */
  readonly html: string;
}

/** Somebody who can be mentioned, and what is typed for it after the `@`. */
interface Mentionable {
  readonly mentioned: { readonly id: string; readonly name: string; readonly aadObjectId?: string };
  readonly by: string;
}

/**
 * What a person typed: `@Startklar` and `@` with the name of somebody there become mentions. After a mention stands the
 * space without a break that the editor puts there.
 */
export function typed(world: World, text: string, present: readonly User[]): Typed {
  const mentionable: readonly Mentionable[] = [
    { mentioned: world.bot, by: world.bot.name },
    ...present.map(({ id, name, realName, aad }) => ({
      mentioned: { id, name: realName, aadObjectId: aad },
      by: name,
    })),
  ];
  const mentions: Mentionable["mentioned"][] = [];
  const parts = text.split(/(?<![\p{L}\p{N}._-])(@[\p{L}\p{N}._-]+)( ?)/u);
  let plain = "";
  let html = "";
  for (let at = 0; at < parts.length; at += 3) {
    plain += escaped(parts[at] ?? "");
    html += escaped(parts[at] ?? "");
    const [word, space = ""] = [parts[at + 1], parts[at + 2]];
    if (word === undefined) continue;
    const called = word.slice(1).toLowerCase();
    const found = mentionable.find(({ by }) => by.toLowerCase() === called)?.mentioned;
    if (found === undefined) {
      plain += `${escaped(word)}${space}`;
      html += `${escaped(word)}${space}`;
      continue;
    }
    const { name } = found;
    html += `<span itemtype="http://schema.skype.com/Mention" itemscope="" itemid="${mentions.length}">${escaped(name)}</span>`;
    html += space === "" ? "" : "&nbsp;";
    plain += `<at>${escaped(name)}</at>${space === "" ? "" : "&nbsp;"}`;
    mentions.push(found);
  }
  return {
    text: `${plain}\n`,
    entities: mentions.map((mentioned) => ({
      type: "mention",
      text: `<at>${escaped(mentioned.name)}</at>`,
      mentioned,
    })),
    html: html
      .split("\n")
      .map((line) => `<p>${line}</p>`)
      .join("\n"),
  };
}
