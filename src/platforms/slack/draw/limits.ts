/**
 * What Slack takes, in characters and counts, as its Block Kit reference and @slack/types give it. Where Slack only
 * says "too long" afterwards, the number is on the safe side of what has been seen to pass.
 */
export const limits = {
  /** Blocks of a message, and of a modal or a Home tab. */
  blocks: 50,
  viewBlocks: 100,
  /** Of one text object, and so of one section. */
  text: 3000,
  /** Of a text in a context block. */
  quiet: 2000,
  header: 150,
  buttons: 25,
  buttonText: 75,
  blockId: 255,
  actionId: 255,
  url: 3000,
  /** Of an input's label and its hint. */
  label: 2000,
  /** Of an option's text and value, and of a group's label. */
  option: 75,
  options: 100,
  optionGroups: 100,
  /** Of a modal's title and its two buttons. */
  viewTitle: 24,
  metadata: 3000,
  /** What one box to type in holds. */
  input: 3000,
  /** Rows of a table, the one of its headings among them. */
  tableRows: 100,
  tableColumns: 20,
  /** Of all cells of a table together. */
  table: 10_000,
  tables: 1,
  /** Of what an image shows, in words. */
  alt: 2000,
  /** Charts of a message, their bars side by side, and characters of a title and of a label. */
  charts: 2,
  chartBars: 20,
  chartTitle: 50,
  chartLabel: 20,
  /** Of a message's text beside its blocks: chat.update refuses more. */
  fallback: 4000,
  /** Of all blocks of a message together, as JSON: past about 13 000 Slack answers msg_blocks_too_long. */
  message: 12_000,
} as const;
