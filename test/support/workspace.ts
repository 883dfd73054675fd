import { randomUUID } from "node:crypto";
import { type Logger, pino } from "pino";
import type { Answer, BroughtFile, Intent } from "../../src/bot/incoming.ts";
import { compose, type House } from "../../src/compose.ts";
import type { Config } from "../../src/config.ts";
import type { Agreement } from "../../src/domain/agreement.ts";
import { instantOf } from "../../src/domain/calendar.ts";
import type { ProjectFacts } from "../../src/domain/facts.ts";
import type { Day } from "../../src/domain/units.ts";
import type { Block, Button, Content, Form } from "../../src/messages/content.ts";
import type { Language } from "../../src/messages/language.ts";
import type { Text } from "../../src/messages/phrase.ts";
import { plainText } from "../../src/messages/plain.ts";
import { createWords } from "../../src/messages/words.ts";
import type { StoredMessage } from "../../src/store/store.ts";
import { usualAgreement } from "./agreement.ts";
import { openTestDatabase, type TestDatabase } from "./databases.ts";

const words = createWords();

/** What came of something that a person did, in words. */
export interface Said {
  readonly answer: Answer;
  /** The reply alone. */
  readonly text: string;
  readonly outcome: Answer["outcome"];
  /** Everything it caused, in any conversation. */
  readonly messages: readonly Seen[];
  readonly form?: Form;
  /** What is wrong in a form, by field, in words. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A message as it stands now. */
export interface Seen {
  readonly id: string;
  readonly in: string;
  readonly text: string;
  readonly content: Content;
  readonly buttons: readonly Button[];
  readonly visibleTo?: string;
  readonly revision: number;
}

/** A person of the tests' workspace, who speaks through the front door. */
export interface Speaker {
  readonly name: string;
  says(
    text: string,
    options?: { readonly in?: string; readonly key?: string; readonly files?: readonly BroughtFile[] },
  ): Promise<Said>;
  /** Presses the button that runs this line, on the message (default: the newest that has it). */
  presses(
    runs: string,
    options?: { readonly in?: string; readonly on?: Seen; readonly values?: Readonly<Record<string, string>> },
  ): Promise<Said>;
  /**
   * Presses *Approve* on the newest offer, or the one on the message, and says yes to what it costs where that is
   * asked.
   */
  approves(options?: { readonly in?: string; readonly on?: Seen }): Promise<Said>;
  fills(
    form: Form | undefined,
    values: Readonly<Record<string, string>>,
    options?: { readonly in?: string; readonly key?: string; readonly files?: readonly BroughtFile[] },
  ): Promise<Said>;
  drops(name: string, content: string | Uint8Array, options?: { readonly in?: string }): Promise<Said>;
}

export interface Workspace {
  readonly house: House;
  readonly agreement: Agreement;
  readonly test: TestDatabase;
  readonly anna: Speaker;
  readonly erik: Speaker;
  readonly karin: Speaker;
  readonly johan: Speaker;
  readonly petra: Speaker;
  /** Someone with no part in anything. */
  readonly olle: Speaker;
  /** Makes a conversation known. */
  conversation(id: string, is?: { readonly outsiders?: boolean; readonly private?: boolean }): Promise<void>;
  /** What a text says. */
  words(text: Text): string;
  /** The messages of a conversation, oldest first, as they stand now. */
  messages(conversation: string): Promise<readonly Seen[]>;
  facts(code?: string): Promise<ProjectFacts>;
  /** All that waits to be sent is, as the outbox would send it. */
  send(): Promise<void>;
  /** Plays the scheduler up to a local wall-clock time: `2026-12-07T09:00`. */
  playTo(localTime: string): Promise<void>;
  /**
   * Opens Solbacken as the main story does: smaller variant, internal `solbacken`, shared `solbacken-kund`, karin the
   * approver, johan a customer. `more` is added to the line.
   */
  openSolbacken(more?: string): Promise<void>;
  close(): Promise<void>;
}

const zone = "Europe/Stockholm";

type Model = NonNullable<Config["minutesModel"]>;
interface WorkspaceOptions {
  /** Local wall clock; a Monday unless told otherwise. */
  readonly clock?: string;
  /** Where people outside reach our pages. */
  readonly publicUrl?: string;
  readonly language?: Language;
  readonly open?: () => Promise<TestDatabase>;
  readonly agreement?: (agreement: Agreement) => Agreement;
  /** All that projects may be opened on; that one alone unless told otherwise. */
  readonly agreements?: (usual: Agreement) => readonly Agreement[];
  /** Where closed bases become drafts. */
  readonly fortnox?: Config["fortnox"];
  readonly log?: Logger;
  readonly minutesModel?: Pick<Model, "apiKey" | "model"> & Partial<Model>;
}

/** The whole house on a database of its own, without HTTP. */
export async function openWorkspace(options: WorkspaceOptions = {}): Promise<Workspace> {
  const test = await (options.open ?? openTestDatabase)();
  const { database } = test;
  const language = options.language ?? "en";
  const agreement = (options.agreement ?? ((same) => same))(await usualAgreement());
  const agreements = options.agreements?.(agreement) ?? [agreement];
  const [day, time] = (options.clock ?? "2026-11-23T09:00").split("T");
  await database.clock.setStart(instantOf(day as Day, time ?? "", zone));
  const config = {
    language,
    timeZone: zone,
    publicUrl: options.publicUrl,
    fortnox: options.fortnox,
    minutesModel:
      options.minutesModel === undefined
        ? undefined
        : { baseUrl: undefined, limit: 10_000, perSource: 400_000, perDay: 2_000_000, ...options.minutesModel },
  };
  const house = await compose({
    config,
    database,
    agreement,
    agreements,
    log: options.log ?? pino({ level: process.env.TEST_LOG ?? "silent" }),
  });
  for (const { prepare } of house.platforms) await prepare?.();
  const places = new Map<string, { outsiders: boolean; private: boolean }>([
    ["solbacken", { outsiders: false, private: false }],
    ["solbacken-kund", { outsiders: true, private: false }],
  ]);

  const place = (id: string) => {
    const is =
      places.get(id) ??
      (id.startsWith("dm-") ? { outsiders: false, private: true } : { outsiders: false, private: false });
    return { platform: "local" as const, tenant: "local", external: id, name: id, ...is };
  };

  const conversationId = (id: string) => database.transaction(async (store) => (await store.places.meet(place(id))).id);
  const say = (text: Text) => words.text(language, text);

  async function seen(message: StoredMessage): Promise<Seen> {
    const conversation = await database.transaction((store) => store.places.get(message.conversation));
    return {
      id: message.id,
      in: conversation?.external ?? "",
      text: plainText(words, language, message.content),
      content: message.content,
      buttons: buttonsOf(message.content.blocks),
      revision: message.revision,
      ...(message.visibleTo === undefined ? {} : { visibleTo: message.visibleTo }),
    };
  }

  async function messages(conversation: string): Promise<readonly Seen[]> {
    const id = await conversationId(conversation);
    const { rows } = await test.pool.query<{ id: string }>(
      "select id from messages where conversation_id = $1 order by seq",
      [id],
    );
    const found = await database.transaction((store) => Promise.all(rows.map((row) => store.messages.get(row.id))));
    return Promise.all(found.flatMap((message) => (message === undefined ? [] : [seen(message)])));
  }

  function speaker(user: string, name: string, staff: boolean, home: string): Speaker {
    const account = { platform: "local" as const, tenant: "local", user, name, staff, handle: user };
    async function handle(intent: Intent, where = home, key: string = randomUUID()): Promise<Said> {
      const answer = await house.dispatch.handle({ account, conversation: place(where), key, intent });
      const caused = await database.transaction((store) =>
        Promise.all(answer.caused.map((id) => store.messages.get(id))),
      );
      return {
        answer,
        outcome: answer.outcome,
        text: answer.reply === undefined ? "" : plainText(words, language, answer.reply),
        messages: await Promise.all(caused.flatMap((message) => (message === undefined ? [] : [seen(message)]))),
        errors: Object.fromEntries(
          Object.entries(answer.errors ?? {}).map(([field, problem]) => [field, say(problem)]),
        ),
        ...(answer.form === undefined ? {} : { form: answer.form }),
      };
    }
    const one: Speaker = {
      name,
      async approves(options = {}) {
        const asked = await one.presses("change approve", options);
        const on = asked.messages.find(({ buttons }) => buttons.some(({ values }) => values?.yes === "yes"));
        return on === undefined ? asked : one.presses("change approve", { ...options, on });
      },
      says: (text, { in: where, key, files } = {}) =>
        handle({ kind: "line", text, ...(files === undefined ? {} : { files }) }, where, key),
      async presses(runs, { in: where = home, on, values = {} } = {}) {
        const on_ = on === undefined ? [...(await messages(where))].reverse() : [on];
        const fits = (button: Button) =>
          button.runs === runs && Object.entries(values).every(([field, value]) => button.values?.[field] === value);
        const message = on_.find((one) => one.buttons.some(fits));
        const button = message?.buttons.find(fits);
        if (message === undefined || button === undefined) throw new Error(`No button in ${where} runs ${runs}`);
        return handle({ kind: "press", message: message.id, button: button.id }, where);
      },
      fills(form, values, { in: where, key, files = [] } = {}) {
        if (form === undefined) throw new Error("There is no form");
        const kept = Object.fromEntries(
          form.fields.flatMap((one) => (one.value === undefined ? [] : [[one.name, one.value]])),
        );
        return handle({ kind: "form", form: form.id, values: { ...kept, ...values }, files }, where, key);
      },
      drops: (name_, content, { in: where } = {}) =>
        handle(
          {
            kind: "file",
            name: name_,
            content: typeof content === "string" ? new TextEncoder().encode(content) : content,
          },
          where,
        ),
    };
    return one;
  }

  const anna = speaker("anna", "Anna Lind", true, "solbacken");
  const workspace: Workspace = {
    house,
    agreement,
    test,
    anna,
    erik: speaker("erik", "Erik Holm", true, "solbacken"),
    karin: speaker("karin", "Karin Ek", false, "solbacken-kund"),
    johan: speaker("johan", "Johan Berg", false, "solbacken-kund"),
    petra: speaker("petra", "Petra Sund", false, "solbacken-kund"),
    olle: speaker("olle", "Olle Okänd", false, "solbacken-kund"),
    async conversation(id, is = {}) {
      places.set(id, { outsiders: is.outsiders ?? false, private: is.private ?? false });
      await conversationId(id);
    },
    words: say,
    messages,
    async facts(code = "solbacken") {
      return database.transaction(async (store) => {
        const project = await store.projects.find(code);
        if (project === undefined) throw new Error(`No project ${code}`);
        return store.projects.facts(project.id);
      });
    },
    async playTo(localTime) {
      const [on, at] = localTime.split("T");
      await house.scheduler.playTo(instantOf(on as Day, at ?? "", zone));
    },
    async send() {
      await test.pool.query(
        "update messages set delivered_revision = revision, next_attempt_at = null where next_attempt_at is not null and withdrawn_at is null",
      );
    },
    async openSolbacken(more = "") {
      await conversationId("solbacken");
      await conversationId("solbacken-kund");
      const lines = [
        `open "Solbacken Vård AB" variant:smaller via:direct internal:solbacken shared:solbacken-kund data:2026-12-04 golive:2026-12-18 language:${language} ${more}`,
        "team add karin approver",
        "team add johan",
      ];
      for (const line of lines) {
        const asked = await anna.says(line);
        // Days that look odd are asked about first.
        const on = asked.messages.find(({ buttons }) => buttons.some(({ runs }) => runs === "open anyway"));
        const days = Object.fromEntries(
          Array.from(line.matchAll(/(\S+):(\d{4}-\d\d-\d\d)/gu), ([, which = "", day = ""]) => [which, day]),
        );
        const said = on === undefined ? asked : await anna.presses("open anyway", { on, values: days });
        if (said.outcome !== "done") throw new Error(`${line}: ${said.text}`);
      }
    },
    async close() {
      await house.workbooks.stop();
      await test.close();
    },
  };
  return workspace;
}

const buttonsOf = (blocks: readonly Block[]): readonly Button[] =>
  blocks.flatMap((block) => (block.kind === "buttons" ? block.buttons : []));
