/** The languages that people are answered in; Swedish is the default. */
export const languages = ["sv", "en"] as const;
export type Language = (typeof languages)[number];
