/** How many channels one line names at most: what comes after them is taken as it is written, and not asked for. */
export const placesInLine = 8;
/** How many people. */
export const peopleInLine = 30;

/**
 * A look-up that answers for so many different ids at most: one message does not make a platform be asked about
 * hundreds.
 */
export function handful<Rest extends readonly unknown[], T>(
  most: number,
  look: (id: string, ...rest: Rest) => Promise<T | undefined>,
): (id: string, ...rest: Rest) => Promise<T | undefined> {
  const found = new Map<string, Promise<T | undefined>>();
  return (id, ...rest) => {
    const known = found.get(id);
    if (known !== undefined) return known;
    if (found.size >= most) return Promise.resolve(undefined);
    const looking = look(id, ...rest);
    found.set(id, looking);
    return looking;
  };
}
