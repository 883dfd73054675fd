declare module "fs-native-extensions" {
  /**
   * An exclusive advisory lock of the kernel on a range of an open file. It belongs to the open file, and ends when
   * that is closed, however the process ends. False when somebody else has it.
   */
  export function tryLock(fd: number, offset: number, length: number): boolean;
}
