/** The team of the rows. */
export const people = [
  { id: "1", handle: "karin", name: "Karin Ek" },
  { id: "4", handle: "anna", name: "Anna Berg" },
  { id: "5", handle: "erik", name: "Erik Sand" },
];
/** Turns parted by strokes are a transcript; else they are notes, a line each. */
export const sourceOf = (row: string): string =>
  / \| \w+: /u.test(row)
    ? row
        .split(" | ")
        .map((turn) => turn.replace(/^(\w+):/u, (_, name: string) => `${fullName(name)}:`))
        .map((turn, place) => `[00:0${place}:00] ${turn}`)
        .join("\n")
    : row.replaceAll("\\n", "\n");
const fullName = (first: string): string => people.find(({ name }) => name.startsWith(first))?.name ?? first;
