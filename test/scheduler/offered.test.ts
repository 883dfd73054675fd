import { afterAll, beforeAll, expect, test } from "vitest";
import { parseLine } from "../../src/bot/lines/parse.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import type { Button, Content, Form } from "../../src/messages/content.ts";
import { agreements, commands } from "../support/commands.ts";
import { openTentative } from "../support/tentative.ts";
import { openWorkspace, type Said, type Seen, type Speaker, type Workspace } from "../support/workspace.ts";

const registry = createRegistry(commands, agreements);
const houses = ["solbacken", "solbacken-kund"] as const;

let ws: Workspace;
let tentatively: Awaited<ReturnType<typeof openTentative>>["tentatively"];
beforeAll(async () => {
  const tentative = await openTentative();
  tentatively = tentative.tentatively;
  ws = await openWorkspace({ open: tentative.open, publicUrl: "https://bot.example.se" });
});
afterAll(() => ws.close());

/** What somebody is shown that they may type or press. */
interface Offered {
  readonly in: string;
  readonly shownTo: Speaker;
  readonly what: string;
  use(): Promise<Said>;
}

const quoted = /“([^“”\n]+)”|`([^`\n]+)`/gu;

/** Every line of a message, in a block of its own or in its words. */
function linesOf(content: Content, text: string): readonly string[] {
  const blocks = content.blocks.flatMap((block) => (block.kind === "line" ? [block.line] : []));
  const inWords = [...text.matchAll(quoted)]
    .map(([, a, b]) => a ?? b ?? "")
    .filter((typed) => "line" in parseLine(registry, typed));
  return [...new Set([...blocks, ...inWords])];
}

const offeredBy = (message: Pick<Seen, "content" | "text" | "buttons">, who: Speaker, where: string, on?: Seen) => [
  ...linesOf(message.content, message.text).map(
    (line): Offered => ({
      in: where,
      shownTo: who,
      what: line,
      use: () => who.says(typedAs(line, who), { in: where }),
    }),
  ),
  ...(on === undefined ? [] : on.buttons).map(
    (button): Offered => ({
      in: where,
      shownTo: who,
      what: named(button),
      use: () => who.presses(button.runs, { in: where, on: on as Seen, values: button.values ?? {} }),
    }),
  ),
];
const named = ({ runs, values = {} }: Button) =>
  `[${runs}${Object.entries(values)
    .map(([field, value]) => ` ${field}=${value}`)
    .join("")}]`;

const placeholders: Readonly<Record<string, string>> = { kr: "4500", day: "2026-12-31", person: "", name: "johan" };

/** A line as somebody types it who puts what is meant in the place of `<day>`. */
const typedAs = (line: string, who: Speaker): string =>
  line.replaceAll(/<([^<>]+)>/gu, (whole, what: string) =>
    what === "person" ? (who === ws.anna ? "erik" : "johan") : (placeholders[what] ?? whole),
  );

/** What somebody says who is asked, where a form cannot know it: a number of theirs, and a day that is to come. */
const says: Readonly<Record<string, string>> = { number: "08-765432", ends: "2027-03-01", note: "It is in the mail" };

/** A form as somebody fills it in. */
function filled({ fields }: Form, today: string): Readonly<Record<string, string>> {
  const ahead = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  const answer = ({ name, type, required, options }: Form["fields"][number]): string | undefined => {
    if (says[name] !== undefined) return says[name];
    if (!required) return undefined;
    if (type === "day") return ahead(2);
    if (type === "datetime") return `${ahead(1)} 10:00`;
    if (type === "number") return "1";
    return type === "select" || type === "choices" ? options?.[0]?.value : "HR is back";
  };
  return Object.fromEntries(
    fields.flatMap((one) => {
      const said = one.name !== "number" && (one.value ?? "") !== "" ? undefined : answer(one);
      return said === undefined ? [] : [[one.name, said] as const];
    }),
  );
}

const known = new Set<string>();
const wrong: string[] = [];

/**
 * Uses all that stands in the channels, and all that some lines answer with; what was used before, only where `again`.
 */
async function useAll(today: string, probes: readonly string[], again = false): Promise<void> {
  if (again) known.clear();
  const { rows } = await ws.test.pool.query<{ id: string }>("select id from messages where withdrawn_at is not null");
  const gone = new Set(rows.map(({ id }) => id));
  for (const where of houses) {
    const who = where === "solbacken" ? ws.anna : ws.karin;
    const offered: Offered[] = [];
    for (const message of await ws.messages(where))
      if (!gone.has(message.id) && message.visibleTo === undefined)
        offered.push(...offeredBy(message, who, where, message));
    for (const probe of probes) {
      const said = await who.says(probe, { in: where });
      if (said.outcome !== "done") continue;
      for (const message of said.messages.filter((one) => one.in === where))
        offered.push(...offeredBy(message, who, where, message));
    }
    for (const one of offered) {
      const key = `${one.in} ${one.what}`;
      if (known.has(key)) continue;
      known.add(key);
      const came = await tentatively(async () => {
        const said = await one.use();
        if (said.form === undefined || said.outcome !== "done") return said;
        return one.shownTo.fills(said.form, filled(said.form, today), { in: one.in });
      });
      if (came.outcome !== "done")
        wrong.push(
          `${today} ${key}: ${came.outcome} ${came.text.split("\n").join(" / ")} ${JSON.stringify(came.errors)}`,
        );
    }
  }
}

const probes = [
  "status",
  "plan",
  "data",
  "checkin",
  "porting",
  "task",
  "reminders",
  "history reminders",
  "away",
  "help snooze",
  "team",
];

test("C2: every line and every button that somebody is shown of what is late does something when they use it", async () => {
  await ws.openSolbacken("workshop:2026-12-07 porting:2026-12-17");
  await ws.anna.says('task add "Send floor plan" who:karin due:2026-11-26');
  await ws.anna.says('task add "Order desk phones" who:anna due:2026-11-30');
  await ws.anna.says('porting add 08-123456 when:"2026-12-17 10:00"');
  await ws.anna.says("checkin schedule 2026-11-25 10:00");
  await ws.anna.says('data stuck voicemail "waiting for HR"');
  await ws.anna.says('change "Extra queue" price:5000');
  await ws.playTo("2026-12-02T09:00");
  await useAll("2026-12-02", probes);
  await ws.playTo("2026-12-09T09:00");
  await useAll("2026-12-09", probes);
  await ws.playTo("2026-12-28T09:00");
  await useAll("2026-12-28", probes.slice(0, 8), true);
  expect(wrong).toEqual([]);
}, 240_000);
