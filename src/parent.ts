/** How often it is looked, milliseconds. */
const every = 500;

/**
 * Calls `ended` once the process that started this one is gone. npm hands a signal to the shell that it runs a script
 * in, which ends and tells nobody: without this `kill` of `npm start` would leave the bot running.
 */
export function whenParentEnds(ended: () => void): void {
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    ended();
  }, every);
  looking.unref();
}
