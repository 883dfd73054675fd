/** What a spreadsheet takes for the beginning of a formula. */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;
const mark = "'";

/**
 * True for what a spreadsheet that opens a .csv makes something else of: a formula, or a number that it writes its own
 * way, so that zeros, a plus or digits are lost.
 */
function isSpoiled(text: string): boolean {
  const number = Number(text);
  return formula.test(text) || (text.trim() !== "" && Number.isFinite(number) && String(number) !== text);
}
const isAmbiguous = (text: string): boolean => isSpoiled(text.replace(/^'+/u, ""));

/** A value as a .csv has it: with an apostrophe before what would otherwise be run, or lose digits. */
export const kept = (text: string): string => (isAmbiguous(text) ? `${mark}${text}` : text);

/** What was written with `kept`, or by people who know the apostrophe. */
export const bared = (text: string): string =>
  text.startsWith(mark) && isAmbiguous(text.slice(1)) ? text.slice(1) : text;
