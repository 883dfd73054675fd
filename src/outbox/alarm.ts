/** Rings once, at the earliest of the times that it was set to. Keeps no process alive. */
export interface Alarm {
  /** In so many milliseconds. */
  setIn(milliseconds: number): void;
  clear(): void;
}

export function createAlarm(ring: () => void): Alarm {
  let set: { readonly timer: NodeJS.Timeout; readonly at: number } | undefined;
  const clear = () => {
    clearTimeout(set?.timer);
    set = undefined;
  };
  return {
    clear,
    setIn(milliseconds) {
      const at = performance.now() + milliseconds;
      if (set !== undefined && set.at <= at) return;
      clear();
      const timer = setTimeout(() => {
        set = undefined;
        ring();
      }, milliseconds);
      timer.unref();
      set = { timer, at };
    },
  };
}
