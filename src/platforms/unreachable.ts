/**
 * A platform could not be asked who or where somebody is: the person is told to try again, and nothing has happened.
 */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("the platform does not answer", { cause });
    this.name = "Unreachable";
  }
}

/**
 * Asks a platform: whatever stops it means that nobody knows.
 *
 * @throws Unreachable
 */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable(error);
  }
}

/** What was looked up; undefined where the platform does not answer. */
export async function orUnknown<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof Unreachable) return undefined;
    throw error;
  }
}
