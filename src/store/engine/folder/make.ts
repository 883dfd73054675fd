import { mkdir, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { Unavailable } from "../../unavailable.ts";

/**
 * Makes a folder for its owner alone, and those above it that are missing.
 *
 * @throws Unavailable with what to do.
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await make(resolve(folder));
  } catch (error) {
    const { message } = error as Error;
    const why = `The data folder ${folder} cannot be made: ${message}. Set DATA_DIR to a folder that can be written to.`;
    throw new Unavailable("readonly", why, { cause: error });
  }
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined))?.isDirectory() === true;

/**
 * One level at a time: where a folder that is there says that it is not (as /proc does), Node's own way tries for ever.
 */
async function make(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await make(dirname(path));
  await mkdir(path, { mode: 0o700 }).catch(async (error: unknown) => {
    // Another process may have been quicker.
    if (!(await isFolder(path))) throw error;
  });
}
