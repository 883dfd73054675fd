/** The sheet that nobody sees: the template's version, and what its drop-downs offer. */
export const hiddenSheet = "_startklar";
/** How the first cell of a sheet begins that says something and holds no data: people may rename it. */
export const talkingMark = "Startklar · ";

/** More letters than a sheet's name may have. */
const longest = 31;

/** Gives names that a workbook takes, each once: without signs of its own formulas, and not too long. */
export function sheetNames(): (wanted: string) => string {
  const taken = new Set([hiddenSheet]);
  return (wanted) => {
    const plain = wanted
      .replace(/[[\]:*?/\\]/gu, " ")
      .replace(/\p{Cc}/gu, "")
      .replace(/\s+/gu, " ")
      .replace(/^[\s']+|[\s']+$/gu, "");
    const base = plain === "" || /^history$/iu.test(plain) ? `${plain} 1`.trim() : plain;
    for (let nth = 1; ; nth += 1) {
      const name = cut(base, nth === 1 ? "" : ` (${nth})`);
      if (taken.has(name.toLowerCase())) continue;
      taken.add(name.toLowerCase());
      return name;
    }
  };
}

function cut(name: string, end: string): string {
  let short = "";
  for (const letter of name) {
    if (short.length + letter.length > longest - end.length) break;
    short += letter;
  }
  return `${short.replace(/[\s']+$/u, "")}${end}`;
}

/** A sheet as formulas name it. */
export const quoted = (name: string): string => `'${name.replaceAll("'", "''")}'`;
