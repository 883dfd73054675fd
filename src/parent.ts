/** How often it is looked, milliseconds. */
const every = 500;

/**
 * Calls `ended` once the process `parent`, which started this one, is gone: also if it went before this is called, as
 * while we boot. npm hands a signal to the shell that it runs a script
 * in, which ends and tells nobody: without this `kill` of `npm start` would leave the bot running.
 */
export function whenParentEnds(parent: number, ended: () => void): void {
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    ended();
  }, every);
  looking.unref();
}
