/** By what a person is known in texts. */
export interface KnownBy {
  /** Full names and e-mail addresses, and words that the operator adds. */
  readonly names: readonly string[];
  /**
   * Handles and platform ids: short words, so they count only where they stand alone or are addressed (`@karin`,
   * `<@U12>`).
   */
  readonly handles: readonly string[];
}
export interface StandIn {
  readonly name: string;
  readonly handle: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const longestFirst = (words: readonly string[]): readonly string[] =>
  [
    ...new Set(
      words.filter((word) => word.trim().length > 1).flatMap((word) => [word.normalize("NFC"), word.normalize("NFD")]),
    ),
  ].sort((one, other) => other.length - one.length);

/**
 * Replaces what a person is known by in a text: whole words, in any case, also with the `s` of a Swedish or English
 * genitive.
 */
export function replacing({ names, handles }: KnownBy, standIn: StandIn): (text: string) => string {
  const full = longestFirst(names).map(escaped).join("|");
  const short = longestFirst(handles).map(escaped).join("|");
  const named = full === "" ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])(?:${full})(?=s?(?![\\p{L}\\p{N}]))`, "giu");
  const alone = short === "" ? undefined : new RegExp(`^\\s*(?:${short})\\s*$`, "iu");
  const mention = short === "" ? undefined : new RegExp(`<@(?:${short})(?:\\|[^>]*)?>`, "giu");
  const addressed = short === "" ? undefined : new RegExp(`@(?:${short})(?![\\p{L}\\p{N}_-])`, "giu");
  return (text) => {
    if (alone?.test(text) === true) return standIn.handle;
    const first = named === undefined ? text : text.replace(named, () => standIn.name);
    const second = mention === undefined ? first : first.replace(mention, () => standIn.name);
    return addressed === undefined ? second : second.replace(addressed, () => `@${standIn.handle}`);
  };
}

/** The same in every text of a JSON value, written again only where something was replaced. */
export function replacingInJson(replace: (text: string) => string): (json: string) => string {
  return (json) => {
    let touched = false;
    const value: unknown = JSON.parse(json, (_key, inner: unknown) => {
      if (typeof inner !== "string") return inner;
      const replaced = replace(inner);
      if (replaced !== inner) touched = true;
      return replaced;
    });
    return touched ? JSON.stringify(value) : json;
  };
}

/**
 * What a row must hold to be looked at more closely: the database's own lower case knows only some letters, so three
 * spellings.
 */
export function hints({ names, handles }: KnownBy): readonly string[] {
  const words = [...longestFirst(names), ...longestFirst(handles)];
  return [...new Set(words.flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()]))];
}
