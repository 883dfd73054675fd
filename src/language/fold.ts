const plain = /^[\x20-\x7e]*$/;

/** Two characters that are a whole sentence each (U+FDFA is eighteen letters) stay as they are. */
const decomposed = (word: string): string => word.replace(/[^\ufdfa\ufdfb]+/gu, (letters) => letters.normalize("NFKD"));

/**
 * A word as words are compared, typed or stored: in any case, with or without the dots and accents of its letters,
 * composed or not (`Åsa` is `asa`, `Søren` is `soren`, `Groß` is `gross`), with single spaces.
 */
export function fold(word: string): string {
  if (plain.test(word)) return word.toLowerCase().trim().replace(/\s+/gu, " ");
  return decomposed(word)
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .trim()
    .replace(/\s+/gu, " ");
}
