import { projectLine } from "../../bot/command.ts";
import { addDays } from "../../domain/calendar.ts";
import type { Block } from "../../messages/content.ts";
import { day, type Phrase, type PhraseId, phrase, type Text } from "../../messages/phrase.ts";
import { isPhraseId } from "../../messages/vocabulary.ts";
import { ahead } from "../../scheduler/ahead.ts";
import { snapshotOf } from "../../scheduler/due.ts";
import { said } from "../shared/blocks.ts";

/** As many of each are shown. */
const [mostSaid, mostComing] = [20, 8];
/** So far back, days. */
const since = 60;

/** Why each reminder was sent, newest first, and when the next comes if nobody does anything. */
export const reminderHistory = projectLine({
  verb: "reminders",
  summary: "summary.history.reminders",
  examples: ["history reminders"],
  allow: ["staff"],
  audience: "ledger",
  reads: true,
  input: {},
  async run(_values, { facts, agreement, now, today, store }) {
    const snapshot = snapshotOf(facts, agreement, now);
    const notices = await store.notices.latest(facts.project.id, addDays(today, -since));
    const coming = ahead(snapshot, new Set(notices.map(({ key }) => key))).slice(0, mostComing);
    const told = notices.filter(({ key }) => !key.startsWith("digest/")).slice(0, mostSaid);
    const table = (rows: readonly (readonly Text[])[]): Block => ({
      kind: "table",
      columns: [
        { label: phrase("history.column.when") },
        { label: phrase("history.reminders.about") },
        { label: phrase("history.reminders.why") },
      ],
      rows,
    });
    const rowOf = ({ key, on }: { readonly key: string; readonly on: typeof today }) => [
      phrase("cell.day", { on: day(on) }),
      about(key),
      why(key),
    ];
    return {
      audience: "ledger",
      blocks: [
        said(told.length === 0 ? "history.reminders.none" : "history.reminders.title", {
          customer: facts.project.customer,
        }),
        ...(told.length === 0 ? [] : [table(told.map(rowOf))]),
        said(coming.length === 0 ? "history.reminders.noneComing" : "history.reminders.coming"),
        ...(coming.length === 0
          ? []
          : [{ kind: "list", items: coming.map(({ on, due }) => comingWords(on, due.key)) } as const]),
      ],
    };
  },
});

const comingWords = (on: Parameters<typeof day>[0], key: string): Phrase =>
  phrase("history.reminders.next", { on: day(on), about: about(key), why: why(key) });

/** What a notice is about: the reminder's name, and the reference in its key. */
function about(key: string): Phrase {
  const [name = "", second = "", third = ""] = key.split("/");
  const reference = [second, third].find((part) => /^[CTX]\d+$/u.test(part));
  if (name === "task-due") return phrase("snooze.of.task", { ref: second });
  if (name === "offer-waiting") return phrase("snooze.of.offer", { ref: second });
  const named = `snooze.of.${name === "late" && isPhraseId(`snooze.of.${second}`) ? second : name}`;
  return isPhraseId(named) && named !== "snooze.of.preparation"
    ? phrase(named, { ref: reference ?? "" })
    : phrase("history.reminders.preparation");
}

const whys: Readonly<Record<string, PhraseId>> = {
  before: "history.reminders.before",
  after: "history.reminders.after",
  lead: "history.reminders.lead",
  sponsor: "history.reminders.sponsor",
  again: "history.reminders.again",
};

/** Which nudge it was. */
function why(key: string): Phrase {
  const nudge =
    key
      .replace(/\/(?:lead|sponsor|again)$/u, "")
      .split("/")
      .at(-1) ?? "";
  const [, kind = "", count = ""] = /^([a-z]+)-(\d+)$/u.exec(nudge) ?? [];
  const words = whys[kind];
  if (words !== undefined) return phrase(words, { count: Number(count) });
  return phrase(nudge === "on" ? "history.reminders.on" : "history.reminders.now");
}
