/**
 * A word as words are compared, typed or stored: in any case, with or without the dots and accents of its letters,
 * composed or not (`Åsa` is `asa`, `Søren` is `soren`, `Groß` is `gross`), with single spaces.
 */
export function fold(word: string): string {
  return word
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .trim()
    .replace(/\s+/gu, " ");
}
