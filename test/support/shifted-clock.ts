/**
 * The environment of a process whose own clock is wrong by so many milliseconds: `Date` tells another time than the
 * database and everybody else's does.
 */
export function shiftedClock(milliseconds: number): Readonly<Record<string, string>> {
  const script = `
    const Right = Date;
    globalThis.Date = class Date extends Right {
      constructor(...given) { if (given.length === 0) super(Right.now() + ${milliseconds}); else super(...given); }
      static now() { return Right.now() + ${milliseconds}; }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
}
