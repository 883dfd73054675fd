/**
 * What Teams takes, in characters, counts and bytes. Teams counts a message in bytes of its JSON, everything around the
 * card included, and refuses what is larger; the other numbers are what its cards show well on a desktop and on a
 * phone.
 */
export const limits = {
  /**
   * Of a card's elements together, in bytes: the summary, the card itself and what stands around it have the rest of 28
   * 000.
   */
  card: 24_000,
  /** Of one element's text. Even when JSON writes each character in six bytes it fits a card. */
  text: 3500,
  /** Of the words in a notification. */
  summary: 280,
  /** Of a fact's name and value together: a longer one is a text. */
  fact: 1000,
  /** Columns of a table that a phone shows readably: one of more columns is stacked, row by row. */
  columns: 4,
  /** Characters side by side in a table that a phone shows without breaking a word. */
  phone: 36,
  /** Characters from which on a column breaks its lines rather than take more of the width. */
  columnWidth: 30,
  /** Of a row in a table, in bytes: one with a longer row is stacked. */
  row: 6000,
  /** Of one table, in bytes: a longer one is continued in the next message, with its headings. */
  table: 23_500,
  /** Buttons side by side. */
  buttons: 5,
  buttonText: 75,
  /** Of a dialog's own title. */
  dialogTitle: 60,
  /** From so many choices on, people search in them. */
  filtered: 10,
  /** Of a choice's words, and how short they are cut before the choice is typed instead. */
  choice: 75,
  shortestChoice: 12,
  /** Of a form without what people filled in, in bytes. */
  form: 24_000,
} as const;

/** The bytes of something as JSON. */
export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
