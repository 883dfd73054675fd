/** The largest file that is taken, in bytes. */
export const largestFile = 10 * 1024 * 1024;
/** As many files are taken at once: with a form, or in one message. */
export const mostFiles = 10;
