/** The languages that people are answered in; Swedish is the default. */
export type Language = "sv" | "en";
export const languages: readonly Language[] = ["sv", "en"];
