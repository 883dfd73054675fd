import { dayOf } from "../../src/domain/calendar.ts";
import type { Day } from "../../src/domain/units.ts";
import { plainText } from "../../src/messages/plain.ts";
import type { Platform } from "../../src/messages/platform.ts";
import { createWords } from "../../src/messages/words.ts";
import { createOutbox } from "../../src/outbox/outbox.ts";
import { ticksBetween } from "../../src/scheduler/ticks.ts";
import type { TestDatabase } from "../support/databases.ts";
import type { Scene } from "./scene.ts";
import { agreement, instant } from "./support.ts";

const words = createWords();
const zone = agreement.calendar.timeZone;
const weekdays = ["sön", "mån", "tis", "ons", "tors", "fre", "lör"];

/** One thing that a channel saw: something said, edited or taken away. */
export interface Told {
  readonly on: Day;
  readonly where: string;
  readonly how: "said" | "edited" | "gone";
  readonly message: string;
  readonly text: string;
  readonly buttons: readonly string[];
}

/** Plays days of a scene and keeps what its channels see, as a platform would show it. */
export function listen(opened: TestDatabase, scene: Scene) {
  const told: Told[] = [];
  const there = new Map<string, Told>();
  let today = "2026-11-02" as Day;
  const platform: Platform = {
    name: "local",
    async deliver({ message, to, language, content, gone }) {
      const how = gone === true ? "gone" : there.has(message) ? "edited" : "said";
      const buttons = content.blocks.flatMap((block) =>
        block.kind === "buttons" ? block.buttons.map(({ label }) => words.text(language, label, today)) : [],
      );
      const one: Told = {
        on: today,
        where: to.conversation,
        how,
        message,
        text: plainText(words, language, content, today),
        buttons,
      };
      told.push(one);
      if (how === "gone") there.delete(message);
      else there.set(message, one);
      return how === "gone" ? { outcome: "dropped" } : { outcome: "sent", id: message };
    },
  };
  const outbox = createOutbox({ rows: opened.database.outboxRows, platforms: [platform], log: () => undefined });
  const drain = async () => {
    await opened.pool.query(
      "update messages set next_attempt_at = clock_timestamp() - interval '1 second' where next_attempt_at is not null",
    );
    await outbox.drain();
  };
  return {
    told,
    /** What stands in a channel now. */
    stands: (where: string): readonly string[] =>
      [...there.values()].filter((one) => one.where === where).map(({ text }) => text),
    /** Plays every tick after an instant up to another. */
    async play(from: string, to: string): Promise<void> {
      for (const at of ticksBetween(instant(from), instant(to), agreement)) {
        today = dayOf(at, zone);
        await scene.scheduler.tick(at);
        await drain();
      }
    },
    /** What a command has changed is followed up. */
    async after(at: string): Promise<void> {
      today = at.slice(0, 10) as Day;
      await drain();
    },
  };
}

/** What was seen, for people to read: day, where, and each message as it was said. */
export function tableOf(told: readonly Told[]): string {
  const named = (on: Day) => `${weekdays[new Date(on).getUTCDay()]} ${on}`;
  const marks = { said: "säger", edited: "ändrar till", gone: "tar bort påminnelsen från" } as const;
  const saidOn = new Map(told.flatMap(({ message, how, on }) => (how === "said" ? [[message, on] as const] : [])));
  return `${told
    .map(({ on, where, how, message, text, buttons }) => {
      if (how === "gone") return `${named(on)} | ${where} | ${marks.gone} ${saidOn.get(message)}`;
      const lines = text.split("\n").map((line) => `    ${line}`);
      const pressed = buttons.length === 0 ? [] : [`    [${buttons.join("] [")}]`];
      return [`${named(on)} | ${where} | ${marks[how]}`, ...lines, ...pressed].join("\n");
    })
    .join("\n")}\n`;
}
