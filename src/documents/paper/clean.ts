/** What has no letter and would be drawn as something that it is not, or turns what is beside it around. */
const hidden =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]|\u034f/gu;
/** A joiner joins pictures; between letters it cannot be seen. */
const joiner = /(?<!\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]*)[\u200c\u200d]|\u200c/gu;

/**
 * People's words as a document holds them: letters with their accents in one piece, nothing that cannot be seen; lines
 * stay lines.
 */
export function clean(text: string): string {
  // As good as everything that is typed holds nothing of it all.
  if (/^[\u0020-\u007e\u00a1-\u00ac\u00ae-\u024f]*$/u.test(text)) return text;
  return text
    .normalize("NFC")
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .split("\n")
    .map((line) =>
      line
        .replace(/[\t\v\f\u00a0\u2000-\u200a\u202f\u205f\u3000]/gu, " ")
        .replace(hidden, "")
        .replace(joiner, ""),
    )
    .join("\n");
}
