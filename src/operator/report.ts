import type { Copied } from "../store/backup/format.ts";
import type { Erasure } from "../store/operating/erasure.ts";
import type { Undelivered } from "../store/operating/undelivered.ts";

/** A whole number with spaces between its thousands. */
export const amount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, " ");

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? "").length)));
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Every table with its rows and the digest that both sides have. */
export const copiedTables = ({ tables }: Copied): string =>
  columns([
    ["table", "rows", "SHA-256 of its rows"],
    ...Object.entries(tables).map(([name, { rows, sha256 }]) => [name, amount(rows), sha256]),
  ]);

const minute = (instant: string): string => instant.slice(0, 16).replace("T", " ");

/** The outbox as a list for the terminal, without a word of what the messages say. Times are UTC. */
export function outboxTold(messages: readonly Undelivered[]): string {
  if (messages.length === 0) return "Everything was delivered.";
  const rows = messages.map((message) => [
    message.id,
    message.state === "parked" ? "refused" : "waits",
    `${message.platform} ${message.conversation ?? "(a private chat)"}`,
    message.project ?? "",
    minute(message.said),
    `${message.state === "parked" ? "since" : "next"} ${minute(message.at)}`,
    String(message.attempts),
    (message.why ?? "").replace(/\s+/g, " ").slice(0, 120),
  ]);
  const parked = messages.filter((message) => message.state === "parked").length;
  return [
    columns([["id", "state", "where", "project", "said", "state since / next try (UTC)", "attempts", "why"], ...rows]),
    `\n${messages.length - parked} wait and are tried again by themselves; ${parked} were refused.`,
    ...(parked === 0
      ? []
      : ["When the reason is mended: npm run outbox -- resend ID…, or npm run outbox -- resend --all"]),
  ].join("\n");
}

/** What erasing a person does, or did. */
export function erasureTold(erasure: Erasure): string {
  const { person, who, standIn, decided, leftAlone, namesakes, erased } = erasure;
  const name = person?.name ?? who;
  const known = person === undefined ? "on customers' lists" : erased ? person.id : `${person.handle}, ${person.id}`;
  return [
    erased
      ? `${name} (${known}) is erased, and is called ${standIn} from now on.`
      : `${name} (${known}) would be called ${standIn}.`,
    ...(person === undefined ? listedTold(erasure) : personTold(erasure)),
    ...(decided === 0
      ? []
      : [
          `- Kept as evidence: ${decided} ${decided === 1 ? "decision" : "decisions"} with the text that was decided on, and the platform's id of the account.`,
        ]),
    ...(leftAlone.rows === 0
      ? []
      : [
          `- Not touched: ${counted(leftAlone.rows)} ${erased ? `still hold${leftAlone.rows === 1 ? "s" : ""}` : "will still hold"} the word “${leftAlone.word}”, which may mean somebody else. If it does not: --also "${leftAlone.word}".`,
        ]),
    ...(namesakes.length === 0
      ? []
      : [
          `- Not touched: on customers' lists somebody is called the same, with another address: ${namesakes.join(", ")}. If that is the same person: --also "${namesakes[0]}".`,
        ]),
    "- Not reached from here: what the platforms keep themselves, files that were handed in (those of customer data are deleted some time after the handover), and backups taken before.",
    ...(erased ? [] : ["\nNothing was changed. To do it: the same command with --yes. It cannot be undone."]),
  ].join("\n");
}

function personTold({ accounts, projects, listed, erased, ...found }: Erasure): readonly string[] {
  return [
    `- ${begun(erased)}: the name, the handle, the company, ${accounts} ${accounts === 1 ? "account" : "accounts"} with name, handle and e-mail, ${rowsOf({ listed, ...found })}.`,
    `- Kept with the id: roles${projects.length === 0 ? "" : ` in ${projects.join(", ")}`}, hours, changes and the audit.`,
  ];
}
const listedTold = ({ projects, erased, ...found }: Erasure): readonly string[] => [
  `- ${begun(erased)}: ${rowsOf(found)}, in ${projects.join(", ")}.`,
];
const begun = (erased: boolean): string => (erased ? "Erased" : "To be erased");

const counted = (rows: number): string => `${amount(rows)} ${rows === 1 ? "row" : "rows"}`;

function rowsOf({ texts, listed }: Pick<Erasure, "texts" | "listed">): string {
  const found = Object.entries(texts);
  const rows = found.reduce((sum, [, count]) => sum + count, 0);
  const where = found.length === 0 ? "" : ` (${found.map(([table, count]) => `${table} ${amount(count)}`).join(", ")})`;
  const own = listed === 0 ? "" : `${amount(listed)} ${listed === 1 ? "record" : "records"} of customers' lists, `;
  return `${own}and the name in ${counted(rows)}${where}`;
}
