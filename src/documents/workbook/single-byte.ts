import iconv from "iconv-lite";

/**
 * Ways of saving in which each letter is a byte, told apart by what they make of the same bytes; of those that make as
 * much sense the first.
 */
const encodings = ["windows-1252", "macintosh", "cp850"] as const;
type SingleByte = (typeof encodings)[number];

/** So many bytes beyond ASCII tell. */
const looked = 4_000;
const swedish = /[åäöéü]/iu;
const vowel = /[aeiouyåäöéü]/iu;
const letter = /[A-Za-zÀ-ÖØ-öø-ÿŒœŠšŽžŸ]/u;
/** What people type that is no letter. */
const typed = /[\u00a0§°´·×½²«»“”„‘’‚–—…•€£®©™]/u;

/** Letters that hardly any word here has, and that hardly any begins with: the others' `å`, `ä`, `ö` and quotes. */
const [rare, neverFirst] = [/[ÕŒ]/u, /[îìôÜÑ]/u];

/**
 * Which of them a file was saved in: Windows', that of Excel on a Mac, in which `å` is the byte of `Œ`, or that of old
 * programs and of *CSV (MS-DOS)*, in which it is the byte of `†`. The one of which Swedish words come.
 */
export function singleByteOf(content: Uint8Array): SingleByte {
  const sample: string[] = [];
  for (let at = 0; at < content.length && sample.length < looked; at += 1)
    if ((content[at] ?? 0) >= 0x80) sample.push(around(content, at));
  const sense = encodings.map((encoding) => {
    const scores = new Map<string, number>();
    return sample.reduce((sum, bytes) => {
      const known = scores.get(bytes) ?? likely(iconv.decode(Buffer.from(bytes, "latin1"), encoding));
      scores.set(bytes, known);
      return sum + known;
    }, 0);
  });
  return encodings[sense.indexOf(Math.max(...sense))] ?? "windows-1252";
}

/** A byte between the two beside it, as text of three. */
const around = (content: Uint8Array, at: number): string =>
  [at - 1, at, at + 1].map((one) => String.fromCharCode(content[one] ?? 0x20)).join("");

/** How likely somebody wrote the middle one of three characters. */
function likely([before = " ", one = "", after = " "]: string): number {
  if (!letter.test(one)) return likelySign(before, one, after);
  const isUpper = one !== one.toLowerCase();
  // No word has a capital after a small letter, and no letter but a word stands alone among names and numbers.
  if (isUpper && letter.test(before) && before === before.toLowerCase()) return -1;
  if (!letter.test(before) && !letter.test(after)) return -1;
  if (rare.test(one) || (!letter.test(before) && neverFirst.test(one))) return 0;
  // A consonant comes after a vowel, as in Tomáš, where hardly any Swedish word has a second one.
  const isAfterVowel = vowel.test(before);
  if (!swedish.test(one)) return isAfterVowel && !vowel.test(one) ? 2 : 1;
  return !isAfterVowel && (isUpper || letter.test(before)) ? 2 : 1;
}

/** A dash is between digits, an apostrophe within a word, and a quote opens or closes one. */
function likelySign(before: string, one: string, after: string): number {
  if (/[–—]/u.test(one) && /\d/u.test(before + after)) return 1;
  const [isAfter, isBefore] = [letter.test(before), letter.test(after)];
  if (one === "’" && isAfter) return 1;
  if ((/[“‘]/u.test(one) && !isAfter && isBefore) || (one === "”" && isAfter && !isBefore)) return 1;
  return typed.test(one) ? 0 : -1;
}
