import iconv from "iconv-lite";

/** Ways of saving in which each letter is a byte, told apart by what they make of the same bytes. */
const encodings = ["windows-1252", "macintosh"] as const;
type SingleByte = (typeof encodings)[number];

/** So many bytes beyond ASCII tell. */
const looked = 4_000;
const swedish = /[åäöéü]/iu;
const vowel = /[aeiouyåäöéü]/iu;
const letter = /[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]/u;
/** What people type that is no letter. */
const typed = /[\u00a0§°´·×½²«»“”„‘’‚–—…•€£®©™]/u;

/**
 * Which of the two a file was saved in: Windows', or that of Excel on a Mac, in which `å` is the byte of `Œ`. The one
 * of which Swedish words come; where both could be, Windows'.
 */
export function singleByteOf(content: Uint8Array): SingleByte {
  const sample: string[] = [];
  for (let at = 0; at < content.length && sample.length < looked; at += 1)
    if ((content[at] ?? 0) >= 0x80) sample.push(around(content, at));
  const [windows = 0, mac = 0] = encodings.map((encoding) => {
    const scores = new Map<string, number>();
    return sample.reduce((sum, bytes) => {
      const known = scores.get(bytes) ?? likely(iconv.decode(Buffer.from(bytes, "latin1"), encoding));
      scores.set(bytes, known);
      return sum + known;
    }, 0);
  });
  return mac > windows ? "macintosh" : "windows-1252";
}

/** A byte between the two beside it, as text of three. */
const around = (content: Uint8Array, at: number): string =>
  [at - 1, at, at + 1].map((one) => String.fromCharCode(content[one] ?? 0x20)).join("");

/** How likely somebody wrote the middle one of three characters. */
function likely([before = " ", one = "", after = " "]: string): number {
  if (!letter.test(one)) return /[–—]/u.test(one) && /\d/u.test(before + after) ? 1 : typed.test(one) ? 0 : -1;
  const isUpper = one !== one.toLowerCase();
  // No word has a capital after a small letter, and no letter but a word stands alone among names and numbers.
  if (isUpper && letter.test(before) && before === before.toLowerCase()) return -1;
  if (!letter.test(before) && !letter.test(after)) return -1;
  // A consonant comes after a vowel, as in Tomáš, where hardly any Swedish word has a second one.
  const isAfterVowel = vowel.test(before);
  if (!swedish.test(one)) return isAfterVowel && !vowel.test(one) ? 2 : 1;
  return !isAfterVowel && (isUpper || letter.test(before)) ? 2 : 1;
}
