import { type Command, defineCommand, everyone, freeLine, projectLine } from "../../src/bot/command.ts";
import type { ReadEnv } from "../../src/bot/field.ts";
import { field } from "../../src/bot/fields.ts";
import { createRegistry } from "../../src/bot/registry.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import type { Reply } from "../../src/messages/content.ts";
import { phrase } from "../../src/messages/phrase.ts";
import type { Conversation, Person, Store } from "../../src/store/store.ts";
import { agreement, day, projectFacts } from "../fixtures/project-facts.ts";

const done = async (): Promise<Reply> => ({
  audience: "public",
  blocks: [{ kind: "text", text: phrase("help.heading") }],
});
const common = { summary: "help.heading", allow: everyone, audience: "public", run: done } as const;

/** Commands of every shape that a line can have. */
export const commands: readonly Command[] = [
  defineCommand({
    name: "log",
    summary: "help.heading",
    lines: [
      projectLine({
        ...common,
        examples: ['log 2h30 configuration "hunt groups"'],
        allow: ["staff"],
        input: {
          time: field.duration(),
          activity: field.activity(),
          note: field.text(),
          on: field.day("past").default("today"),
          by: field.person().optional(),
        },
      }),
    ],
  }),
  defineCommand({
    name: "require",
    summary: "help.heading",
    bare: "show",
    lines: [
      projectLine({ ...common, verb: "show", examples: ["require"], input: {}, reads: true }),
      projectLine({
        ...common,
        verb: "add",
        examples: ['require add "Main number answers 07–18" deviation'],
        input: { text: field.text(), deviation: field.flag() },
      }),
      projectLine({
        ...common,
        verb: "edit",
        examples: ['require edit R2 "New"'],
        input: { ref: field.ref("R"), text: field.text() },
      }),
    ],
  }),
  defineCommand({
    name: "change",
    summary: "help.heading",
    bare: "list",
    lines: [
      projectLine({ ...common, verb: "list", examples: ["change"], input: {}, reads: true }),
      projectLine({
        ...common,
        examples: ['change "Open on Saturdays too" running estimate:6h'],
        input: {
          title: field.text(),
          fixed: field.money().optional(),
          running: field.flag(),
          estimate: field.duration().optional(),
        },
      }),
      projectLine({
        ...common,
        verb: "approve",
        by: "card",
        examples: [],
        input: { ref: field.ref("X"), digest: field.hidden() },
      }),
      projectLine({ ...common, verb: "withdraw", examples: ["change withdraw X1"], input: { ref: field.ref("X") } }),
    ],
  }),
  defineCommand({
    name: "minutes",
    summary: "help.heading",
    lines: [
      projectLine({
        ...common,
        examples: ["minutes C1 we agreed"],
        input: { ref: field.ref("C"), notes: field.longText() },
      }),
      projectLine({
        ...common,
        verb: "show",
        matches: /^m\d+$/iu,
        examples: ["minutes M1"],
        input: { ref: field.ref("M") },
      }),
    ],
  }),
  defineCommand({
    name: "checkin",
    summary: "help.heading",
    lines: [
      projectLine({
        ...common,
        verb: "schedule",
        examples: ["checkin schedule 2026-12-01 10:00"],
        input: { at: field.dateTime() },
      }),
      projectLine({
        ...common,
        verb: "hold",
        examples: ["checkin hold C1 50m"],
        input: { ref: field.ref("C"), time: field.duration().default("1h").inPlace() },
      }),
    ],
  }),
  defineCommand({
    name: "fault",
    summary: "help.heading",
    lines: [
      projectLine({
        ...common,
        examples: ['fault "no incoming calls" urgent'],
        input: { text: field.text(), urgent: field.flag(), on: field.text().optional() },
      }),
      projectLine({
        ...common,
        verb: "cause",
        examples: ['fault cause F1 customer "cable cut" bill'],
        allow: ["staff"],
        input: {
          ref: field.ref("F"),
          cause: field.choice(["supplier", "customer", "third-party"]),
          reason: field.text(),
          bill: field.flag(),
        },
      }),
    ],
  }),
  defineCommand({
    name: "team",
    summary: "help.heading",
    lines: [
      projectLine({
        ...common,
        verb: "add",
        examples: ["team add karin approver"],
        input: {
          name: field.text({ max: 80 }),
          role: field.choice(["customer", "approver", "partner"]).default("customer").inPlace(),
        },
      }),
    ],
  }),
  defineCommand({
    name: "travel",
    summary: "help.heading",
    lines: [
      projectLine({
        ...common,
        examples: ["travel 3h30 costs:1200 to:Uppsala"],
        input: {
          time: field.duration().optional().inPlace(),
          costs: field.money().optional(),
          to: field.text().optional(),
          city: field.city().optional(),
        },
      }),
    ],
  }),
  defineCommand({
    name: "open",
    summary: "help.heading",
    lines: [
      freeLine({
        ...common,
        examples: ['open "Solbacken Vård AB" code:solbacken variant:larger'],
        allow: ["staff"],
        input: {
          customer: field.text(),
          code: field.code().optional(),
          variant: field.variant().optional(),
          hours: field.pairs(field.duration()).optional(),
          options: field.options().optional(),
          orgno: field.orgno().optional(),
        },
      }),
    ],
  }),
  defineCommand({
    name: "portfolio",
    summary: "help.heading",
    lines: [freeLine({ ...common, examples: ["portfolio"], allow: ["staff"], input: {}, reads: true })],
  }),
];

export const registry = createRegistry(commands);

const people: readonly Person[] = [
  { id: "1", handle: "karin", name: "Karin Holm", staff: false, reachable: true },
  { id: "2", handle: "erik", name: "Erik Ek", staff: true, reachable: true },
  { id: "3", handle: "erik.b", name: "Erik Berg", staff: true, reachable: true },
];
const conversation: Conversation = {
  id: "c1",
  platform: "local",
  tenant: "t",
  external: "solbacken-delad",
  name: "Solbacken delad",
  outsiders: true,
  private: false,
};

// Fields look people and conversations up, and nothing else.
const store = {
  people: {
    find: async (word: string) =>
      people.filter(
        (one) =>
          one.handle === word.toLowerCase().replace(/^@/u, "") || one.name.toLowerCase().startsWith(word.toLowerCase()),
      ),
  },
  places: { find: async (word: string) => (word.replace(/^#/u, "") === conversation.external ? [conversation] : []) },
} as unknown as Store;

/** Reading on Friday 20 November 2026. */
export function envOf(facts: Partial<ProjectFacts> = {}): ReadEnv {
  return {
    today: day("2026-11-20"),
    now: Date.parse("2026-11-20T09:00:00Z"),
    language: "sv",
    agreement,
    facts: projectFacts(facts),
    store,
    platform: "local",
  };
}
