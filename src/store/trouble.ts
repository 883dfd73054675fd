import { toldAs } from "./engine/conflict.ts";
import { Unavailable } from "./unavailable.ts";

type Log = (event: "trouble" | "unavailable" | "available", details: Readonly<Record<string, unknown>>) => void;

/** The database's trouble as it stands: whoever asked hears each time, the log when it begins and when it ends. */
export type Trouble = ReturnType<typeof createTrouble>;

export function createTrouble(log: Log) {
  let present: Unavailable["trouble"] | undefined;
  return {
    /** What is thrown to those who asked. */
    told(error: unknown, unsure = false): unknown {
      const what = toldAs(error, unsure);
      if (what instanceof Unavailable && what.late) log("trouble", { what: "late", error: what });
      else if (what instanceof Unavailable && what.trouble !== "busy" && what.trouble !== present) {
        present = what.trouble;
        log("unavailable", { error: what });
      }
      return what;
    },
    /** Something has been done. */
    fine(): void {
      if (present === undefined) return;
      present = undefined;
      log("available", {});
    },
  };
}
