/** How many days back reminder messages and digests are kept true by themselves. */
export const daysKept = 14;
