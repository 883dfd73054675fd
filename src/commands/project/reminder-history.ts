import { projectLine } from "../../bot/command.ts";
import type { Agreement } from "../../domain/agreement.ts";
import { addDays } from "../../domain/calendar.ts";
import type { ProjectFacts } from "../../domain/facts.ts";
import { sponsorOf } from "../../domain/role.ts";
import type { Day } from "../../domain/units.ts";
import type { Block } from "../../messages/content.ts";
import { day, type Phrase, type PhraseId, phrase, type Text } from "../../messages/phrase.ts";
import { ahead, type Coming } from "../../scheduler/ahead.ts";
import { isDigest } from "../../scheduler/digests/due.ts";
import { heldBack, snapshotOf } from "../../scheduler/due.ts";
import { heldUpWords } from "../../scheduler/held-up.ts";
import { nudgedAbout } from "../../scheduler/reminder.ts";
import type { Claimed } from "../../store/store.ts";
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
    const isOpen = facts.project.state === "open";
    const snapshot = snapshotOf(facts, agreement, now);
    const notices = await store.notices.latest(facts.project.id);
    const known = new Set(notices.map(({ key }) => key));
    const coming = ahead(snapshot, known).slice(0, mostComing);
    const later = heldBack(snapshot).filter(({ key }) => !known.has(key));
    const chosen = facts.members.filter(
      ({ id, reminders }, index, all) =>
        reminders !== undefined && reminders !== "standard" && all.findIndex((one) => one.id === id) === index,
    );
    const told = toldThings(notices, addDays(today, -since)).slice(0, mostSaid);
    const words = (of: Thing): readonly [Phrase, Phrase] => [about(of.key, agreement), why(of, facts)];
    const table = (rows: readonly (readonly Text[])[]): Block => ({
      kind: "table",
      columns: [
        { label: phrase("history.column.when") },
        { label: phrase("history.reminders.about") },
        { label: phrase("history.reminders.why") },
      ],
      rows,
    });
    const rowOf = (one: Thing) => [phrase("cell.day", { on: day(one.on) }), ...words(one)];
    const next = ({ on, due: { key, to } }: Coming): Phrase => {
      const [what, because] = words({ key, on, sent: to });
      return phrase("history.reminders.next", { on: day(on), about: what, why: because });
    };
    return {
      audience: "ledger",
      blocks: [
        said(told.length === 0 ? "history.reminders.none" : "history.reminders.title", {
          customer: facts.project.customer,
        }),
        ...(told.length === 0 ? [] : [table(told.map(rowOf))]),
        said(coming.length === 0 ? "history.reminders.noneComing" : "history.reminders.coming"),
        ...(coming.length === 0 ? [] : [{ kind: "list", items: coming.map(next) } as const]),
        ...listed("history.reminders.heldBack", [
          ...later.map(({ key, to }) => {
            const [what, because] = words({ key, on: today, sent: to });
            return phrase("history.reminders.unsaid", { about: what, why: because });
          }),
        ]),
        ...listed(
          "history.reminders.paused",
          facts.snoozes
            .filter(({ until }) => isOpen && today < until)
            .map(({ subject, until, reason }) =>
              phrase("history.reminders.pause", { what: heldUpWords(subject, agreement), until: day(until), reason }),
            ),
        ),
        ...listed(
          "history.reminders.profiles",
          chosen.map(({ name, reminders }) =>
            phrase(`history.reminders.${reminders === "light" ? "light" : "active"}`, { name }),
          ),
        ),
      ],
    };
  },
});

/** A list with its title; nothing where it is empty. */
const listed = (title: PhraseId, items: readonly Phrase[]): readonly Block[] =>
  items.length === 0 ? [] : [said(title), { kind: "list", items }];

/** A key without what freed it, where its project was taken up again since. */
const spoken = (key: string): string => key.split("~")[0] ?? key;

/** Something that people were told, by its key. */
type Thing = Required<Claimed>;

/** What was sent since a day, newest first: each thing once a day, whatever channels heard of it. */
function toldThings(notices: readonly Claimed[], from: Day): readonly Thing[] {
  const things = new Map<string, Thing>();
  for (const { key, on, sent } of notices) {
    if (sent === undefined || on < from || isDigest(key)) continue;
    const one = `${on} ${nudgedAbout(spoken(key))}`;
    if (!things.has(one) || sent === "shared") things.set(one, { key: spoken(key), on, sent });
  }
  return [...things.values()];
}

/** What a notice is about, as people snooze it. */
function about(key: string, agreement: Agreement): Phrase {
  return phrase("history.reminders.thing", { what: heldUpWords(subjectOfKey(nudgedAbout(key)), agreement) });
}

/** The subject of what a key names without its nudge: `late/number/P1/2026-12-04`, `task-due/T1/2026-12-04`. */
function subjectOfKey(key: string): string {
  const [name = "", ...rest] = key.split("/");
  switch (name) {
    case "late":
      return rest.slice(0, -1).join("/");
    case "task-due":
      return `task/${rest[0]}`;
    case "offer-waiting":
      return `offer/${rest[0]}`;
    case "check-in-tomorrow":
      return `check-in/${rest[0]}`;
    case "minutes-missing":
      return rest[0] === undefined || rest[0] === "kickoff" ? name : `${name}/${rest[0]}`;
    default:
      return name;
  }
}

const whys: Readonly<Record<string, PhraseId>> = {
  before: "history.reminders.before",
  after: "history.reminders.after",
  lead: "history.reminders.lead",
  sponsor: "history.reminders.sponsor",
  again: "history.reminders.again",
};

/** Which nudge it was. A sponsor comes in where the customer is asked, and has named one. */
function why({ key, sent }: Thing, facts: ProjectFacts): Phrase {
  const nudge =
    key
      .replace(/\/(?:lead|sponsor|again)$/u, "")
      .split("/")
      .at(-1) ?? "";
  const [, kind = "", count = ""] = /^([a-z]+)-(\d+)$/u.exec(nudge) ?? [];
  const words = whys[kind === "sponsor" && (sent !== "shared" || sponsorOf(facts) === undefined) ? "after" : kind];
  if (words !== undefined) return phrase(words, { count: Number(count) });
  return phrase(nudge === "on" ? "history.reminders.on" : "history.reminders.now");
}
