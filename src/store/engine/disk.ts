import { constants } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { Unavailable } from "../unavailable.ts";

const megabyte = 1_048_576;

/**
 * Free space that the embedded database keeps in hand, in bytes: its log grows by files of 16 MB, and it dies when
 * there is no room for the next one. Below it nothing new is taken; what is kept is safe.
 */
const reserve = 48 * megabyte;

/**
 * Throws Unavailable when a folder has no room for more, or cannot be written to. Asked before every transaction: two
 * system calls.
 *
 * @param room Bytes that must be free.
 */
export async function checkDisk(folder: string, room = reserve): Promise<void> {
  try {
    const [{ bavail, bsize }] = await Promise.all([statfs(folder), access(folder, constants.W_OK)]);
    const free = bavail * bsize;
    if (free < room) {
      const [has, needs] = [free, room].map((bytes) => Math.floor(bytes / megabyte));
      throw new Unavailable(
        "full",
        `The disk is full: ${folder} has ${has} MB free, and needs ${needs} MB. Make room; nothing that was saved is lost.`,
      );
    }
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new Unavailable(
      "readonly",
      `The data folder ${folder} cannot be written to (${code}): ${message}. Nothing that was saved is lost.`,
      {
        cause: error,
      },
    );
  }
}
