import { readAgreement } from "../../src/composition/agreements.ts";
import type { Agreement } from "../../src/domain/agreement.ts";

let read: Promise<Agreement> | undefined;

/**
 * The agreement that new projects open with, read once for all files of a worker: it is checked in a fifth of a second.
 */
export const usualAgreement = (): Promise<Agreement> => {
  read ??= readAgreement();
  return read;
};
