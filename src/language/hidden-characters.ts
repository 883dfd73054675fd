/** What stands where a hidden character stood. */
const hiddenMark = "\ufffd";

// Tabs and ends of lines are no secret; a joiner between two pictures is part of one picture.
const hidden = new RegExp(
  [
    String.raw`(?<!\p{Extended_Pictographic}\ufe0f?)\u200d`,
    String.raw`[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u2028-\u202e]`,
    String.raw`[\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]`,
  ].join("|"),
  "gu",
);

/**
 * A text with each run of characters that nobody sees (no width, another direction, another kind of line end) as one
 * U+FFFD: they part no lines and make no words, and a reader sees that something stood there. `hidden` is true when
 * there were any.
 */
export function shown(text: string): { readonly text: string; readonly hidden: boolean } {
  const seen = text.replace(hidden, hiddenMark).replace(/\ufffd+/gu, hiddenMark);
  return { text: seen, hidden: seen.includes(hiddenMark) };
}
