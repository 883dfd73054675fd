import { fold } from "./fold.ts";

const endings =
  "arnas ernas ornas arna erna orna aren ades ans ens ets ers ars ors en et ar er or an as es na n t s a e r".split(
    " ",
  );

/**
 * What a folded word is without its ending (`telefonkoer` and `telefonkoerna`, `skickar` and `skicka`), at least three
 * letters, or what ends in a vowel and takes the ending behind it (`kon`, `koer`, `koerna`): two forms of a word are
 * one here, a past form (`skickade`) and another word are not. Numbers and other short words stay whole.
 */
function stemOf(word: string): string {
  const open = /^([bcdfghjklmnpqrstvwxz]+[aeiouy])(?:ns?|(?:er|ar)(?:s|na|nas)?)$/.exec(word)?.[1];
  if (open !== undefined) return open;
  if (/\d/.test(word) || word.length < 4) return word;
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= 3);
  return ending === undefined ? word : word.slice(0, word.length - ending.length);
}

export interface Word {
  readonly folded: string;
  readonly stem: string;
  /** As it stands in the text. */
  readonly raw: string;
  readonly start: number;
  readonly end: number;
}

/** The words and numbers of a text. A number is without its leading zeros; `didn't` is two words, the second *not*. */
export function wordsIn(text: string): readonly Word[] {
  return [
    ...text.matchAll(/[\p{L}\p{M}\p{N}]+(?:(?<=n)['’]t(?!\p{L}))?|(?<=\p{L})['’](?:ll|m|re|s|ve|d)(?!\p{L})/gu),
  ].flatMap((match) => {
    const [raw] = match;
    const [start, end] = [match.index, match.index + raw.length];
    const folded = fold(raw.replace(/^['’]/u, ""));
    const denied = /^(.+)n['’]t$/u.exec(folded);
    const parts = denied?.[1] === undefined ? [folded.replace(/^0+(?=\d)/, "")] : [denied[1], "not"];
    return parts.map((part) => ({ folded: part, stem: stemOf(part), raw, start, end }));
  });
}
