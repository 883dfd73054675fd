/** Any of some folded words or phrases, whole ones: on one line or more, parted by strokes. */
export const anyWord = (words: string): RegExp =>
  new RegExp(
    `(?<![a-z0-9])(?:${words
      .trim()
      .split(/\s*\n\s*/u)
      .join("|")})(?![a-z0-9])`,
  );
