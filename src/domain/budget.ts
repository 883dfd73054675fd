import type { PackageUse } from "./hours.ts";

/**
 * The mark that a piece of work has passed, in percent of a work package's included minutes: the highest of those that
 * were not reached before it and are now. A package without included minutes has none. So each is told once, by the
 * work that reaches it (S6).
 *
 * @param marks percent, in any order
 */
export function passedMark(before: PackageUse, after: PackageUse, marks: readonly number[]): number | undefined {
  const reached = (use: PackageUse, mark: number): boolean =>
    use.included > 0 && (use.used + use.outside) * 100 >= mark * use.included;
  const passed = marks.filter((mark) => reached(after, mark) && !reached(before, mark));
  return passed.length === 0 ? undefined : Math.max(...passed);
}
