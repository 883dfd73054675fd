const words =
  "saknas|finns ej|finns inte|har ej|har inte|har inget|har inga|har ingen|ej|inget|inga|ingen|nej|ej aktuellt|" +
  "inte aktuellt|ej tillampligt|n/a|n.a|na|none|nothing|no|not applicable|inga avvikelser|inga avvikande dagar|" +
  "no deviations|no deviating days";
const said: ReadonlySet<string> = new Set(words.split("|"));

/** Whether a cell, folded, says that there is nothing to put in it: a dash, *saknas*, *n/a*. */
export const saysNothing = (folded: string): boolean =>
  /^[\s().\u2010-\u2015\u2212-]*[\u2010-\u2015\u2212-][\s().\u2010-\u2015\u2212-]*$/.test(folded) ||
  said.has(folded.replace(/^[\s(]+|[\s).!]+$/g, ""));

/** Folded, what says of what stands beside it that it does not hold. */
export const denies = /\b(?:ej|inte|icke|not|utan|without|ingen|inget|inga)\b/;
