import { RetryAfter } from "../messages/doing.ts";

/** A model that does not answer is left alone, and then asked by one at a time whether it is back. */
export interface Breaker {
  /**
   * Returns what is called when nothing more is asked.
   *
   * @throws RetryAfter while the model is left alone, or somebody asks whether it is back.
   */
  enter(): () => void;
  /** It answered, in whatever words. */
  well(): void;
  /** It did not. Returns for how long it is left alone now, milliseconds: 0 for not yet. */
  down(): number;
  /** It wants to be asked again after so many milliseconds: by nobody before that. */
  asked(milliseconds: number): void;
}

/** So often in a row it may fail before it is left alone. */
const patience = 2;
const firstRest = 30_000;
const longestRest = 600_000;

/** Of this process alone. `now`: milliseconds that only grow. */
export function createBreaker(now: () => number = () => performance.now()): Breaker {
  let [failures, until] = [0, 0];
  let probing = false;
  return {
    enter() {
      const rest = until - now();
      if (rest > 0) throw new RetryAfter(Math.ceil(rest), "the model is left alone for a while");
      if (failures < patience) return () => undefined;
      if (probing) throw new RetryAfter(firstRest, "somebody asks whether the model is back");
      probing = true;
      return () => {
        probing = false;
      };
    },
    well() {
      failures = 0;
    },
    down() {
      failures += 1;
      if (failures < patience) return 0;
      const rest = Math.min(longestRest, firstRest * 2 ** (failures - patience));
      until = Math.max(until, now() + rest);
      return until - now();
    },
    asked(milliseconds) {
      failures = 0;
      until = Math.max(until, now() + milliseconds);
    },
  };
}
