/** Letters without marks, lower case: how names are compared and handles are made (`Åsa` is `asa`). */
export function fold(word: string): string {
  return word
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .trim()
    .replace(/\s+/g, " ");
}
